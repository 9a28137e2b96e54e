// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/application.h"

#include <algorithm>
#include <initializer_list>

namespace litekeeper {

namespace {

struct Identity
{
    quint32 id;
    const char *application;
};

/// PRAGMA application_id as registered in magic.txt of SQLite's sources, and the ids of some that are not.
constexpr std::initializer_list<Identity> identities{
    {0x0f055111, "Fossil repository"},    {0x0f055112, "Fossil checkout"},
    {0x0f055113, "Fossil configuration"}, {0x42654462, "Bentley BeSQLite"},
    {0x42654c6e, "Bentley localization"}, {0x47504b47, "GeoPackage"},
    {0x47503130, "GeoPackage 1.0"},       {0x45737269, "Esri spatial database"},
    {0x4d504258, "MBTiles tileset"},      {0x6a035744, "TeXnicard"},
    {0x41554459, "Audacity project"},     {0x4c4b4331, "Litekeeper catalogue"},
};
/// Monotone alone marks its files in the user version.
constexpr quint32 monotoneUserVersion = 0x5f4d544e;

struct Schema
{
    const char *application;
    std::initializer_list<const char *> tables; ///< all of them have to be there
};

/// The first that fits counts, so what stands further down may be more general.
const std::initializer_list<Schema> schemas{
    {"Ghost", {"posts", "posts_tags", "posts_meta", "migrations_lock"}},
    {"Forgejo", {"repository", "access_token", "hook_task", "forgejo_version"}},
    {"Gitea", {"repository", "access_token", "hook_task", "issue_user"}},
    {"Home Assistant", {"states", "events", "recorder_runs", "schema_changes"}},
    {"Grafana", {"dashboard", "dashboard_version", "data_source", "org_user"}},
    {"Vaultwarden", {"ciphers", "users_organizations", "twofactor", "__diesel_schema_migrations"}},
    {"Nextcloud", {"oc_filecache", "oc_appconfig"}},
    {"Jellyfin", {"TypedBaseItems", "mediastreams"}},
    {"Jellyfin", {"BaseItems", "ActivityLogs", "__EFMigrationsHistory"}},
    {"Plex", {"metadata_items", "media_parts", "library_sections"}},
    {"Sonarr", {"Series", "Episodes", "EpisodeFiles", "QualityProfiles"}},
    {"Radarr", {"Movies", "MovieFiles", "QualityProfiles"}},
    {"Navidrome", {"media_file", "album", "annotation", "playlist"}},
    {"Audiobookshelf", {"libraryItems", "mediaProgresses"}},
    {"WordPress", {"wp_posts", "wp_options"}},
    {"n8n", {"workflow_entity", "execution_entity", "credentials_entity"}},
    {"Uptime Kuma", {"monitor", "heartbeat", "notification"}},
    {"Paperless-ngx", {"documents_document", "documents_correspondent"}},
    {"Linkding", {"bookmarks_bookmark", "bookmarks_tag"}},
    {"FreshRSS", {"entry", "feed", "category", "entrytmp"}},
    {"Mealie", {"recipes", "recipes_ingredients"}},
    {"Nginx Proxy Manager", {"proxy_host", "redirection_host", "dead_host"}},
    {"Pi-hole queries", {"query_storage", "ftl"}},
    {"Pi-hole lists", {"gravity", "adlist", "domainlist"}},
    {"Headscale", {"pre_auth_keys", "api_keys", "nodes"}},
    {"Headscale", {"pre_auth_keys", "api_keys", "machines"}},
    {"Synapse", {"event_json", "room_memberships", "state_groups"}},
    {"PocketBase", {"_collections", "_params"}},
    {"Firefox places", {"moz_places", "moz_historyvisits", "moz_bookmarks"}},
    {"Firefox cookies", {"moz_cookies"}},
    {"Firefox form history", {"moz_formhistory"}},
    {"Firefox permissions", {"moz_perms"}},
    {"Firefox favicons", {"moz_icons", "moz_pages_w_icons"}},
    {"Thunderbird messages", {"messages", "messagesText_content", "folderLocations"}},
    {"Chromium history", {"urls", "visits", "keyword_search_terms"}},
    {"Chromium cookies", {"cookies", "meta"}},
    {"Chromium passwords", {"logins", "meta"}},
    {"Chromium form data", {"autofill", "meta"}},
    {"Chromium favicons", {"favicons", "icon_mapping"}},
    {"Signal", {"conversations", "messages", "identityKeys", "preKeys"}},
    {"Anki", {"cards", "notes", "revlog", "col"}},
    {"Zotero", {"items", "itemData", "collectionItems"}},
    {"Calibre", {"books", "authors", "books_authors_link"}},
    {"digiKam", {"Images", "ImageInformation", "AlbumRoots"}},
    {"Lightroom", {"Adobe_images", "AgLibraryFile"}},
    {"Kodi videos", {"movie", "tvshow", "streamdetails"}},
    {"Django application", {"django_migrations"}},
    {"Rails application", {"schema_migrations", "ar_internal_metadata"}},
    {"Prisma application", {"_prisma_migrations"}},
};

bool fits(const Schema &schema, const QSet<QString> &tableNames)
{
    return std::all_of(schema.tables.begin(), schema.tables.end(), [&tableNames](const char *table) {
        return tableNames.contains(QString::fromLatin1(table));
    });
}

} // namespace

QString guessApplication(const DatabaseFacts &facts, const QSet<QString> &tableNames)
{
    for (const Identity &identity : identities) {
        if (facts.applicationId == identity.id) {
            return QString::fromLatin1(identity.application);
        }
    }
    if (facts.userVersion == monotoneUserVersion) {
        return QStringLiteral("Monotone");
    }
    for (const Schema &schema : schemas) {
        if (fits(schema, tableNames)) {
            return QString::fromLatin1(schema.application);
        }
    }
    return {};
}

} // namespace litekeeper

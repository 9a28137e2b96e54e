// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

#include <QCryptographicHash>

namespace litekeeper::test {

/// Verdicts as an admin gets them, for models, pages and pictures.

inline QByteArray hashOf(const char *text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

inline DatabaseVerdict soundDatabase(const char *path, qint64 bytes, const QList<TableSummary> &tables)
{
    DatabaseVerdict database;
    database.path = path;
    database.bytes = bytes;
    database.verdict = Verdict::Sound;
    database.proof = ProofLevel::Proven;
    database.sha256 = hashOf(path);
    database.facts.path = path;
    database.facts.bytes = bytes;
    database.facts.pageSize = 4096;
    database.facts.pageCount = bytes / 4096;
    database.facts.sqliteVersion = 3'045'001;
    database.tables = tables;
    return database;
}

inline DatabaseVerdict emptyDatabase(const char *path)
{
    DatabaseVerdict database;
    database.path = path;
    database.verdict = Verdict::Empty;
    database.sha256 = hashOf("");
    database.findings
        = {{Severity::Problem,
            QStringLiteral("zero-bytes"),
            QStringLiteral("The database has 0 bytes: it was there when the backup was made, but "
                           "none of its content was copied. Back it up with its writer in "
                           "mind, as Litekeeper does."),
            {}}};
    return database;
}

inline FileVerdict fileVerdict(const Path &file, qint64 bytes, Verdict verdict,
                               const QList<DatabaseVerdict> &databases)
{
    FileVerdict judged;
    judged.id = QUuid::createUuid();
    judged.file = file;
    judged.bytes = bytes;
    judged.sha256 = hashOf(file.c_str());
    judged.container = QStringLiteral("zip");
    judged.verdict = verdict;
    judged.verifiedAt = QDateTime::currentDateTimeUtc();
    judged.milliseconds = 2300;
    judged.databases = databases;
    for (const DatabaseVerdict &database : databases) {
        judged.entries.append({database.path, database.bytes, database.bytes / 3, QStringLiteral("deflate"),
                               true, database.verdict});
    }
    judged.entryCount = judged.entries.size();
    return judged;
}

inline void addEntries(FileVerdict &file, const QList<const char *> &paths)
{
    for (const char *path : paths) {
        const qint64 bytes = 640 + 3 * qint64(qstrlen(path)) * qint64(qstrlen(path)) * qint64(qstrlen(path));
        file.entries.append({path, bytes, bytes / 3, QStringLiteral("deflate"), false, Verdict::Sound});
    }
    file.entryCount = file.entries.size();
}

/// The story Litekeeper was born from: the database of the blog has zero bytes, beside one that is sound.
inline FileVerdict siteZip(const Path &folder)
{
    FileVerdict file = fileVerdict(folder / "site_202611200300.zip", 48'731'904, Verdict::Empty,
                                   {soundDatabase("site/wwwroot/App_Data/analytics.db", 31'457'280,
                                                  {{QStringLiteral("page_views"), 412'906, {}},
                                                   {QStringLiteral("referrers"), 8'214, {}},
                                                   {QStringLiteral("sessions"), 96'377, {}}}),
                                    emptyDatabase("site/wwwroot/content/data/ghost.db")});
    addEntries(file,
               {"site/wwwroot/config.production.json", "site/wwwroot/package.json",
                "site/wwwroot/content/images/2026/11/harbour.jpg", "site/wwwroot/server.js"});
    file.findings = {{Severity::Warning, QStringLiteral("skipped"),
                      QStringLiteral("The host's log says that this file was skipped because of a sharing "
                                     "violation: it was open while the backup ran."),
                      QStringLiteral("site/wwwroot/content/data/ghost.db")}};
    return file;
}

/// What a self-hosted Gitea dumps: nothing wrong with it.
inline FileVerdict giteaZip(const Path &folder)
{
    FileVerdict file = fileVerdict(folder / "gitea-dump-1763521211.zip", 214'958'080, Verdict::Sound,
                                   {soundDatabase("data/gitea.db", 187'695'104,
                                                  {{QStringLiteral("action"), 1'204'511, {}},
                                                   {QStringLiteral("issue"), 18'220, {}},
                                                   {QStringLiteral("repository"), 312, {}}})});
    addEntries(file,
               {"app.ini", "custom/conf/app.ini", "repos/ada/engine.git/HEAD", "repos/ada/engine.git/config",
                "log/gitea.log"});
    file.entryCount = 2'408;
    return file;
}

/// A page in the middle of the file was overwritten.
inline FileVerdict damagedArchive(const Path &folder)
{
    DatabaseVerdict database = soundDatabase("home-assistant_v2.db", 1'288'490'188, {});
    database.verdict = Verdict::Damaged;
    database.proof = ProofLevel::None;
    database.tables = {{QStringLiteral("events"), 88'410, {}},
                       {QStringLiteral("states"), -1, QStringLiteral("could not be read to its end")}};
    database.findings = {
        {Severity::Problem, QStringLiteral("integrity"),
         QStringLiteral("Page 20,481 is not what the table's tree expects there: rows are lost. Look for an "
                        "older backup; what can still be read is in the other tables."),
         QStringLiteral("table states")},
        {Severity::Warning,
         QStringLiteral("wal-missing"),
         QStringLiteral("The database is in WAL mode, but its -wal is not in the archive: what was "
                        "committed last may be missing."),
         {}}};
    FileVerdict file
        = fileVerdict(folder / "homeassistant-weekly.tar.gz", 402'653'184, Verdict::Damaged, {database});
    file.container = QStringLiteral("tar.gz");
    addEntries(file, {"backup.json", "configuration.yaml", ".storage/core.entity_registry"});
    return file;
}

} // namespace litekeeper::test

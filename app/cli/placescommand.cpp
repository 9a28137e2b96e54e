// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/placescommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "common/clock.h"
#include "system/interrupt.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr double longestTimeout = 3600;

const char *const examples = R"(Examples:
  litekeeper-cli places
  litekeeper-cli places --timeout 3 --json
  litekeeper-cli places /mnt/nas/projects

Shares are asked by child processes, so that one which hangs holds nothing up. GVfs and smbnetfs
mounts are listed share by share.
Exit codes: 0 every place answers, 1 one does not, 130 cancelled)";

QString kindText(const SearchPlace &place)
{
    if (place.network && place.fileSystemKind != PlaceKind::Network) {
        return PlacesCommand::tr("behind a share");
    }
    if (place.network) {
        return PlacesCommand::tr("network");
    }
    switch (place.kind) {
    case SearchPlace::Kind::Home:
        return PlacesCommand::tr("home");
    case SearchPlace::Kind::Folder:
        return PlacesCommand::tr("folder");
    case SearchPlace::Kind::Volume:
    case SearchPlace::Kind::Share:
        break;
    }
    return PlacesCommand::tr("volume");
}

QString kindCode(SearchPlace::Kind kind)
{
    switch (kind) {
    case SearchPlace::Kind::Home:
        return QStringLiteral("home");
    case SearchPlace::Kind::Volume:
        return QStringLiteral("volume");
    case SearchPlace::Kind::Share:
        return QStringLiteral("share");
    case SearchPlace::Kind::Folder:
        break;
    }
    return QStringLiteral("folder");
}

double milliseconds(qint64 microseconds)
{
    return double(microseconds) / 1000;
}

QString latencyText(qint64 microseconds)
{
    const double value = milliseconds(microseconds);
    return PlacesCommand::tr("%1 ms").arg(value, 0, 'f', value < 10 ? 1 : 0);
}

QString stateText(const PlaceEntry &entry)
{
    switch (entry.health) {
    case PlaceEntry::Health::Answers:
        if (!entry.reason.isEmpty()) {
            return entry.reason;
        }
        return entry.latencyMicroseconds < 0 ? QString() : latencyText(entry.latencyMicroseconds);
    case PlaceEntry::Health::NotAnswering:
        return PlacesCommand::tr("not answering");
    case PlaceEntry::Health::NotAsked:
        break;
    }
    return PlacesCommand::tr("not asked");
}

QJsonObject toJson(const PlaceEntry &entry)
{
    const SearchPlace &place = entry.place;
    const auto known = [](qint64 bytes) { return bytes < 0 ? QJsonValue() : QJsonValue(bytes); };
    return {
        {QStringLiteral("path"), json::path(place.folder)},
        {QStringLiteral("label"), place.label},
        {QStringLiteral("kind"), kindCode(place.kind)},
        {QStringLiteral("network"), place.network},
        {QStringLiteral("file_system"), json::text(place.fileSystem)},
        {QStringLiteral("file_system_kind"), placeKindCode(place.fileSystemKind)},
        {QStringLiteral("source"), json::text(place.source)},
        {QStringLiteral("address"), json::text(place.address)},
        {QStringLiteral("mount_point"), json::path(place.mountPoint)},
        {QStringLiteral("free_bytes"), known(place.freeBytes)},
        {QStringLiteral("total_bytes"), known(place.totalBytes)},
        {QStringLiteral("answers"),
         entry.health == PlaceEntry::Health::NotAsked ? QJsonValue()
                                                      : entry.health == PlaceEntry::Health::Answers},
        {QStringLiteral("latency_ms"),
         entry.latencyMicroseconds < 0 ? QJsonValue() : QJsonValue(milliseconds(entry.latencyMicroseconds))},
        {QStringLiteral("not_answering_since"), json::instant(entry.notAnsweringSince)},
        {QStringLiteral("reason"), json::text(entry.reason)},
    };
}

bool isSilent(const PlaceEntry &entry)
{
    return entry.health == PlaceEntry::Health::NotAnswering;
}

} // namespace

PlacesCommand::PlacesCommand(CLI::App &program)
    : m_app(program.add_subcommand("places", "List volumes and shares, and whether they answer"))
{
    m_app->footer(examples);
    m_app->add_option("FOLDER", m_folders, "Folders to ask besides")->type_name("PATH");
    m_app->add_option("--timeout", m_timeout, "How long a share may take to answer, in seconds (default: 10)")
        ->type_name("S")
        ->check(CLI::Range(0.1, longestTimeout));
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int PlacesCommand::run(Session &session)
{
    const SystemClock clock;
    PlaceService service(session.runner, clock);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &service,
                     [] { QCoreApplication::exit(ExitCancelled); });
    QObject::connect(&service, &PlaceService::refreshed, &service, [] { QCoreApplication::exit(ExitDone); });
    service.setTimeLimit(std::chrono::milliseconds(qint64(m_timeout * 1000)));
    QList<Path> folders;
    for (const std::string &folder : m_folders) {
        folders.append(absolutePath(Path(folder)));
    }
    service.setFolders(folders);
    service.refresh();
    if (const int code = QCoreApplication::exec(); code != ExitDone) {
        return code;
    }
    const QList<PlaceEntry> places = service.places();
    m_json ? printJson(places) : print(places);
    return std::any_of(places.begin(), places.end(), isSilent) ? ExitFailed : ExitDone;
}

void PlacesCommand::print(const QList<PlaceEntry> &places) const
{
    using Align = TextTable::Align;
    TextTable table(
        {Align::Left, Align::Left, Align::Left, Align::Left, Align::Right, Align::Right, Align::Left});
    table.addRow({tr("PLACE"), tr("KIND"), tr("TYPE"), tr("SOURCE"), tr("FREE"), tr("LATENCY"), tr("PATH")});
    for (const PlaceEntry &entry : places) {
        const SearchPlace &place = entry.place;
        table.addRow({place.label, kindText(place), place.fileSystem, place.source,
                      place.freeBytes < 0 ? QStringLiteral("-") : bytesText(place.freeBytes),
                      stateText(entry), displayPath(place.folder)});
    }
    console::print(table.toString());
    for (const PlaceEntry &entry : places) {
        if (isSilent(entry)) {
            console::printError(describe(
                {.kind = ErrorKind::NotAnswering, .path = entry.place.folder, .detail = entry.reason}));
        }
    }
}

void PlacesCommand::printJson(const QList<PlaceEntry> &places) const
{
    QJsonArray array;
    for (const PlaceEntry &entry : places) {
        array.append(toJson(entry));
    }
    json::print({{QStringLiteral("places"), array}});
}

} // namespace litekeeper

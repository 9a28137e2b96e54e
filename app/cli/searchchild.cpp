// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/searchchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "common/readonlyfile.h"
#include "places/databaseheader.h"
#include "places/schemapeek.h"
#include "service/searchprotocol.h"

#include <iostream>
#include <string>

namespace litekeeper {

namespace {

using searchprotocol::Request;

Result<QJsonObject> search(const Request &request)
{
    const SearchReports reports{
        .found =
            [](const QList<DatabaseFacts> &databases) {
                (void)console::writeRaw(searchprotocol::foundLine(databases));
            },
        .progressed =
            [](const SearchCounts &counts, const Path &folder) {
                (void)console::writeRaw(
                    networkprotocol::lineOf("progress", searchprotocol::toJson(counts, folder)));
            },
        .failed =
            [](const Error &error) {
                (void)console::writeRaw(networkprotocol::lineOf("failed", networkprotocol::toJson(error)));
            },
    };
    return searchprotocol::toJson(
        findDatabases(request.paths, reports, RunControl(), request.excluded, SearchReach::Network));
}

/// From the bytes of the file: SQLite would take locks on the share and write there.
Result<QJsonObject> tables(const Path &file)
{
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!facts || !opened) {
        return facts ? opened.error() : facts.error();
    }
    QList<TableSummary> tables;
    const QSet<QString> names = peekTableNames(*opened, *facts);
    for (const QString &name : names) {
        tables.append({.name = name, .rows = -1, .note = {}});
    }
    return searchprotocol::toJson(tables);
}

Result<QJsonObject> answerTo(const Request &request)
{
    switch (request.wish) {
    case Request::Wish::Search:
        return search(request);
    case Request::Wish::Tables:
        break;
    }
    return tables(request.paths.constFirst());
}

} // namespace

SearchChild::SearchChild(CLI::App &program)
    : m_app(program.add_subcommand(searchprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int SearchChild::run(Session &)
{
    std::string line;
    std::getline(std::cin, line);
    const std::optional<Request> request = searchprotocol::requestFromLine(QByteArray::fromStdString(line));
    if (!request) {
        console::printError(QStringLiteral("Litekeeper starts this by itself; use “scan”."));
        return ExitUsage;
    }
    restrain();
    const Result<QJsonObject> answer = answerTo(*request);
    const bool told = console::writeRaw(
        answer ? networkprotocol::lineOf("answer", *answer)
               : networkprotocol::lineOf("error", networkprotocol::toJson(answer.error())));
    return told ? ExitDone : ExitFailed;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/searchprotocol.h"

#include "service/networkbackupoperations.h"
#include "service/wirereader.h"

#include <array>

namespace litekeeper::searchprotocol {

namespace {

using Wish = Request::Wish;

constexpr std::array wishes{std::pair(Wish::Search, "search"), std::pair(Wish::Tables, "tables")};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString codeOf(Wish wish)
{
    for (const auto &[each, code] : wishes) {
        if (each == wish) {
            return key(code);
        }
    }
    return {};
}

std::optional<Wish> wishFrom(const QString &code)
{
    for (const auto &[wish, each] : wishes) {
        if (code == QLatin1String(each)) {
            return wish;
        }
    }
    return std::nullopt;
}

} // namespace

QByteArray requestLine(const Request &request)
{
    return networkprotocol::lineOf("request",
                                   {{key("do"), codeOf(request.wish)},
                                    {key("paths"), networkoperations::pathsToJson(request.paths)},
                                    {key("excluded"), networkoperations::pathsToJson(request.excluded)}});
}

std::optional<Request> requestFromLine(const QByteArray &line)
{
    const std::optional<networkprotocol::Message> message = networkprotocol::messageFromLine(line);
    if (!message || message->name != QLatin1String("request")) {
        return std::nullopt;
    }
    WireReader read(message->body);
    Request request{.wish = read.known(wishFrom(read.text("do"))),
                    .paths = read.known(networkoperations::pathsFrom(read.array("paths"))),
                    .excluded = read.known(networkoperations::pathsFrom(read.array("excluded")))};
    const bool isWhole = read.isWhole() && (request.wish == Wish::Search || request.paths.size() == 1);
    return isWhole ? std::optional(std::move(request)) : std::nullopt;
}

QByteArray foundLine(const QList<DatabaseFacts> &databases)
{
    QJsonArray array;
    for (const DatabaseFacts &facts : databases) {
        array.append(networkprotocol::toJson(facts));
    }
    return networkprotocol::lineOf("found", {{key("databases"), array}});
}

std::optional<QList<DatabaseFacts>> foundFrom(const QJsonObject &body)
{
    WireReader read(body);
    QList<DatabaseFacts> databases;
    const QJsonArray array = read.array("databases");
    for (const QJsonValue &value : array) {
        databases.append(read.known(networkprotocol::factsFromJson(value.toObject())));
    }
    return read.isWhole() ? std::optional(std::move(databases)) : std::nullopt;
}

QJsonObject toJson(const SearchCounts &counts, const Path &folder)
{
    return {{key("files"), counts.files},
            {key("databases"), counts.databases},
            {key("unreadable"), counts.unreadable},
            {key("folder"), encodePath(folder)}};
}

std::optional<SearchCounts> countsFrom(const QJsonObject &body)
{
    WireReader read(body);
    const SearchCounts counts{.files = read.integer("files"),
                              .databases = read.integer("databases"),
                              .unreadable = read.integer("unreadable")};
    return read.isWhole() ? std::optional(counts) : std::nullopt;
}

Path folderFrom(const QJsonObject &body)
{
    return decodePath(body.value(key("folder")).toString());
}

QJsonObject toJson(const QList<TableSummary> &tables)
{
    QJsonArray array;
    for (const TableSummary &table : tables) {
        array.append(table.name);
    }
    return {{key("tables"), array}};
}

std::optional<QList<TableSummary>> tablesFrom(const QJsonObject &body)
{
    WireReader read(body);
    QList<TableSummary> tables;
    const QJsonArray array = read.array("tables");
    for (const QJsonValue &value : array) {
        tables.append({.name = value.toString(), .rows = -1, .note = {}});
    }
    return read.isWhole() ? std::optional(std::move(tables)) : std::nullopt;
}

} // namespace litekeeper::searchprotocol

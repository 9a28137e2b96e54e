// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "places/databasefinder.h"
#include "service/networkprotocol.h"

namespace litekeeper::searchprotocol {

/// What is said between the program and the child that looks for databases on network mounts: the lines of
/// networkprotocol, with "request" and then "found", "progress" and "failed" as often as there is something
/// to tell, and "answer" or "error" at the end.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "search-child";

struct Request
{
    enum class Wish {
        Search, ///< `paths` and what is below; answered by counts
        Tables, ///< the names of its tables; answered by them
    };
    Wish wish = Wish::Search;
    QList<Path> paths;
    QList<Path> excluded = {};
};
[[nodiscard]] QByteArray requestLine(const Request &request);
[[nodiscard]] std::optional<Request> requestFromLine(const QByteArray &line);

[[nodiscard]] QByteArray foundLine(const QList<DatabaseFacts> &databases);
[[nodiscard]] std::optional<QList<DatabaseFacts>> foundFrom(const QJsonObject &body);

/// The folder is where the search is.
[[nodiscard]] QJsonObject toJson(const SearchCounts &counts, const Path &folder = {});
[[nodiscard]] std::optional<SearchCounts> countsFrom(const QJsonObject &body);
[[nodiscard]] Path folderFrom(const QJsonObject &body);

[[nodiscard]] QJsonObject toJson(const QList<TableSummary> &tables);
[[nodiscard]] std::optional<QList<TableSummary>> tablesFrom(const QJsonObject &body);

} // namespace litekeeper::searchprotocol

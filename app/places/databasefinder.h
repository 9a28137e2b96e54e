// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"
#include "common/runcontrol.h"
#include "domain/database.h"

#include <QList>

#include <functional>

namespace litekeeper {

struct SearchCounts
{
    qint64 files = 0; ///< regular files that were looked at
    qint64 databases = 0;
    qint64 unreadable = 0; ///< folders and files we were not allowed to read
    bool stopped = false;
    QList<Path> elsewhere = {}; ///< roots on the other side of SearchReach, which were not touched
};

/// Which roots a search takes.
enum class SearchReach {
    Local,
    Network, ///< on network mounts or behind them; may block for ever, and so only in child processes
};

/// Where a search tells how it goes; called on its own thread.
struct SearchReports
{
    /// At most ten times a second, and the last ones before the search returns.
    std::function<void(const QList<DatabaseFacts> &)> found;
    std::function<void(const SearchCounts &, const Path &folder)> progressed; ///< at most ten times a second
    std::function<void(const Error &)> failed = {}; ///< a root cannot be searched at all
};

/// Searches folders and single files for SQLite databases by their first bytes, never by their names. Follows
/// no links (except `roots` themselves); leaves other network mounts, /proc, /run and the like out (a root
/// below /run is searched); visits a folder once whatever ways lead to it. `excluded` files and folders,
/// `.litekeeper` folders and `.partial` files are passed over. Reads a few bytes of each file, through
/// ReadOnlyFile. Blocking, worker thread; stops soon after control.requestStop().
[[nodiscard]] SearchCounts findDatabases(const QList<Path> &roots, const SearchReports &reports,
                                         const RunControl &control, const QList<Path> &excluded = {},
                                         SearchReach reach = SearchReach::Local);

} // namespace litekeeper

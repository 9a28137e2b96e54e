// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "places/databasefinder.h"

#include <chrono>
#include <memory>

namespace litekeeper {

/// Searches and looks that may meet a network mount: what lies on one is read by a child process, which is
/// ended when it falls silent. Nothing is opened with SQLite there, nothing is written. Copies share what
/// they know of silent mounts. Thread-safe; blocking, worker threads.
class NetworkSearch
{
public:
    /// `program`: litekeeper-cli; empty: the one beside this program.
    explicit NetworkSearch(Path program = {});

    /// How long a child may say nothing while it searches; a look at tables has half of that.
    void setSilence(std::chrono::milliseconds silence);

    /// As findDatabases(), for roots anywhere. A share that falls silent is reported as failed
    /// (ErrorKind::NotAnswering), and the others are searched.
    [[nodiscard]] SearchCounts find(const QList<Path> &roots, const SearchReports &reports,
                                    const RunControl &control, const QList<Path> &excluded) const;

    /// The tables of a database on a network mount, uncounted: their names stand in the file, see
    /// peekTableNames().
    [[nodiscard]] Result<QList<TableSummary>> tables(const Path &file, const RunControl &control) const;

    /// Whether only a child may touch the path. Touches nothing on a network mount.
    [[nodiscard]] static bool isRemote(const Path &path);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace litekeeper

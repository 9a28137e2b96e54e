// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

struct sqlite3_backup;

namespace litekeeper {

/// SQLite's online backup (https://www.sqlite.org/backup.html) from one connection to another. Both must
/// outlive it. For a copy that no commit can restart, hold a Snapshot on the source from before the first
/// step to after the last.
class OnlineBackup
{
public:
    struct Position
    {
        bool finished = false;
        qint64 pagesDone = 0;
        qint64 pagesTotal = 0;
    };

    [[nodiscard]] static Result<OnlineBackup> begin(Connection &source, Connection &destination);

    OnlineBackup(OnlineBackup &&other) noexcept;
    OnlineBackup &operator=(OnlineBackup &&other) noexcept;
    ~OnlineBackup(); ///< gives an unfinished copy up

    [[nodiscard]] Result<Position> step(int pages);

private:
    OnlineBackup(sqlite3_backup *backup, Connection &source, Connection &destination);

    sqlite3_backup *m_backup;
    Connection *m_source;
    Connection *m_destination;
};

} // namespace litekeeper

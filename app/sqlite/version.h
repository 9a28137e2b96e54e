// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace litekeeper {

/// The SQLite that this process uses.
struct SqliteVersion
{
    QString compiled; ///< of the header we were compiled with, "3.40.1"
    QString running;
    QString sourceId; ///< of the running library: date, time and hash
    bool threadSafe = false;
};

[[nodiscard]] SqliteVersion sqliteVersion();

} // namespace litekeeper

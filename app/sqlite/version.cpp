// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/version.h"

#include <sqlite3.h>

namespace litekeeper {

SqliteVersion sqliteVersion()
{
    return {.compiled = QStringLiteral(SQLITE_VERSION),
            .running = QString::fromLatin1(sqlite3_libversion()),
            .sourceId = QString::fromLatin1(sqlite3_sourceid()),
            .threadSafe = sqlite3_threadsafe() != 0};
}

} // namespace litekeeper

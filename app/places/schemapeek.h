// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "domain/database.h"

#include <QSet>

namespace litekeeper {

/// The names of the tables as they stand in the file, read from the b-tree of sqlite_schema without SQLite
/// (SQLite file format, sections 1.6 and 2.6), so that no lock is taken and nothing waits. What a -wal holds
/// is not seen. Gives what it can: at most some hundred pages are read, and nonsense is passed over. Good for
/// a guess, and for nothing else.
[[nodiscard]] QSet<QString> peekTableNames(const ReadOnlyFile &file, const DatabaseFacts &facts);

} // namespace litekeeper

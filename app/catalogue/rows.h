// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "sqlite/statement.h"

#include <string>

namespace litekeeper {

/// The columns of `runs` and `backups` in the order in which they are bound (parameters from 1) and read
/// (from 0). The last one of each is the big one; lists are read with the empty text in its place.
[[nodiscard]] const std::string &runColumns();
[[nodiscard]] const std::string &runColumnsWithoutLog();
[[nodiscard]] const std::string &backupColumns();
[[nodiscard]] const std::string &backupColumnsWithoutTables();

/// Inserts a row or, if its id is there, replaces all its values.
[[nodiscard]] const std::string &runUpsert();
[[nodiscard]] const std::string &backupUpsert();

void bindRun(Statement &statement, const Run &run);
void bindBackup(Statement &statement, const Backup &backup);
[[nodiscard]] Run readRun(const Statement &row);
[[nodiscard]] Backup readBackup(const Statement &row);

[[nodiscard]] QByteArray idBytes(const QUuid &id);

} // namespace litekeeper

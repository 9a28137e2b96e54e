// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <QList>

#include <vector>

namespace litekeeper {

/// What turns a catalogue of version n (PRAGMA user_version) into one of version n + 1.
struct MigrationStep
{
    const char *sql;
};

/// The steps of this program's catalogue, the first one from nothing. Steps that were released never change.
[[nodiscard]] const std::vector<MigrationStep> &catalogueSteps();

/// Carries out the steps that the file has not seen yet, each in one transaction and, unless the file was
/// without tables at the start, after a copy beside it (`<file>.before-version-<n>`). The copies made are
/// returned. ErrorKind::Unsupported for a file with more steps, CatalogueDamaged for another program's
/// database.
[[nodiscard]] Result<QList<Path>> migrate(Connection &connection, const std::vector<MigrationStep> &steps);

} // namespace litekeeper

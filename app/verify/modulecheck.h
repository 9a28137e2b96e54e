// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/schemacheck.h"

namespace litekeeper {

/// What the module of a virtual table says about its own tables.
struct ModuleReport
{
    enum class State { Sound, Differs, Damaged, Unsupported, NotFinished, OurFailure, NothingToCheck };
    State state = State::NothingToCheck;
    QString text; ///< a clause; empty for Sound
};

/// Unsupported if the module of a virtual table is not known here, else NothingToCheck.
[[nodiscard]] ModuleReport lookForModule(Connection &connection, const SchemaEntry &table);

/// Runs the own check of a full-text (FTS3, FTS4, FTS5) or R-tree table, because integrity_check sees only
/// the ordinary tables behind it. `connection` must be able to write, although nothing is written. Other
/// modules have nothing that could be checked, or are not known: Unsupported.
[[nodiscard]] ModuleReport checkModule(Connection &connection, const SchemaEntry &table);

} // namespace litekeeper

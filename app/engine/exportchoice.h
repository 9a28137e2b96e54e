// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/tableexport.h"
#include "sqlite/schemalist.h"

namespace litekeeper {

/// The tables that are to be exported, each once; what is left out where all are wished is a finding. Errors:
/// InvalidArgument with a sentence for the first one that cannot be, or for several as CSV.
[[nodiscard]] Result<std::vector<ListedTable>> chooseTables(Connection &connection, const ExportWish &wish,
                                                            QList<Finding> &findings);

} // namespace litekeeper

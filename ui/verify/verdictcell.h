// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/verify/verdictmodel.h"

#include <QVariant>

namespace litekeeper {

/// What stands in a cell of the tree, by the roles that CellDelegate reads.
[[nodiscard]] QVariant verdictCell(const VerdictNode &node, VerdictModel::Column column, int role,
                                   const QDateTime &now);

/// How far the databases of a file are proven: as far as the weakest one. Empty if there is none.
[[nodiscard]] std::optional<ProofLevel> proofOf(const FileVerdict &verdict);

} // namespace litekeeper

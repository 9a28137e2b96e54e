// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

#include <QStringList>

namespace litekeeper {

/// What a StripDelegate shows of the last runs; see StripRole and StripTipsRole.
[[nodiscard]] QList<int> stripOutcomes(const QList<Run> &newestFirst);
[[nodiscard]] QStringList stripTips(const QList<Run> &newestFirst);
/// The strip for those who cannot see it.
[[nodiscard]] QString stripSummary(const QList<Run> &newestFirst);

} // namespace litekeeper

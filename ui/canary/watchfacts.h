// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/factsgrid.h"

#include "domain/watch.h"

namespace litekeeper {

/// The evidence of a look, as names and values: what was seen, and what was remembered where that differs.
[[nodiscard]] QList<FactsGrid::Fact> factsOf(const Watch &watch, const ObservationSpan &span);
/// What was seen and what to do, with the severity of the state.
[[nodiscard]] QList<Finding> findingsOf(const Observation &observation);
/// The whole of it, as JSON for people.
[[nodiscard]] QString evidenceText(const Observation &observation);

} // namespace litekeeper

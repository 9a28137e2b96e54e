// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/judge.h"

namespace litekeeper {

/// Why somebody could not look or write: a clause for within a sentence that has named the place.
[[nodiscard]] QString clauseOf(const Error &error);
/// The same, and it names the file if that is not the one the sentence is about.
[[nodiscard]] QString clauseOf(const Error &error, const Path &about);

/// What was seen and what was remembered, for Observation::evidence. An empty lock file: there is no lock.
[[nodiscard]] QJsonObject evidenceOf(const CanaryFindings &findings, const CanaryJudgement &judgement,
                                     const Path &canaryFile, const Path &lockFile);

} // namespace litekeeper

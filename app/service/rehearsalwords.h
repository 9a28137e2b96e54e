// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/rehearsal.h"

namespace litekeeper {

/// What stands behind the proof of a backup: "rehearsed 3 days ago", "rehearsal failed 3 days ago"; empty if
/// it was never rehearsed. `when`: the record's instant as it is shown there.
[[nodiscard]] QString rehearsedText(const RehearsalRecord &record, const QString &when);

/// "proven, rehearsed 3 days ago": `proof` and what stands behind it.
[[nodiscard]] QString proofWithRehearsal(const QString &proof, const RehearsalRecord &record,
                                         const QString &when);

/// What was asked and answered: "“select count(*) from posts” gave 42, expected was > 0."; what went wrong
/// of one that failed. Empty if it was never rehearsed.
[[nodiscard]] QString rehearsalSentence(const RehearsalRecord &record);

/// What a job wishes: "never", "with every run", "every 7 runs; “select 1” has to give > 0".
[[nodiscard]] QString rehearsalInWords(const Rehearsal &rehearsal);

} // namespace litekeeper

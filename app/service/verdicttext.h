// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

namespace litekeeper {

/// Verdicts in the words that window, report and command line share.

[[nodiscard]] QString verdictWord(Verdict verdict);    ///< "Sound", "Empty", ...
[[nodiscard]] QString verdictMeaning(Verdict verdict); ///< a sentence, for tooltips

/// Answers "would it restore?" in one sentence, with the figures: "Would not restore: 1 of 2 databases is
/// empty."
[[nodiscard]] QString headline(const FileVerdict &file);
[[nodiscard]] QString headline(const DatabaseVerdict &database);
/// "1 of 2 databases is empty"; of several kinds the worst first; empty if all databases are sound.
[[nodiscard]] QString troubledDatabases(const FileVerdict &file);

[[nodiscard]] QString containerText(const QString &container); ///< of FileVerdict::container: "Zip archive"
[[nodiscard]] QString levelText(VerifyLevel level);            ///< "Full check"
/// How far the databases were checked, without another file to compare with; for tooltips.
[[nodiscard]] QString checkedMeaning(ProofLevel proof);

/// Whether entries could not be read for want of a password.
enum class PasswordState {
    NotNeeded,
    Needed,
    Wrong, ///< one was given, and did not fit
};
[[nodiscard]] PasswordState passwordState(const FileVerdict &file);

/// `text` from a file nobody trusts, in one line: control characters and those that turn the direction of
/// writing are shown as \uNNNN.
[[nodiscard]] QString harmlessText(const QString &text);

} // namespace litekeeper

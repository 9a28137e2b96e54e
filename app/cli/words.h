// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

namespace litekeeper {

/// Figures and states as people read them.
[[nodiscard]] QString bytesText(qint64 bytes); ///< "1.02 GiB"
[[nodiscard]] QString countText(qint64 count); ///< "268,530"
[[nodiscard]] QString countText(qint64 count, const QString &one,
                                const QString &many);    ///< "1 page", "2 pages"
[[nodiscard]] QString durationText(qint64 milliseconds); ///< "12 ms", "1.25 s", "3 min 20 s"
[[nodiscard]] QString instantText(const QDateTime &utc); ///< "2026-01-31 23:59:59 CET", in local time

[[nodiscard]] QString proofText(ProofLevel level); ///< "proven"
/// What that level means: a clause that can follow "proven: ".
[[nodiscard]] QString proofMeaning(ProofLevel level);
[[nodiscard]] QString formatText(Format format); ///< "SQLite database", "zip archive"

} // namespace litekeeper

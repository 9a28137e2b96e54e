// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/verdict.h"

namespace litekeeper {

/// The verdict as one HTML page for an auditor: every finding, hashes, what SQLite says of each database, and
/// the versions that judged. It loads nothing and runs nothing, fits paper, follows the reader's light or
/// dark, and shows whatever a hostile file is called as plain text. UTF-8.
[[nodiscard]] QByteArray verdictReportHtml(const FileVerdict &verdict);

/// The same for several files, one after the other on one page.
[[nodiscard]] QByteArray verdictReportHtml(const QList<FileVerdict> &verdicts);

/// The same facts for programs: toJson() with the versions that judged, indented. UTF-8.
[[nodiscard]] QByteArray verdictReportJson(const FileVerdict &verdict);

/// Replaces `file` with the report: JSON if it is called so, else HTML.
[[nodiscard]] Result<void> writeVerdictReport(const Path &file, const FileVerdict &verdict);

} // namespace litekeeper

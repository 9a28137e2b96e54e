// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QString>

namespace litekeeper {

/// Values of databases as people read them. What they hold may have been written to deceive: nothing of it
/// is taken for markup, and nothing reorders the text around it.

/// In one line, the beginning of what is long, with what no font shows as a sign of its own.
[[nodiscard]] QString oneLine(const QString &text);

[[nodiscard]] QString cellText(const CellValue &value);    ///< "NULL", "1.5", "BLOB, 3.20 KiB"
[[nodiscard]] QString cellToolTip(const CellValue &value); ///< rich text; empty: there is no more to say
/// For the clipboard: as much as is kept of it, a blob in hexadecimal digits. NULL is nothing.
[[nodiscard]] QString cellCopyText(const CellValue &value);
[[nodiscard]] bool isNumber(const CellValue &value);

} // namespace litekeeper

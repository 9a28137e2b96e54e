// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace litekeeper {

[[nodiscard]] QFont titleFont(QFont base);   ///< the name of a page
[[nodiscard]] QFont headingFont(QFont base); ///< a part of a page
[[nodiscard]] QFont smallFont(QFont base);   ///< the second line of a row, headers of columns
/// Figures of equal width, so that numbers stand below each other. (Qt 6.4 cannot ask a font for "tnum"; the
/// default figures of DejaVu, Noto, Cantarell and Ubuntu are tabular already, so this only turns off what
/// could shift them.)
[[nodiscard]] QFont figureFont(QFont base);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPalette>

#include <optional>

namespace litekeeper {

/// Which colours the window wears. System follows what the desktop says.
enum class Appearance {
    System,
    Light,
    Dark,
};

[[nodiscard]] QString appearanceCode(Appearance appearance); ///< "system", "light", "dark"
[[nodiscard]] std::optional<Appearance> appearanceFromCode(const QString &code);

/// Sets the application's palette; every widget and icon follows by itself.
void applyAppearance(Appearance appearance);

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// `share` of `over` laid on `under`, from 0 to 1.
[[nodiscard]] QColor mixed(const QColor &under, const QColor &over, qreal share);

/// Hairlines between areas.
[[nodiscard]] QColor separator(const QPalette &palette);
/// Ground of a selected row: a tint of the accent that leaves text and state colours readable.
[[nodiscard]] QColor selectionGround(const QPalette &palette);
/// Ground of the row under the pointer.
[[nodiscard]] QColor hoverGround(const QPalette &palette);

} // namespace litekeeper

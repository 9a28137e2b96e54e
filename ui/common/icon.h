// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QString>

namespace litekeeper {

/// The icon `name` of the resources, drawn in the palette's text colour. It is recoloured whenever it is
/// painted, so a change of the palette needs nothing but the repaint that comes with it. Empty if there is no
/// such icon.
[[nodiscard]] QIcon themedIcon(const QString &name);

/// The mark of the program, in its own colours.
[[nodiscard]] QIcon applicationIcon();

/// The icon `name` in one pixmap of a given colour, for empty states and painted areas. `size` is in logical
/// pixels.
[[nodiscard]] QPixmap tintedPixmap(const QString &name, const QColor &colour, int size,
                                   qreal devicePixelRatio);

} // namespace litekeeper

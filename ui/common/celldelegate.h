// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace litekeeper {

/// Draws a cell of a calm table: glyph, text, quieter detail, or a progress bar; see CellRole. Reads roles
/// only; the ground of a row is drawn by the style.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int padding = 12; ///< left and right of a cell, as in the header (see CalmStyle)

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const override;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace litekeeper {

/// A cell that is painted and not written, on the same ground as the cells beside it.
class PaintedDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const final;

protected:
    /// With antialiasing; what it sets in the painter is taken back.
    virtual void paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const = 0;
};

} // namespace litekeeper

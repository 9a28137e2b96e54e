// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/painteddelegate.h"

namespace litekeeper {

/// A switch in a cell, for Qt::CheckStateRole. A click on it and Space in its cell turn it; a click beside
/// the switch selects the row as anywhere else.
class SwitchDelegate : public PaintedDelegate
{
    Q_OBJECT

public:
    using PaintedDelegate::PaintedDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

protected:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/painteddelegate.h"

namespace litekeeper {

/// The last runs of a database as a strip, newest at the right. Outcomes differ by height and place besides
/// the colour, and where there was no run there is only a dot: nothing is painted as good that nobody saw.
class StripDelegate : public PaintedDelegate
{
    Q_OBJECT

public:
    static constexpr int slotCount = 30;

    using PaintedDelegate::PaintedDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace litekeeper

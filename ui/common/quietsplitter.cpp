// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/quietsplitter.h"

#include "ui/common/theme.h"

#include <QPainter>

namespace litekeeper {

namespace {

constexpr int grabWidth = 9;

class Hairline final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool upright = orientation() == Qt::Horizontal;
        painter.fillRect(upright ? QRect(width() / 2, 0, 1, height()) : QRect(0, height() / 2, width(), 1),
                         separator(palette()));
    }
};

} // namespace

QuietSplitter::QuietSplitter(Qt::Orientation orientation, QWidget *parent)
    : QSplitter(orientation, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(grabWidth);
}

QSplitterHandle *QuietSplitter::createHandle()
{
    return new Hairline(orientation(), this);
}

} // namespace litekeeper

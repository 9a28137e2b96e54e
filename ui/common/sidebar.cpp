// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/sidebar.h"

#include "ui/common/icon.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace litekeeper {

namespace {

enum SideBarRole {
    CountRole = Qt::UserRole + 1,
};

constexpr int rowHeight = 40;

class SideBarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state & QStyle::State_Selected;
        const QRect box = option.rect.adjusted(8, 2, -8, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGround(*painter, option, box);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(box.left() + 12, box.center().y() - 9, 20, 20));
        QFont font = option.font;
        font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(option.palette.color(QPalette::WindowText));
        painter->drawText(box.adjusted(44, 0, -40, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          index.data(Qt::DisplayRole).toString());
        paintCount(*painter, option, box, index.data(CountRole).toInt());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {160, rowHeight};
    }

private:
    static void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box)
    {
        const QColor accent = option.palette.color(QPalette::Active, QPalette::Highlight);
        const QColor window = option.palette.color(QPalette::Window);
        painter.setPen(Qt::NoPen);
        if (option.state & QStyle::State_Selected) {
            painter.setBrush(mixed(window, accent, 0.24));
            painter.drawRoundedRect(box, 8, 8);
        } else if (option.state & QStyle::State_MouseOver) {
            painter.setBrush(mixed(window, option.palette.color(QPalette::WindowText), 0.06));
            painter.drawRoundedRect(box, 8, 8);
        }
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(accent, 2));
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 7, 7);
        }
    }

    static void paintCount(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box, int count)
    {
        if (count <= 0) {
            return;
        }
        const QString text = option.locale.toString(count);
        painter.setFont(smallFont(option.font));
        const int width = qMax(20, painter.fontMetrics().horizontalAdvance(text) + 12);
        const QRect pill(box.right() - width - 7, box.center().y() - 9, width, 20);
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.palette.color(QPalette::Active, QPalette::Highlight));
        painter.drawRoundedRect(pill, 10, 10);
        painter.setPen(option.palette.color(QPalette::Active, QPalette::HighlightedText));
        painter.drawText(pill, Qt::AlignCenter, text);
    }
};

} // namespace

SideBar::SideBar(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("sideBar"));
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new SideBarDelegate(this));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    viewport()->setAutoFillBackground(false);
}

void SideBar::addPage(const QString &text, const QString &iconName)
{
    auto *item = new QListWidgetItem(themedIcon(iconName), text, this);
    item->setData(Qt::AccessibleTextRole, text);
}

void SideBar::setCount(int row, int count)
{
    item(row)->setData(CountRole, count);
    const QString name = item(row)->text();
    item(row)->setData(Qt::AccessibleTextRole, count > 0 ? tr("%1, %2 running").arg(name).arg(count) : name);
}

QSize SideBar::sizeHint() const
{
    return {176, count() * rowHeight};
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tableview.h"

#include "ui/common/celldelegate.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QHeaderView>

namespace litekeeper {

TableView::TableView(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSortingEnabled(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    viewport()->setAttribute(Qt::WA_Hover);
    header()->setFont(smallFont(font()));
    header()->setHighlightSections(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(true);
    header()->setMinimumSectionSize(48);
    connect(header(), &QHeaderView::sectionResized, this, &TableView::columnsChanged);
    connect(header(), &QHeaderView::sectionMoved, this, &TableView::columnsChanged);
    connect(header(), &QHeaderView::sortIndicatorChanged, this, &TableView::columnsChanged);
}

QByteArray TableView::columns() const
{
    return header()->saveState();
}

bool TableView::restoreColumns(const QByteArray &state)
{
    const int count = header()->count();
    const QByteArray before = header()->saveState();
    if (!state.isEmpty() && header()->restoreState(state) && header()->count() == count) {
        return true;
    }
    header()->restoreState(before);
    return false;
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        header()->setFont(smallFont(font()));
    }
    QTreeView::changeEvent(event);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/rowtable.h"

#include "ui/common/celldelegate.h"
#include "ui/common/typography.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int leastRowHeight = 28;
constexpr int widestColumn = 320;

} // namespace

RowTable::RowTable(QWidget *parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setItemDelegate(new CellDelegate(this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMaximumSectionSize(2000);
    verticalHeader()->setHighlightSections(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitRows();
}

void RowTable::fitRows()
{
    horizontalHeader()->setFont(smallFont(font()));
    verticalHeader()->setFont(smallFont(font()));
    const int height = std::max(leastRowHeight, fontMetrics().height() + 10);
    verticalHeader()->setMinimumSectionSize(height); // that of the style is taller
    verticalHeader()->setDefaultSectionSize(height);
}

void RowTable::fitColumns()
{
    resizeColumnsToContents();
    for (int column = 0; column < model()->columnCount(); ++column) {
        setColumnWidth(column, std::min(columnWidth(column), widestColumn));
    }
}

QString RowTable::selectedText() const
{
    QModelIndexList selected = selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    std::sort(selected.begin(), selected.end());
    QString text;
    int row = -1;
    for (const QModelIndex &index : std::as_const(selected)) {
        if (row >= 0) {
            text += index.row() == row ? u'\t' : u'\n';
        }
        row = index.row();
        text += index.data(Qt::EditRole).toString();
    }
    return text;
}

void RowTable::copySelection() const
{
    if (selectionModel() && selectionModel()->hasSelection()) {
        QGuiApplication::clipboard()->setText(selectedText());
    }
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RowTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        fitRows();
    }
    QTableView::changeEvent(event);
}

} // namespace litekeeper

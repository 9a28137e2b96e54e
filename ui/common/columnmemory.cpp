// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/columnmemory.h"

#include "ui/common/celldelegate.h"
#include "ui/common/tableview.h"

#include <QEvent>
#include <QHeaderView>
#include <QSettings>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int leastRest = 20;       // characters of the column that gets what is left
constexpr double leastShare = 0.75; // of their widths; with less the cells would say too little

} // namespace

ColumnMemory::ColumnMemory(QSettings &settings, QString key, TableView &table, QList<int> widths,
                           QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_key(std::move(key))
    , m_table(table)
    , m_widths(std::move(widths))
{
    m_touched = m_table.restoreColumns(m_settings.value(m_key).toByteArray());
    m_table.header()->setStretchLastSection(false);
    m_table.viewport()->installEventFilter(this);
    connect(&m_table, &TableView::columnsChanged, this, &ColumnMemory::store);
}

bool ColumnMemory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !m_touched) {
        spread();
    }
    return QObject::eventFilter(watched, event);
}

int ColumnMemory::widthOf(int column) const
{
    const int characters = m_widths.at(column);
    const int character = m_table.fontMetrics().horizontalAdvance(u'0');
    return characters == 0 ? 0 : characters * character + 2 * CellDelegate::padding;
}

/// How much of their widths the columns get, so that no scroll bar is needed for a few pixels.
double ColumnMemory::shareOfWidths(int room) const
{
    int wanted = 0;
    for (int column = 0; column < int(m_widths.size()); ++column) {
        wanted += widthOf(column);
    }
    return wanted <= room ? 1 : std::max(leastShare, double(room) / wanted);
}

void ColumnMemory::spread()
{
    const int character = m_table.fontMetrics().horizontalAdvance(u'0');
    int left = m_table.viewport()->width();
    const double share = shareOfWidths(left - leastRest * character);
    int rest = -1;
    m_spreading = true;
    for (int column = 0; column < int(m_widths.size()); ++column) {
        if (m_widths.at(column) == 0) {
            rest = column;
            continue;
        }
        const int width = int(widthOf(column) * share);
        m_table.header()->resizeSection(column, width);
        left -= width;
    }
    if (rest >= 0) {
        m_table.header()->resizeSection(rest, std::max(left, leastRest * character));
    }
    m_spreading = false;
}

void ColumnMemory::store()
{
    if (!m_spreading) {
        m_touched = true;
        m_settings.setValue(m_key, m_table.columns());
    }
}

} // namespace litekeeper

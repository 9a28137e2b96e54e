// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/tablerowsmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/celltext.h"
#include "ui/common/format.h"

#include <algorithm>

namespace litekeeper {

TableRowsModel::TableRowsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &TableRowsModel::askNext);
}

void TableRowsModel::setTable(const TableOutline &table)
{
    beginResetModel();
    m_table = table;
    m_filter.clear();
    m_filterColumn = -1;
    begin();
    endResetModel();
    if (table.kind == TableOutline::Kind::Table) {
        want(0);
    }
}

void TableRowsModel::clear()
{
    setTable({.kind = TableOutline::Kind::View});
}

void TableRowsModel::setFilter(const QString &text, int column)
{
    if (text == m_filter && (column == m_filterColumn || text.isEmpty())) {
        return;
    }
    beginResetModel();
    m_filter = text;
    m_filterColumn = column;
    begin();
    endResetModel();
    if (isFiltered()) {
        askForMatches();
    } else {
        want(0);
    }
}

void TableRowsModel::begin()
{
    m_blocks.clear();
    m_recent.clear();
    m_wanted.clear();
    m_awaited = 0;
    m_next.reset();
    const bool isTable = m_table.kind == TableOutline::Kind::Table;
    m_rowCount = 0;
    m_isCounted = !isTable;
    if (isTable && isFiltered()) {
        m_next = RowPage::begin;
        m_goal = blockRows;
        m_blocks[0] = {};
    } else if (isTable && m_table.rows >= 0) {
        m_rowCount = int(std::min<qint64>(m_table.rows, mostRows));
        m_isCounted = true;
    }
}

/// Asked while a view paints, so that the question itself waits until it has painted.
void TableRowsModel::want(int block) const
{
    m_wanted.removeAll(block);
    m_wanted.prepend(block);
    m_wanted = m_wanted.mid(0, 3); // what somebody has scrolled past is not missed
    m_ask.start();
}

void TableRowsModel::askNext()
{
    if (isFiltered() || m_awaited != 0 || m_wanted.isEmpty() || m_table.kind != TableOutline::Kind::Table) {
        return;
    }
    const int block = m_wanted.first();
    const int there = int(m_blocks.value(block).rows.size());
    m_awaited = ++m_serial;
    Q_EMIT rowsWanted({.table = m_table.name,
                       .at = qint64(block) * blockRows + there,
                       .limit = blockRows - there,
                       .serial = m_awaited});
}

void TableRowsModel::askForMatches()
{
    m_awaited = ++m_serial;
    Q_EMIT rowsWanted({.table = m_table.name,
                       .from = *m_next,
                       .limit = blockRows,
                       .filter = m_filter,
                       .filterColumn = m_filterColumn,
                       .serial = m_awaited});
}

bool TableRowsModel::takePage(const RowPage &page)
{
    if (m_awaited == 0 || page.serial != m_awaited || page.table != m_table.name) {
        return false;
    }
    m_awaited = 0;
    if (isFiltered()) {
        takeMatches(page);
    } else {
        takeBlock(page);
    }
    return true;
}

void TableRowsModel::takeMatches(const RowPage &page)
{
    m_next = page.next;
    Block &matches = m_blocks[0];
    if (!page.rows.isEmpty()) {
        beginInsertRows({}, m_rowCount, m_rowCount + int(page.rows.size()) - 1);
        matches.rows += page.rows;
        matches.keys += page.keys;
        m_rowCount = int(matches.rows.size());
        endInsertRows();
    }
    m_isCounted = !m_next;
    if (m_next && m_rowCount < std::min(m_goal, mostMatches)) {
        askForMatches();
    }
}

void TableRowsModel::takeBlock(const RowPage &page)
{
    const int number = int(page.at / blockRows);
    Block &block = m_blocks[number];
    block.rows += page.rows;
    block.keys += page.keys;
    const qint64 known = page.at + page.rows.size();
    const bool isEnd = !page.next && page.problem.isEmpty();
    block.isDone = block.rows.size() >= blockRows || page.rows.isEmpty() || !page.next;
    m_recent.removeAll(number);
    m_recent.prepend(number);
    if (known > m_rowCount || (isEnd && known < m_rowCount)) {
        setRowCount(known);
    }
    if (isEnd) {
        m_isCounted = true;
    }
    if (block.isDone) {
        m_wanted.removeAll(number);
    }
    forgetOldest();
    if (m_rowCount > 0) {
        const int first = std::min(number * blockRows, m_rowCount - 1);
        Q_EMIT dataChanged(
            index(first, 0),
            index(std::min(first + blockRows, m_rowCount) - 1, std::max(0, columnCount() - 1)));
    }
    if (!m_wanted.isEmpty()) {
        m_ask.start();
    }
}

void TableRowsModel::forgetOldest()
{
    while (m_recent.size() > mostBlocks) {
        m_blocks.remove(m_recent.takeLast());
    }
}

void TableRowsModel::takeCount(const RowCount &count)
{
    if (count.table != m_table.name || isFiltered()) {
        return;
    }
    if (count.rows > m_rowCount || count.isWhole) {
        setRowCount(count.rows);
    }
    m_isCounted = count.isWhole;
}

void TableRowsModel::setRowCount(qint64 rows)
{
    const int wanted = int(std::min<qint64>(rows, mostRows));
    if (wanted > m_rowCount) {
        beginInsertRows({}, m_rowCount, wanted - 1);
        m_rowCount = wanted;
        endInsertRows();
    } else if (wanted < m_rowCount) {
        beginRemoveRows({}, wanted, m_rowCount - 1);
        m_rowCount = wanted;
        endRemoveRows();
    }
}

void TableRowsModel::stopSearching()
{
    if (isFiltered()) {
        m_goal = m_rowCount;
        m_awaited = 0;
    }
}

bool TableRowsModel::hasRows(int row) const
{
    const int block = isFiltered() ? 0 : row / blockRows;
    const auto found = m_blocks.constFind(block);
    return found != m_blocks.cend() && (isFiltered() ? row : row % blockRows) < found->rows.size();
}

const CellValue *TableRowsModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rowCount) {
        return nullptr;
    }
    const int number = isFiltered() ? 0 : index.row() / blockRows;
    const int row = isFiltered() ? index.row() : index.row() % blockRows;
    const auto block = m_blocks.constFind(number);
    if (block == m_blocks.cend() || (row >= block->rows.size() && !block->isDone)) {
        if (!m_wanted.startsWith(number)) {
            want(number);
        }
        return nullptr;
    }
    if (m_recent.value(0, -1) != number) { // what is looked at stays
        m_recent.removeAll(number);
        m_recent.prepend(number);
    }
    if (row >= block->rows.size()) {
        return nullptr;
    }
    const QList<CellValue> &values = block->rows.at(row);
    return index.column() < values.size() ? &values.at(index.column()) : nullptr;
}

std::optional<ValuePlace> TableRowsModel::place(const QModelIndex &index) const
{
    if (!cell(index)) {
        return std::nullopt;
    }
    const Block &block = m_blocks[isFiltered() ? 0 : index.row() / blockRows];
    const int row = isFiltered() ? index.row() : index.row() % blockRows;
    return row < block.keys.size() ? std::optional(
               ValuePlace{.table = m_table.name, .key = block.keys.at(row), .column = index.column()})
                                   : std::nullopt;
}

int TableRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rowCount;
}

int TableRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant TableRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const CellValue *value = cell(index);
    if (!value) {
        return role == DimmedRole     ? QVariant(true)
            : role == Qt::DisplayRole ? QVariant(QStringLiteral("…"))
                                      : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*value);
    case Qt::EditRole:
        return cellCopyText(*value);
    case Qt::ToolTipRole:
        return cellToolTip(*value);
    case Qt::TextAlignmentRole:
        return int((isNumber(*value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case DimmedRole:
        return value->kind == CellValue::Kind::Null || value->kind == CellValue::Kind::Blob;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(m_table.columns.at(index.column()), cellText(*value));
    default:
        return {};
    }
}

QVariant TableRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return role == Qt::DisplayRole ? QVariant(countText(section + 1)) : QVariant();
    }
    if (section < 0 || section >= m_table.columns.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return oneLine(m_table.columns.at(section));
    }
    return role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignLeft | Qt::AlignVCenter)) : QVariant();
}

bool TableRowsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && isFiltered() && m_next && m_awaited == 0 && m_rowCount < mostMatches;
}

void TableRowsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        m_goal = m_rowCount + blockRows;
        askForMatches();
    }
}

} // namespace litekeeper

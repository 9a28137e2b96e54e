// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace litekeeper {

/// A table of values with an id each, which is brought to a new state by the fewest inserts, removals and
/// changes, so that selection, scroll position and editors survive. `Row` has `id()` and operator==.
template <typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int rowOf(const QUuid &id) const
    {
        const auto found
            = std::find_if(m_rows.begin(), m_rows.end(), [&id](const Row &row) { return row.id() == id; });
        return found == m_rows.end() ? -1 : int(found - m_rows.begin());
    }
    [[nodiscard]] const Row *rowWith(const QUuid &id) const
    {
        const int row = rowOf(id);
        return row < 0 ? nullptr : &m_rows.at(row);
    }

protected:
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    void mergeRows(const QList<Row> &wanted)
    {
        if (m_rows.isEmpty() && !wanted.isEmpty()) {
            // Tens of thousands of runs one by one would take seconds.
            beginInsertRows({}, 0, int(wanted.size()) - 1);
            m_rows = wanted;
            endInsertRows();
            return;
        }
        removeAllBut(wanted);
        for (int row = 0; row < int(wanted.size()); ++row) {
            const Row &value = wanted.at(row);
            if (row < int(m_rows.size()) && m_rows.at(row).id() == value.id()) {
                replaceRow(row, value);
                continue;
            }
            // A row that stood further down moved up: rare enough to be taken out and put in again.
            if (const int old = rowOf(value.id()); old >= 0) {
                removeRow(old);
            }
            insertRow(row, value);
        }
    }

    void replaceRow(int row, const Row &value)
    {
        if (!(m_rows.at(row) == value)) {
            m_rows[row] = value;
            changed(row, row, 0, columnCount() - 1);
        }
    }

    void insertRow(int row, const Row &value)
    {
        beginInsertRows({}, row, row);
        m_rows.insert(row, value);
        endInsertRows();
    }

    void removeRow(int row)
    {
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }

    /// Repaints a column whose text depends on more than the rows, such as an age.
    void touchColumn(int column)
    {
        if (!m_rows.isEmpty()) {
            changed(0, int(m_rows.size()) - 1, column, column);
        }
    }

    void changed(int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        Q_EMIT dataChanged(index(firstRow, firstColumn), index(lastRow, lastColumn));
    }

private:
    void removeAllBut(const QList<Row> &wanted)
    {
        QSet<QUuid> ids;
        for (const Row &row : wanted) {
            ids.insert(row.id());
        }
        for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
            if (!ids.contains(m_rows.at(row).id())) {
                removeRow(row);
            }
        }
    }

    QList<Row> m_rows;
};

} // namespace litekeeper

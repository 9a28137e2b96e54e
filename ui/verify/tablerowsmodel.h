// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// The rows of one table, as many as somebody has scrolled to. Asks for pages by a signal and takes them when
/// they arrive.
class TableRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const TableOutline &table); ///< without rows yet
    void clear();
    /// False: it is of another table, or was not asked for, and is passed over.
    bool addPage(const RowPage &page);

    [[nodiscard]] bool isWaiting() const { return m_isWaiting; } ///< for a page
    [[nodiscard]] bool isWhole() const { return !m_next; }       ///< all rows are here that can be read

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageWanted(const QString &table, qint64 from);

private:
    [[nodiscard]] const CellValue *cell(const QModelIndex &index) const;

    TableOutline m_table;
    QList<QList<CellValue>> m_rows;
    std::optional<qint64> m_next;
    bool m_isWaiting = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"
#include "ui/common/tablelistmodel.h"

namespace litekeeper {

/// The tables and views of one database that can be looked into, with their row counts.
class TableOutlineModel : public TableListModel
{
    Q_OBJECT

public:
    using TableListModel::TableListModel;

    void setTables(const QList<TableOutline> &tables);
    [[nodiscard]] const TableOutline *table(int row) const; ///< null: there is no such row

protected:
    [[nodiscard]] int tableCount() const override { return int(m_tables.size()); }
    [[nodiscard]] Figures figures(int table) const override;
    [[nodiscard]] QVariant detail(int table, Column column, int role) const override;

private:
    QList<TableOutline> m_tables;
};

} // namespace litekeeper

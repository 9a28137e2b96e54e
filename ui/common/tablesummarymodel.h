// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"
#include "ui/common/tablelistmodel.h"

namespace litekeeper {

/// The tables of one database with their row counts.
class TableSummaryModel : public TableListModel
{
    Q_OBJECT

public:
    using TableListModel::TableListModel;

    void setTables(const QList<TableSummary> &tables);
    void clear();

protected:
    [[nodiscard]] int tableCount() const override { return int(m_tables.size()); }
    [[nodiscard]] Figures figures(int table) const override;
    [[nodiscard]] QVariant detail(int table, Column column, int role) const override;

private:
    QList<TableSummary> m_tables;
};

} // namespace litekeeper

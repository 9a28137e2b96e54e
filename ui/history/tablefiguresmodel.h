// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "ui/common/tablelistmodel.h"

namespace litekeeper {

/// The tables of one backup with their rows, as they were when it was proven.
class TableFiguresModel : public TableListModel
{
    Q_OBJECT

public:
    using TableListModel::TableListModel;

    /// Another backup has other tables, so this is a reset; the same ones again change nothing.
    void setTables(const QList<TableFigures> &tables);

protected:
    [[nodiscard]] int tableCount() const override { return int(m_tables.size()); }
    [[nodiscard]] Figures figures(int table) const override;
    [[nodiscard]] QVariant detail(int table, Column column, int role) const override;

private:
    QList<TableFigures> m_tables;
};

} // namespace litekeeper

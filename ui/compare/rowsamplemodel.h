// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "ui/common/cellroles.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// The rows of a table that differ, as one of the two databases has them. A row that it has not got is blank,
/// so that the models of both sides have the same rows.
class RowSampleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Side { Left, Right };
    enum Role {
        ChangedRole = UserCellRole, ///< bool: the other side has another value there
        BlankRole,                  ///< bool: this side has no such row
    };

    explicit RowSampleModel(Side side, QObject *parent = nullptr);

    void setTable(const TableComparison &table);
    void clear() { setTable({}); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isBlank(const RowSample &sample) const;
    [[nodiscard]] CellValue value(const RowSample &sample, int column) const;

    Side m_side;
    TableComparison m_table;
    QList<QList<bool>> m_changed; ///< per sample and column, without those of the key
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// What a restore would change: a row for each table that is not the same, and for each other object of the
/// schema.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, BackColumn, GoneColumn, ChangedColumn, NoteColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// From the target to the backup.
    void setDifference(const Comparison &difference);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        qint64 back = 0; ///< rows that come back; -1: not counted
        qint64 gone = 0;
        qint64 changed = 0;
        QString note = {};
    };
    [[nodiscard]] static Row rowOf(const TableComparison &table);
    [[nodiscard]] static Row rowOf(const SchemaChange &change);

    QList<Row> m_rows;
};

} // namespace litekeeper

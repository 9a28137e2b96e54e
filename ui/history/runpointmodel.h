// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/runpoint.h"
#include "ui/charts/timeaxis.h"

#include <QAbstractTableModel>
#include <QHash>

namespace litekeeper {

/// What the charts of the history show, as a table: the runs of a range of time, newest first.
class RunPointModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StartedColumn,
        DatabaseColumn,
        JobColumn,
        OutcomeColumn,
        SizeColumn,
        DurationColumn,
        MissedColumn,
        ReasonColumn,
        ColumnCount
    };
    enum Role {
        ExportRole = Qt::UserRole + 100, ///< the same for programs: ISO 8601 in UTC, bytes, milliseconds
        KeyRole,                         ///< qint64, an index into the runs that were set
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const QList<RunPoint> &oldestFirst, const QHash<QUuid, QString> &jobNames);
    void setRange(const TimeRange &range);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] qsizetype keyOf(int row) const { return m_end - 1 - row; }
    [[nodiscard]] QString text(const RunPoint &run, int column) const;
    [[nodiscard]] QString exported(const RunPoint &run, int column) const;
    void findRange();

    QList<RunPoint> m_runs;
    QHash<QUuid, QString> m_jobNames;
    TimeRange m_range{0, 0};
    qsizetype m_first = 0; ///< the first run in the range
    qsizetype m_end = 0;   ///< and the one behind the last
};

} // namespace litekeeper

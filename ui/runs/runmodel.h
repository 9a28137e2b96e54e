// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "ui/common/cellroles.h"
#include "ui/common/rowsmodel.h"

#include <optional>

namespace litekeeper {

/// A run and the backup it left, as that is by now.
struct RunRow
{
    Run run;
    std::optional<Backup> backup; ///< empty: it left none, or that one has been deleted

    [[nodiscard]] QUuid id() const { return run.id; }
    [[nodiscard]] bool backupDeleted() const; ///< it left one, and that is gone
    bool operator==(const RunRow &other) const;
};

/// Runs, newest first, for Activity's list and History's table. Values only; ages are as of setNow().
class RunModel : public RowsModel<RunRow>
{
    Q_OBJECT

public:
    enum Column {
        StartedColumn,
        DatabaseColumn,
        OutcomeColumn,
        ProofColumn,
        DurationColumn,
        SizeColumn,
        ReasonColumn,
        ColumnCount
    };
    enum Role {
        RunIdRole = UserCellRole, ///< QUuid
        OutcomeRole,              ///< int, a litekeeper::Outcome
        ProofRole,                ///< int, a ProofLevel; invalid without a backup
        SourceRole,               ///< QString, displayPath() of the source
        NameRole,                 ///< QString, file name of the source
        DayRole,                  ///< QString, "Today", "Yesterday", "Earlier"
        TimeRole,                 ///< QString, the time of day; with the date before yesterday
        SummaryRole,              ///< QString, the run in one line
    };

    explicit RunModel(QObject *parent = nullptr);

    void setRuns(const QList<Run> &newestFirst, const QList<Backup> &backups);
    /// A run that ended just now, before the catalogue tells so.
    void putRun(const Run &run, const std::optional<Backup> &backup);
    void setNow(const QDateTime &now);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const RunRow &row, int column) const;
    [[nodiscard]] QString toolTip(const RunRow &row, int column) const;
    [[nodiscard]] QVariant sortKey(const RunRow &row, int column) const;
    [[nodiscard]] QVariant value(const RunRow &row, int role) const;
    [[nodiscard]] qint64 daysSince(const QDateTime &instant) const; ///< days of the local calendar
    [[nodiscard]] QString dayText(const QDateTime &started) const;
    [[nodiscard]] QString summary(const RunRow &row) const;

    QDateTime m_now;
};

} // namespace litekeeper

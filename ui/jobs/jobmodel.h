// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "service/jobservice.h"
#include "ui/common/cellroles.h"
#include "ui/common/rowsmodel.h"

#include <optional>

namespace litekeeper {

/// A job on the Jobs page.
struct JobRow
{
    JobEntry entry;
    QString scheduleWords;            ///< of its schedule, made once
    std::optional<Progress> progress; ///< of a run of it that goes on

    [[nodiscard]] QUuid id() const { return entry.job.id; }
    bool operator==(const JobRow &other) const;
};

/// The jobs, how they do and when they run next. Values only; ages are as of setNow().
class JobModel : public RowsModel<JobRow>
{
    Q_OBJECT

public:
    enum Column {
        EnabledColumn,
        JobColumn,
        ScheduleColumn,
        NextColumn,
        StateColumn,
        StripColumn,
        ColumnCount,
    };
    enum Role {
        JobIdRole = UserCellRole, ///< QUuid
        StateRole,                ///< int, a JobState
    };

    explicit JobModel(QObject *parent = nullptr);

    void setEntries(const QList<JobEntry> &entries);
    /// Progress of the running run of a job; nothing when it ended.
    void setProgress(const QUuid &jobId, const std::optional<Progress> &progress);
    void setNow(const QDateTime &now);
    void setPaused(bool paused); ///< no job is started until it is taken back

    [[nodiscard]] QDateTime now() const { return m_now; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Of the switch: changes nothing here, but wishes it.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void enabledWanted(const QUuid &jobId, bool enabled);

private:
    [[nodiscard]] QString text(const JobRow &row, int column) const;
    [[nodiscard]] QString detail(const JobRow &row, int column) const;
    [[nodiscard]] QString toolTip(const JobRow &row, int column) const;
    [[nodiscard]] QVariant status(const JobRow &row, int column) const;
    [[nodiscard]] QVariant sortKey(const JobRow &row, int column) const;
    [[nodiscard]] QString accessibleText(const JobRow &row, int column) const;
    [[nodiscard]] QString nextText(const JobRow &row) const;
    [[nodiscard]] QVariant shareDone(const JobRow &row, int column) const;

    QDateTime m_now;
    bool m_paused = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "service/jobservice.h"
#include "service/watchservice.h"
#include "ui/common/cellroles.h"
#include "ui/common/rowsmodel.h"
#include "ui/overview/safety.h"

namespace litekeeper {

/// A database on the overview.
struct OverviewRow
{
    KnownDatabase known;
    std::optional<DatabaseFacts> facts; ///< empty while it was not looked at, or if that failed
    std::optional<Progress> progress;   ///< of a running backup
    QList<JobEntry> jobs;               ///< of this database
    std::optional<WatchEntry> canary;   ///< of the folder it lies in
    DiskStates disks;
    SafetyJudgement judgement;

    [[nodiscard]] QUuid id() const; ///< made of the path
    bool operator==(const OverviewRow &other) const;
};

/// The databases that Litekeeper knows and how safe they are. Values only; ages are as of setNow().
class OverviewModel : public RowsModel<OverviewRow>
{
    Q_OBJECT

public:
    enum Column {
        DatabaseColumn,
        ProvenColumn,
        LastRunColumn,
        NextRunColumn,
        CanaryColumn,
        StripColumn,
        ColumnCount
    };
    enum Role {
        PathRole = UserCellRole, ///< QByteArray, the bytes of the path
        SafetyRole,              ///< int
    };

    explicit OverviewModel(QObject *parent = nullptr);

    void setKnown(const QList<KnownDatabase> &known);
    void setFacts(const Path &source, const std::optional<DatabaseFacts> &facts);
    void setProgress(const Path &source, const std::optional<Progress> &progress);
    void setJobs(const QList<JobEntry> &jobs);         ///< of all databases
    void setWatches(const QList<WatchEntry> &watches); ///< of all folders
    void setNow(const QDateTime &now);

    [[nodiscard]] QList<SafetyJudgement> judgements() const;
    [[nodiscard]] QList<Path> sources() const;
    [[nodiscard]] QList<Path> idleSources() const;           ///< without those that are being backed up
    [[nodiscard]] QList<Path> sourcesThatNeedBackup() const; ///< and have none running

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void update(const Path &source, const std::function<void(OverviewRow &)> &change);
    [[nodiscard]] QString text(const OverviewRow &row, int column) const;
    [[nodiscard]] static QString canaryText(const OverviewRow &row);
    [[nodiscard]] QString canaryDetail(const OverviewRow &row) const;
    [[nodiscard]] static QString progressText(const Progress &progress);
    [[nodiscard]] QString detail(const OverviewRow &row, int column) const;
    [[nodiscard]] QString provenDetail(const OverviewRow &row) const;
    [[nodiscard]] QString toolTip(const OverviewRow &row, int column) const;
    [[nodiscard]] QVariant status(const OverviewRow &row, int column) const;
    [[nodiscard]] QVariant sortKey(const OverviewRow &row, int column) const;
    [[nodiscard]] QString accessibleText(const OverviewRow &row, int column) const;

    [[nodiscard]] QList<JobEntry> jobsOf(const Path &source) const;
    void judgeAgain(OverviewRow &row) const;

    QList<JobEntry> m_jobs;
    QList<WatchEntry> m_watches;
    QDateTime m_now;
};

} // namespace litekeeper

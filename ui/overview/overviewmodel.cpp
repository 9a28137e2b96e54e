// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/overviewmodel.h"

#include "service/rehearsalwords.h"
#include "ui/common/format.h"
#include "ui/common/runstrip.h"
#include "ui/overview/nextrun.h"

#include <algorithm>

namespace litekeeper {

namespace {

QUuid idOf(const Path &source)
{
    // Any fixed namespace does: the id only has to be the same for the same path.
    return QUuid::createUuidV5(QUuid(QStringLiteral("{6ba7b811-9dad-11d1-80b4-00c04fd430c8}")),
                               pathBytes(source));
}

double shareOf(const Progress &progress)
{
    return progress.bytesTotal > 0 ? double(progress.bytesDone) / double(progress.bytesTotal) : 0.0;
}

auto progressKey(const Progress &progress)
{
    return std::tuple(shareOf(progress), progress.phase, progress.paused, progress.queued);
}

const Run *lastRun(const OverviewRow &row)
{
    return row.known.recentRuns.isEmpty() ? nullptr : &row.known.recentRuns.constFirst();
}

auto runKeys(const OverviewRow &row)
{
    QList<std::pair<QUuid, Outcome>> keys;
    for (const Run &run : row.known.recentRuns) {
        keys.append({run.id, run.outcome});
    }
    return keys;
}

std::optional<WatchState> stateOf(const std::optional<WatchEntry> &watch)
{
    return watch && watch->last ? std::optional(watch->last->newest.state) : std::nullopt;
}

/// What is shown of a canary.
auto canaryKey(const std::optional<WatchEntry> &watch)
{
    return watch && watch->last
        ? std::tuple(watch->watch.id, watch->last->newest.state, watch->last->newest.at)
        : std::tuple(QUuid(), WatchState::Disabled, QDateTime());
}

auto backupKey(const std::optional<Backup> &backup)
{
    return backup ? std::tuple(backup->id, backup->proof, backup->proofAt, backup->rehearsal.at)
                  : std::tuple(QUuid(), ProofLevel::None, QDateTime(), QDateTime());
}

} // namespace

QUuid OverviewRow::id() const
{
    return idOf(known.source);
}

bool OverviewRow::operator==(const OverviewRow &other) const
{
    return known.source == other.known.source && judgement == other.judgement
        && progress.has_value() == other.progress.has_value() && jobs == other.jobs
        && (!progress || progressKey(*progress) == progressKey(*other.progress))
        && backupKey(known.newestBackup) == backupKey(other.known.newestBackup)
        && backupKey(known.newestProven) == backupKey(other.known.newestProven)
        && canaryKey(canary) == canaryKey(other.canary) && runKeys(*this) == runKeys(other);
}

OverviewModel::OverviewModel(QObject *parent)
    : RowsModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void OverviewModel::setKnown(const QList<KnownDatabase> &known)
{
    QList<OverviewRow> wanted;
    wanted.reserve(known.size());
    for (const KnownDatabase &database : known) {
        OverviewRow row;
        if (const OverviewRow *old = rowWith(idOf(database.source))) {
            row = *old;
        }
        row.known = database;
        row.jobs = jobsOf(database.source);
        judgeAgain(row);
        wanted.append(row);
    }
    mergeRows(wanted);
}

void OverviewModel::setFacts(const Path &source, const std::optional<DatabaseFacts> &facts)
{
    update(source, [&](OverviewRow &row) {
        row.facts = facts;
        judgeAgain(row);
    });
}

void OverviewModel::setProgress(const Path &source, const std::optional<Progress> &progress)
{
    update(source, [&](OverviewRow &row) { row.progress = progress; });
}

void OverviewModel::setJobs(const QList<JobEntry> &jobs)
{
    m_jobs = jobs;
    for (const Path &source : sources()) {
        update(source, [&](OverviewRow &row) {
            row.jobs = jobsOf(source);
            judgeAgain(row);
        });
    }
}

void OverviewModel::setWatches(const QList<WatchEntry> &watches)
{
    m_watches = watches;
    for (const Path &source : sources()) {
        update(source, [this](OverviewRow &row) { judgeAgain(row); });
    }
}

void OverviewModel::judgeAgain(OverviewRow &row) const
{
    row.canary = watchOf(m_watches, row.known.source);
    row.disks.source = stateOf(row.canary);
    row.disks.backups
        = row.known.newestProven ? stateOf(watchOf(m_watches, row.known.newestProven->file)) : std::nullopt;
    row.judgement = judge(row.known, row.facts, m_now, row.jobs, row.disks);
}

QList<JobEntry> OverviewModel::jobsOf(const Path &source) const
{
    QList<JobEntry> jobs;
    std::copy_if(m_jobs.begin(), m_jobs.end(), std::back_inserter(jobs),
                 [&source](const JobEntry &entry) { return entry.job.source == source; });
    return jobs;
}

void OverviewModel::setNow(const QDateTime &now)
{
    m_now = now;
    for (const Path &source : sources()) {
        update(source, [this](OverviewRow &row) { judgeAgain(row); });
    }
    touchColumn(ProvenColumn);
    touchColumn(LastRunColumn);
    touchColumn(NextRunColumn);
    touchColumn(CanaryColumn);
}

void OverviewModel::update(const Path &source, const std::function<void(OverviewRow &)> &change)
{
    const int at = rowOf(idOf(source));
    if (at >= 0) {
        OverviewRow row = rows().at(at);
        change(row);
        replaceRow(at, row);
    }
}

QList<SafetyJudgement> OverviewModel::judgements() const
{
    QList<SafetyJudgement> judgements;
    for (const OverviewRow &row : rows()) {
        judgements.append(row.judgement);
    }
    return judgements;
}

QList<Path> OverviewModel::sources() const
{
    QList<Path> sources;
    for (const OverviewRow &row : rows()) {
        sources.append(row.known.source);
    }
    return sources;
}

QList<Path> OverviewModel::idleSources() const
{
    QList<Path> sources;
    for (const OverviewRow &row : rows()) {
        if (!row.progress) {
            sources.append(row.known.source);
        }
    }
    return sources;
}

QList<Path> OverviewModel::sourcesThatNeedBackup() const
{
    QList<Path> sources;
    for (const OverviewRow &row : rows()) {
        if (row.judgement.safety != Safety::Safe && !row.progress) {
            sources.append(row.known.source);
        }
    }
    return sources;
}

int OverviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const OverviewRow &row = rows().at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case DetailRole:
        return detail(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return accessibleText(row, column);
    case StatusRole:
        return status(row, column);
    case ProgressRole:
        return column == LastRunColumn && row.progress ? QVariant(shareOf(*row.progress)) : QVariant();
    case SortRole:
        return sortKey(row, column);
    case PathRole:
        return pathBytes(row.known.source);
    case SafetyRole:
        return int(row.judgement.safety);
    case StripRole:
        return QVariant::fromValue(stripOutcomes(row.known.recentRuns));
    case StripTipsRole:
        return stripTips(row.known.recentRuns);
    default:
        return {};
    }
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case DatabaseColumn:
        return tr("Database");
    case ProvenColumn:
        return tr("Newest proven backup");
    case LastRunColumn:
        return tr("Last run");
    case NextRunColumn:
        return tr("Next run");
    case CanaryColumn:
        return tr("Canary");
    case StripColumn:
        return tr("Last 30 runs");
    default:
        return {};
    }
}

QString OverviewModel::text(const OverviewRow &row, int column) const
{
    switch (column) {
    case DatabaseColumn:
        return displayName(row.known.source);
    case ProvenColumn:
        return row.known.newestProven ? ageText(row.known.newestProven->createdAt, m_now) : tr("None");
    case LastRunColumn:
        return row.progress ? progressText(*row.progress)
            : lastRun(row)  ? statusOf(lastRun(row)->outcome).word
                            : tr("Never run");
    case NextRunColumn:
        return nextRunText(row.jobs, m_now);
    case CanaryColumn:
        return canaryText(row);
    default:
        return {};
    }
}

QString OverviewModel::canaryText(const OverviewRow &row)
{
    return row.disks.source ? statusOf(*row.disks.source).word : tr("Not watched");
}

QString OverviewModel::canaryDetail(const OverviewRow &row) const
{
    return row.canary && row.canary->last ? ageText(row.canary->last->newest.at, m_now) : QString();
}

QString OverviewModel::progressText(const Progress &progress)
{
    return progress.paused ? tr("Paused")
        : progress.queued  ? tr("Waiting for its turn")
                           : phaseText(progress.phase);
}

QString OverviewModel::detail(const OverviewRow &row, int column) const
{
    switch (column) {
    case DatabaseColumn:
        return displayPath(row.known.source.parent_path());
    case ProvenColumn:
        return provenDetail(row);
    case LastRunColumn:
        return !row.progress && lastRun(row) ? ageText(lastRun(row)->startedAt, m_now) : QString();
    case NextRunColumn:
        return nextRunDetail(row.jobs, m_now);
    case CanaryColumn:
        return canaryDetail(row);
    default:
        return {};
    }
}

QString OverviewModel::provenDetail(const OverviewRow &row) const
{
    const QString rehearsed = row.known.newestProven
        ? rehearsedText(row.known.newestProven->rehearsal,
                        ageText(row.known.newestProven->rehearsal.at, m_now))
        : QString();
    return rehearsed.isEmpty() ? row.judgement.reason
                               : tr("Proven, %1. %2").arg(rehearsed, row.judgement.reason);
}

QString OverviewModel::toolTip(const OverviewRow &row, int column) const
{
    switch (column) {
    case DatabaseColumn:
        return displayPath(row.known.source);
    case ProvenColumn:
        return row.known.newestProven
            ? QStringList{row.judgement.reason, displayPath(row.known.newestProven->file),
                          utcText(row.known.newestProven->createdAt)}
                  .join(u'\n')
            : row.judgement.reason;
    case LastRunColumn:
        return lastRun(row) ? lastRun(row)->reason : QString();
    case NextRunColumn:
        return jobSentences(row.jobs);
    case CanaryColumn:
        return row.canary && row.canary->last
            ? QStringList{watchSays(row.canary->last->newest), watchAdvice(row.canary->last->newest)}
                  .join(u'\n')
                  .trimmed()
            : tr("Nobody watches whether the disk keeps what is written to it. Plant a canary on the page "
                 "“Canary”.");
    default:
        return {};
    }
}

QVariant OverviewModel::status(const OverviewRow &row, int column) const
{
    if (column == ProvenColumn) {
        return QVariant::fromValue(statusOf(row.judgement.safety));
    }
    if (column == NextRunColumn) {
        return row.jobs.isEmpty() ? QVariant()
                                  : QVariant::fromValue(statusOf(worstOf(row.jobs).health.state));
    }
    if (column == CanaryColumn) {
        return row.disks.source ? QVariant::fromValue(statusOf(*row.disks.source)) : QVariant();
    }
    if (column != LastRunColumn) {
        return {};
    }
    if (row.progress) {
        return QVariant::fromValue(statusOf(Outcome::Running));
    }
    const Run *last = lastRun(row);
    return last != nullptr ? QVariant::fromValue(statusOf(last->outcome)) : QVariant();
}

QVariant OverviewModel::sortKey(const OverviewRow &row, int column) const
{
    const QDateTime never = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    switch (column) {
    case DatabaseColumn:
        return text(row, column);
    case ProvenColumn: {
        // Worst first, and among equals the oldest backup first.
        const QDateTime proven = row.known.newestProven ? row.known.newestProven->createdAt : never;
        return QStringLiteral("%1 %2")
            .arg(int(row.judgement.safety))
            .arg(proven.toSecsSinceEpoch(), 12, 10, QLatin1Char('0'));
    }
    case NextRunColumn: {
        const QDateTime next = nextRun(row.jobs);
        return next.isValid() ? next : never.addYears(1000); // without a job: last
    }
    case CanaryColumn:
        return row.disks.source ? -harmOf(*row.disks.source) : 1; // worst first, not watched last
    default: {
        const Run *last = lastRun(row);
        return last != nullptr ? last->startedAt : never;
    }
    }
}

QString OverviewModel::accessibleText(const OverviewRow &row, int column) const
{
    if (column == StripColumn) {
        return stripSummary(row.known.recentRuns);
    }
    QStringList parts{text(row, column), detail(row, column)};
    if (column == ProvenColumn) {
        parts.prepend(statusOf(row.judgement.safety).word);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace litekeeper

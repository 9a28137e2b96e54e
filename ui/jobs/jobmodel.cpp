// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobmodel.h"

#include "ui/common/format.h"
#include "ui/common/progressshare.h"
#include "ui/common/runstrip.h"
#include "ui/common/status.h"
#include "ui/jobs/jobtext.h"

namespace litekeeper {

namespace {

auto progressKey(const Progress &progress)
{
    return std::tuple(shareOf(progress), progress.phase, progress.paused, progress.queued);
}

} // namespace

bool JobRow::operator==(const JobRow &other) const
{
    return entry == other.entry && progress.has_value() == other.progress.has_value()
        && (!progress || progressKey(*progress) == progressKey(*other.progress));
}

JobModel::JobModel(QObject *parent)
    : RowsModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void JobModel::setEntries(const QList<JobEntry> &entries)
{
    QList<JobRow> wanted;
    wanted.reserve(entries.size());
    for (const JobEntry &entry : entries) {
        JobRow row{.entry = entry, .scheduleWords = {}, .progress = {}};
        const JobRow *old = rowWith(entry.job.id);
        if (old) {
            row.progress = old->progress;
        }
        const bool same = old && old->entry.job.schedule == entry.job.schedule
            && old->entry.job.timeZone == entry.job.timeZone;
        row.scheduleWords = same ? old->scheduleWords : scheduleText(entry.job);
        wanted.append(row);
    }
    mergeRows(wanted);
}

void JobModel::setProgress(const QUuid &jobId, const std::optional<Progress> &progress)
{
    if (const int at = rowOf(jobId); at >= 0) {
        JobRow row = rows().at(at);
        row.progress = progress;
        replaceRow(at, row);
    }
}

void JobModel::setNow(const QDateTime &now)
{
    m_now = now;
    touchColumn(NextColumn);
    touchColumn(StateColumn);
}

void JobModel::setPaused(bool paused)
{
    if (paused != m_paused) {
        m_paused = paused;
        touchColumn(NextColumn);
    }
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags JobModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = RowsModel::flags(index);
    return index.isValid() && index.column() == EnabledColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const JobRow &row = rows().at(index.row());
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
    case Qt::CheckStateRole:
        return column == EnabledColumn ? QVariant(row.entry.job.enabled ? Qt::Checked : Qt::Unchecked)
                                       : QVariant();
    case StatusRole:
        return status(row, column);
    case ProgressRole:
        return shareDone(row, column);
    case DimmedRole:
        return row.entry.health.state == JobState::Off && !row.progress;
    case SortRole:
        return sortKey(row, column);
    case StripRole:
        return QVariant::fromValue(stripOutcomes(row.entry.recentRuns));
    case StripTipsRole:
        return stripTips(row.entry.recentRuns);
    case JobIdRole:
        return row.id();
    case StateRole:
        return int(row.entry.health.state);
    default:
        return {};
    }
}

bool JobModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != EnabledColumn) {
        return false;
    }
    // What the switch shows comes from the catalogue: it goes back by itself if that refuses.
    Q_EMIT enabledWanted(rows().at(index.row()).id(), value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case EnabledColumn:
        return tr("On", "whether a job is switched on");
    case JobColumn:
        return tr("Job");
    case ScheduleColumn:
        return tr("When");
    case NextColumn:
        return tr("Next run");
    case StateColumn:
        return tr("State");
    case StripColumn:
        return tr("Last 30 runs");
    default:
        return {};
    }
}

QString JobModel::text(const JobRow &row, int column) const
{
    switch (column) {
    case JobColumn:
        return row.entry.job.name;
    case ScheduleColumn:
        return row.scheduleWords;
    case NextColumn:
        return nextText(row);
    case StateColumn:
        return stateText(row.entry, row.progress);
    default:
        return {};
    }
}

QString JobModel::nextText(const JobRow &row) const
{
    const Job &job = row.entry.job;
    if (!job.enabled) {
        return tr("Switched off");
    }
    if (m_paused && !job.schedule.isEmpty()) {
        return tr("All jobs are paused");
    }
    return untilText(row.entry.health.nextDueUtc, m_now);
}

QString JobModel::detail(const JobRow &row, int column) const
{
    switch (column) {
    case JobColumn:
        return displayPath(row.entry.job.source);
    case ScheduleColumn:
        return keptText(row.entry.job);
    case NextColumn:
        return row.entry.job.enabled && row.entry.health.nextDueUtc.isValid()
            ? dateTimeText(row.entry.health.nextDueUtc)
            : QString();
    case StateColumn:
        return row.progress ? QString() : stateDetail(row.entry, m_now);
    default:
        return {};
    }
}

QString JobModel::toolTip(const JobRow &row, int column) const
{
    const Job &job = row.entry.job;
    switch (column) {
    case EnabledColumn:
        return job.enabled ? tr("Switched on. Space switches it off.")
                           : tr("Switched off: it does not run by itself. Space switches it on.");
    case JobColumn:
        return tr("%1\nbacked up to %2").arg(displayPath(job.source), displayPath(job.destination));
    case ScheduleColumn:
        return job.schedule.isEmpty()
            ? row.scheduleWords
            : tr("%1\nin the time of %2").arg(job.schedule, QString::fromUtf8(job.timeZone));
    case NextColumn:
        return row.entry.health.nextDueUtc.isValid() ? tr("%1\n%2").arg(
                   dateTimeText(row.entry.health.nextDueUtc), utcText(row.entry.health.nextDueUtc))
                                                     : QString();
    case StateColumn:
        return row.entry.health.sentence;
    default:
        return {};
    }
}

QVariant JobModel::status(const JobRow &row, int column) const
{
    if (column != StateColumn) {
        return {};
    }
    return QVariant::fromValue(statusOf(row.progress ? JobState::Running : row.entry.health.state));
}

QVariant JobModel::shareDone(const JobRow &row, int column) const
{
    return column == StateColumn && row.progress ? QVariant(shareOf(*row.progress).value_or(0.0))
                                                 : QVariant();
}

QVariant JobModel::sortKey(const JobRow &row, int column) const
{
    switch (column) {
    case EnabledColumn:
        return row.entry.job.enabled ? 0 : 1;
    case NextColumn: {
        const QDateTime next = row.entry.health.nextDueUtc;
        return next.isValid() ? next.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max();
    }
    case StateColumn:
    case StripColumn:
        return QStringLiteral("%1 %2").arg(urgency(row.entry.health.state)).arg(row.entry.job.name.toLower());
    default:
        return text(row, column);
    }
}

QString JobModel::accessibleText(const JobRow &row, int column) const
{
    if (column == StripColumn) {
        return stripSummary(row.entry.recentRuns);
    }
    if (column == EnabledColumn) {
        return row.entry.job.enabled ? tr("Switched on") : tr("Switched off");
    }
    QStringList parts{text(row, column), detail(row, column)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace litekeeper

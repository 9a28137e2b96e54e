// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/runpointmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/common/status.h"

#include <algorithm>

namespace litekeeper {

void RunPointModel::setRuns(const QList<RunPoint> &oldestFirst, const QHash<QUuid, QString> &jobNames)
{
    beginResetModel();
    m_runs = oldestFirst;
    m_jobNames = jobNames;
    findRange();
    endResetModel();
}

void RunPointModel::setRange(const TimeRange &range)
{
    if (range == m_range) {
        return;
    }
    beginResetModel();
    m_range = range;
    findRange();
    endResetModel();
}

void RunPointModel::findRange()
{
    const auto before = [](Instant instant) {
        return [instant](const RunPoint &run) { return run.startedAt.toMSecsSinceEpoch() < instant; };
    };
    const auto first = std::partition_point(m_runs.cbegin(), m_runs.cend(), before(m_range.from));
    m_first = first - m_runs.cbegin();
    m_end = std::partition_point(first, m_runs.cend(), before(m_range.until)) - m_runs.cbegin();
}

int RunPointModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_end - m_first);
}

int RunPointModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunPointModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RunPoint &run = m_runs.at(keyOf(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(run, index.column());
    case Qt::ToolTipRole:
        return index.column() == StartedColumn ? utcText(run.startedAt)
            : index.column() == DatabaseColumn ? displayPath(run.source)
                                               : run.reason;
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case StatusRole:
        return index.column() == OutcomeColumn ? QVariant::fromValue(statusOf(run.outcome)) : QVariant();
    case ExportRole:
        return exported(run, index.column());
    case KeyRole:
        return qint64(keyOf(index.row()));
    default:
        return {};
    }
}

QVariant RunPointModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = section == SizeColumn || section == DurationColumn || section == MissedColumn;
        return int((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::DisplayRole) {
        const QStringList names{tr("Started"), tr("Database"), tr("Job"),    tr("Outcome"),
                                tr("Size"),    tr("Duration"), tr("Missed"), tr("Reason")};
        return names.value(section);
    }
    if (role == ExportRole) {
        // For programs, so in no language.
        const QStringList names{QStringLiteral("started_utc"), QStringLiteral("database"),
                                QStringLiteral("job"),         QStringLiteral("outcome"),
                                QStringLiteral("bytes"),       QStringLiteral("milliseconds"),
                                QStringLiteral("missed"),      QStringLiteral("reason")};
        return names.value(section);
    }
    return {};
}

QString RunPointModel::text(const RunPoint &run, int column) const
{
    switch (column) {
    case StartedColumn:
        return dateTimeText(run.startedAt);
    case DatabaseColumn:
        return displayName(run.source);
    case JobColumn:
        return m_jobNames.value(run.jobId);
    case OutcomeColumn:
        return statusOf(run.outcome).word;
    case SizeColumn:
        return bytesText(run.bytes > 0 ? run.bytes : -1);
    case DurationColumn:
        return durationText(run.outcome == Outcome::Skipped ? -1 : run.milliseconds);
    case MissedColumn:
        return run.missed > 0 ? countText(run.missed) : QString();
    case ReasonColumn:
        return run.reason;
    default:
        return {};
    }
}

QString RunPointModel::exported(const RunPoint &run, int column) const
{
    switch (column) {
    case StartedColumn:
        return run.startedAt.toUTC().toString(Qt::ISODate);
    case DatabaseColumn:
        return displayPath(run.source);
    case JobColumn:
        return m_jobNames.value(run.jobId);
    case OutcomeColumn:
        return outcomeCode(run.outcome);
    case SizeColumn:
        return QString::number(run.bytes);
    case DurationColumn:
        return QString::number(run.milliseconds);
    case MissedColumn:
        return QString::number(run.missed);
    case ReasonColumn:
        return run.reason;
    default:
        return {};
    }
}

} // namespace litekeeper

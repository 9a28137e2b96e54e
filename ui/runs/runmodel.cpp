// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runmodel.h"

#include "ui/common/format.h"
#include "ui/common/status.h"

#include <algorithm>

namespace litekeeper {

namespace {

bool sameProof(const std::optional<Backup> &left, const std::optional<Backup> &right)
{
    return left.has_value() == right.has_value()
        && (!left
            || (left->id == right->id && left->proof == right->proof && left->proofAt == right->proofAt
                && left->rehearsal == right->rehearsal));
}

/// Duration and size of a run that never got far are not zero but unknown.
qint64 durationOf(const Run &run)
{
    return run.milliseconds > 0 ? run.milliseconds : -1;
}

qint64 sizeOf(const Run &run)
{
    return run.bytes > 0 ? run.bytes : -1;
}

} // namespace

bool RunRow::operator==(const RunRow &other) const
{
    // The rest of a run is written once, together with its outcome.
    return run.id == other.run.id && run.outcome == other.run.outcome
        && run.finishedAt == other.run.finishedAt && run.reason == other.run.reason
        && run.backupId == other.run.backupId && sameProof(backup, other.backup);
}

bool RunRow::backupDeleted() const
{
    return !backup && !run.backupId.isNull();
}

RunModel::RunModel(QObject *parent)
    : RowsModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void RunModel::setRuns(const QList<Run> &newestFirst, const QList<Backup> &backups)
{
    QHash<QUuid, Backup> backupOf;
    for (const Backup &backup : backups) {
        backupOf.insert(backup.id, backup);
    }
    QList<RunRow> wanted;
    wanted.reserve(newestFirst.size());
    for (const Run &run : newestFirst) {
        const auto backup = backupOf.constFind(run.backupId);
        wanted.append({run, backup == backupOf.constEnd() ? std::nullopt : std::optional(*backup)});
    }
    mergeRows(wanted);
}

void RunModel::putRun(const Run &run, const std::optional<Backup> &backup)
{
    const RunRow row{run, backup};
    if (const int old = rowOf(run.id); old >= 0) {
        replaceRow(old, row);
        return;
    }
    const auto place = std::find_if(rows().begin(), rows().end(), [&run](const RunRow &other) {
        return other.run.startedAt <= run.startedAt;
    });
    insertRow(int(place - rows().begin()), row);
}

void RunModel::setNow(const QDateTime &now)
{
    m_now = now;
    touchColumn(StartedColumn);
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RunRow &row = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case DetailRole:
        return index.column() == StartedColumn ? QVariant(ageText(row.run.startedAt, m_now))
            : index.column() == DatabaseColumn ? QVariant(displayPath(row.run.source.parent_path()))
                                               : QVariant();
    case StatusRole:
        return index.column() == OutcomeColumn            ? QVariant::fromValue(statusOf(row.run.outcome))
            : index.column() == ProofColumn && row.backup ? QVariant::fromValue(statusOf(*row.backup))
                                                          : QVariant();
    case SortRole:
        return sortKey(row, index.column());
    default:
        return value(row, role);
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool figure = section == DurationColumn || section == SizeColumn;
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case StartedColumn:
        return tr("Started");
    case DatabaseColumn:
        return tr("Database");
    case OutcomeColumn:
        return tr("Outcome");
    case ProofColumn:
        return tr("Proof");
    case DurationColumn:
        return tr("Duration");
    case SizeColumn:
        return tr("Size");
    case ReasonColumn:
        return tr("Reason");
    default:
        return {};
    }
}

QString RunModel::text(const RunRow &row, int column) const
{
    switch (column) {
    case StartedColumn:
        return dateTimeText(row.run.startedAt);
    case DatabaseColumn:
        return displayName(row.run.source);
    case OutcomeColumn:
        return statusOf(row.run.outcome).word;
    case ProofColumn:
        return row.backup ? statusOf(*row.backup).word : QStringLiteral("–");
    case DurationColumn:
        return durationText(durationOf(row.run));
    case SizeColumn:
        return bytesText(sizeOf(row.run));
    case ReasonColumn:
        return row.run.reason.simplified();
    default:
        return {};
    }
}

QString RunModel::toolTip(const RunRow &row, int column) const
{
    switch (column) {
    case StartedColumn:
        return utcText(row.run.startedAt);
    case DatabaseColumn:
        return displayPath(row.run.source);
    case ProofColumn:
        return row.backup && row.backup->rehearsal.isFailed() ? row.backup->rehearsal.failure
            : row.backup                                      ? proofMeaning(row.backup->proof)
            : row.backupDeleted() ? tr("The backup that this run left has been deleted.")
                                  : tr("This run left no backup.");
    case SizeColumn:
        return row.run.bytes > 0 ? tr("%1 bytes").arg(countText(row.run.bytes)) : QString();
    case OutcomeColumn:
    case ReasonColumn:
        return row.run.reason;
    default:
        return {};
    }
}

QVariant RunModel::sortKey(const RunRow &row, int column) const
{
    switch (column) {
    case StartedColumn:
        return row.run.startedAt;
    case OutcomeColumn:
        return int(row.run.outcome);
    case ProofColumn:
        return row.backup ? int(row.backup->proof) : -1;
    case DurationColumn:
        return durationOf(row.run);
    case SizeColumn:
        return sizeOf(row.run);
    default:
        return text(row, column);
    }
}

QVariant RunModel::value(const RunRow &row, int role) const
{
    switch (role) {
    case RunIdRole:
        return row.run.id;
    case OutcomeRole:
        return int(row.run.outcome);
    case ProofRole:
        return row.backup ? QVariant(int(row.backup->proof)) : QVariant();
    case SourceRole:
        return displayPath(row.run.source);
    case NameRole:
        return displayName(row.run.source);
    case DayRole:
        return dayText(row.run.startedAt);
    case TimeRole:
        return daysSince(row.run.startedAt) <= 1 ? timeText(row.run.startedAt)
                                                 : dateTimeText(row.run.startedAt);
    case SummaryRole:
        return summary(row);
    case SearchRole:
        return QStringList{displayPath(row.run.source), row.run.reason, statusOf(row.run.outcome).word}.join(
            u'\n');
    default:
        return {};
    }
}

qint64 RunModel::daysSince(const QDateTime &instant) const
{
    return instant.toLocalTime().date().daysTo(m_now.toLocalTime().date());
}

QString RunModel::dayText(const QDateTime &started) const
{
    const qint64 days = daysSince(started);
    return days <= 0 ? tr("Today") : days == 1 ? tr("Yesterday") : tr("Earlier");
}

QString RunModel::summary(const RunRow &row) const
{
    if (row.run.outcome != Outcome::Succeeded && row.run.outcome != Outcome::Warning) {
        const QString word = statusOf(row.run.outcome).word;
        return row.run.reason.isEmpty() ? word : row.run.reason.simplified();
    }
    QStringList parts{row.backup                ? statusOf(row.backup->proof).word
                          : row.backupDeleted() ? tr("Backup deleted")
                                                : tr("No backup"),
                      bytesText(sizeOf(row.run)), durationText(durationOf(row.run))};
    if (row.run.outcome == Outcome::Warning && !row.run.reason.isEmpty()) {
        parts.prepend(row.run.reason.simplified());
    }
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace litekeeper

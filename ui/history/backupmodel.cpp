// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupmodel.h"

#include "service/rehearsalwords.h"
#include "ui/common/format.h"
#include "ui/common/status.h"

namespace litekeeper {

bool BackupRow::operator==(const BackupRow &other) const
{
    // What was written once does not change; what is known about it does.
    return backup.id == other.backup.id && backup.file == other.backup.file
        && backup.proof == other.backup.proof && backup.proofAt == other.backup.proofAt
        && backup.rehearsal == other.backup.rehearsal && backup.sha256 == other.backup.sha256
        && backup.tables.size() == other.backup.tables.size()
        && backup.findings.size() == other.backup.findings.size();
}

BackupModel::BackupModel(QObject *parent)
    : RowsModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void BackupModel::setBackups(const QList<Backup> &newestFirst)
{
    QList<BackupRow> wanted;
    wanted.reserve(newestFirst.size());
    for (const Backup &backup : newestFirst) {
        wanted.append({backup});
    }
    mergeRows(wanted);
}

void BackupModel::setPresence(const QUuid &id, FilePresence presence)
{
    if (m_presence.value(id) == presence) {
        return;
    }
    m_presence.insert(id, presence);
    if (const int row = rowOf(id); row >= 0) {
        changed(row, row, 0, ColumnCount - 1);
    }
}

void BackupModel::setVerified(const QUuid &id, std::optional<double> share)
{
    if (share) {
        m_verified.insert(id, *share);
    } else {
        m_verified.remove(id);
    }
    if (const int row = rowOf(id); row >= 0) {
        changed(row, row, ProofColumn, ProofColumn);
    }
}

void BackupModel::setNow(const QDateTime &now)
{
    m_now = now;
    touchColumn(CreatedColumn);
    touchColumn(ProofColumn);
}

bool BackupModel::isNewestProven(const QUuid &id) const
{
    const BackupRow *asked = rowWith(id);
    if (!asked || asked->backup.proof != ProofLevel::Proven) {
        return false;
    }
    return std::none_of(rows().begin(), rows().end(), [asked](const BackupRow &other) {
        return other.backup.source == asked->backup.source && other.backup.proof == ProofLevel::Proven
            && other.backup.createdAt > asked->backup.createdAt;
    });
}

int BackupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BackupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Backup &backup = rows().at(index.row()).backup;
    switch (role) {
    case Qt::DisplayRole:
        return text(backup, index.column());
    case Qt::ToolTipRole:
        return toolTip(backup, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::AccessibleTextRole:
        return QString(text(backup, index.column()) + u' ' + detail(backup, index.column())).trimmed();
    case DetailRole:
        return detail(backup, index.column());
    case StatusRole:
        return status(backup, index.column());
    case DimmedRole:
        return gone(backup);
    case ProgressRole:
        return index.column() == ProofColumn && m_verified.contains(backup.id)
            ? QVariant(m_verified.value(backup.id))
            : QVariant();
    case SortRole:
        return sortKey(backup, index.column());
    default:
        return value(backup, role);
    }
}

QVariant BackupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section == SizeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case CreatedColumn:
        return tr("Date");
    case DatabaseColumn:
        return tr("Database");
    case FileColumn:
        return tr("File");
    case FormatColumn:
        return tr("Format");
    case SizeColumn:
        return tr("Size");
    case ProofColumn:
        return tr("Proof");
    case Sha256Column:
        return tr("SHA-256");
    default:
        return {};
    }
}

bool BackupModel::gone(const Backup &backup) const
{
    const FilePresence found = presence(backup.id);
    return found == FilePresence::Missing || found == FilePresence::Unreachable;
}

QString BackupModel::text(const Backup &backup, int column) const
{
    switch (column) {
    case CreatedColumn:
        return dateTimeText(backup.createdAt);
    case DatabaseColumn:
        return displayName(backup.source);
    case FileColumn:
        return fileText(backup);
    case FormatColumn:
        return formatText(backup.format);
    case SizeColumn:
        return bytesText(backup.fileBytes);
    case ProofColumn:
        return statusOf(backup).word;
    case Sha256Column:
        return shortHashText(backup.sha256);
    default:
        return {};
    }
}

/// What is wrong comes first, so that a narrow column cuts the name and not the warning.
QString BackupModel::fileText(const Backup &backup) const
{
    const QString name = displayName(backup.file);
    switch (presence(backup.id)) {
    case FilePresence::Missing:
        return tr("Missing: %1").arg(name);
    case FilePresence::Unreachable:
        return tr("Not reachable: %1").arg(name);
    default:
        return name;
    }
}

QString BackupModel::detail(const Backup &backup, int column) const
{
    switch (column) {
    case CreatedColumn:
        return ageText(backup.createdAt, m_now);
    case DatabaseColumn:
        return displayPath(backup.source.parent_path());
    case FileColumn:
        return gone(backup) ? QString() : displayPath(backup.file.parent_path());
    case ProofColumn:
        return proofDetail(backup);
    default:
        return {};
    }
}

/// The newest that is known of it: there is no room for more.
QString BackupModel::proofDetail(const Backup &backup) const
{
    if (backup.rehearsal.isFailed()) {
        return ageText(backup.rehearsal.at, m_now);
    }
    if (backup.rehearsal.isPassed()) {
        return rehearsedText(backup.rehearsal, ageText(backup.rehearsal.at, m_now));
    }
    return backup.proofAt.isValid() ? ageText(backup.proofAt, m_now) : QString();
}

QString BackupModel::toolTip(const Backup &backup, int column) const
{
    switch (column) {
    case CreatedColumn:
        return utcText(backup.createdAt);
    case DatabaseColumn:
        return displayPath(backup.source);
    case FileColumn:
        return fileToolTip(backup);
    case SizeColumn:
        return tr("%1 bytes, of a database of %2")
            .arg(countText(backup.fileBytes), bytesText(backup.databaseBytes));
    case ProofColumn:
        return proofToolTip(backup);
    case Sha256Column:
        return backup.sha256.isEmpty()
            ? tr("The file has not been read back yet. Verify it again to get its SHA-256.")
            : QString::fromLatin1(backup.sha256.toHex());
    default:
        return {};
    }
}

QString BackupModel::proofToolTip(const Backup &backup)
{
    QString text = backup.proofAt.isValid()
        ? tr("%1\nReached on %2 (%3).")
              .arg(proofMeaning(backup.proof), dateTimeText(backup.proofAt), utcText(backup.proofAt))
        : proofMeaning(backup.proof);
    if (backup.rehearsal.at.isValid()) {
        text += QLatin1Char('\n')
            + tr("Rehearsed on %1: %2")
                  .arg(dateTimeText(backup.rehearsal.at), rehearsalSentence(backup.rehearsal));
    }
    return text;
}

QString BackupModel::fileToolTip(const Backup &backup) const
{
    const QString path = displayPath(backup.file);
    switch (presence(backup.id)) {
    case FilePresence::Missing:
        return tr("%1\nThe file is not in its folder any more: it was moved or deleted.").arg(path);
    case FilePresence::Unreachable:
        return tr("%1\nIts folder cannot be reached: the disk or share may not be connected.").arg(path);
    default:
        return path;
    }
}

QVariant BackupModel::status(const Backup &backup, int column) const
{
    if (column == ProofColumn && !m_verified.contains(backup.id)) {
        return QVariant::fromValue(statusOf(backup));
    }
    if (column == FileColumn && presence(backup.id) == FilePresence::Missing) {
        return QVariant::fromValue(Status{tr("Missing"), Glyph::Cross, Tone::Bad});
    }
    if (column == FileColumn && presence(backup.id) == FilePresence::Unreachable) {
        return QVariant::fromValue(Status{tr("Not reachable"), Glyph::Ring, Tone::Unreachable});
    }
    return {};
}

QVariant BackupModel::sortKey(const Backup &backup, int column) const
{
    switch (column) {
    case CreatedColumn:
        return backup.createdAt;
    case FileColumn:
        return displayName(backup.file);
    case SizeColumn:
        return backup.fileBytes;
    case ProofColumn:
        // By level, and within a level by date: both in one number.
        return qint64(backup.proof) * (qint64(1) << 48)
            + (backup.proofAt.isValid() ? backup.proofAt.toMSecsSinceEpoch() : 0);
    default:
        return text(backup, column);
    }
}

QVariant BackupModel::value(const Backup &backup, int role) const
{
    switch (role) {
    case BackupIdRole:
        return backup.id;
    case SourceRole:
        return displayPath(backup.source);
    case StateRole:
        return gone(backup) ? goneState : int(backup.proof);
    case SearchRole:
        return QStringList{displayPath(backup.source), displayPath(backup.file),
                           QString::fromLatin1(backup.sha256.toHex()), statusOf(backup).word}
            .join(u'\n');
    default:
        return {};
    }
}

} // namespace litekeeper

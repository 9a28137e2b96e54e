// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasemodel.h"

#include "ui/common/format.h"
#include "ui/common/status.h"
#include "ui/databases/place.h"

#include <algorithm>

namespace litekeeper {

namespace {

double doneShare(const Progress &progress)
{
    return progress.bytesTotal > 0 ? double(progress.bytesDone) / double(progress.bytesTotal) : 0.0;
}

} // namespace

DatabaseModel::DatabaseModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void DatabaseModel::put(const QList<DatabaseFacts> &databases)
{
    QList<DatabaseFacts> added;
    for (const DatabaseFacts &facts : databases) {
        const int row = rowOf(facts.path);
        if (row < 0) {
            added.append(facts);
            continue;
        }
        m_rows[row].facts = facts;
        m_rows[row].stale = false;
        changed(row, 0, ColumnCount - 1);
    }
    append(added);
}

void DatabaseModel::append(const QList<DatabaseFacts> &databases)
{
    if (databases.isEmpty()) {
        return;
    }
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(databases.size()) - 1);
    for (const DatabaseFacts &facts : databases) {
        m_rowOf.insert(pathBytes(facts.path), int(m_rows.size()));
        m_rows.append({facts, std::nullopt, false});
    }
    endInsertRows();
}

void DatabaseModel::beginSearch(const std::function<bool(const Path &)> &below)
{
    for (Row &row : m_rows) {
        row.stale = below(row.facts.path);
    }
}

void DatabaseModel::finishSearch(bool stopped)
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!m_rows.at(row).stale) {
            continue;
        }
        if (stopped) {
            m_rows[row].stale = false;
            continue;
        }
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        m_rowOf.clear();
        for (int each = 0; each < int(m_rows.size()); ++each) {
            m_rowOf.insert(pathBytes(m_rows.at(each).facts.path), each);
        }
        endRemoveRows();
    }
}

void DatabaseModel::setKnown(const QList<KnownDatabase> &known)
{
    QHash<QByteArray, Backup> backups;
    for (const KnownDatabase &database : known) {
        if (database.newestBackup) {
            backups.insert(pathBytes(database.source), *database.newestBackup);
        }
    }
    m_backups = backups;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, LastBackupColumn), index(int(m_rows.size()) - 1, LastBackupColumn));
    }
}

void DatabaseModel::setBackup(const Path &source, const Backup &backup)
{
    m_backups.insert(pathBytes(source), backup);
    if (const int row = rowOf(source); row >= 0) {
        changed(row, LastBackupColumn, LastBackupColumn);
    }
}

void DatabaseModel::setProgress(const Path &source, const std::optional<Progress> &progress)
{
    if (const int row = rowOf(source); row >= 0) {
        m_rows[row].progress = progress;
        changed(row, LastBackupColumn, LastBackupColumn);
    }
}

void DatabaseModel::setPlaces(const QList<PlaceEntry> &places)
{
    QList<SearchPlace> sorted;
    for (const PlaceEntry &entry : places) {
        sorted.append(entry.place);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const SearchPlace &left, const SearchPlace &right) {
        return pathBytes(left.folder).size() > pathBytes(right.folder).size();
    });
    const auto told = [](const QList<SearchPlace> &list) {
        QStringList lines;
        for (const SearchPlace &place : list) {
            lines.append(displayPath(place.folder) + (place.network ? place.source : QString()));
        }
        return lines;
    };
    const bool isNews = told(sorted) != told(m_places);
    m_places = sorted;
    if (isNews && !m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, DatabaseColumn), index(int(m_rows.size()) - 1, DatabaseColumn));
    }
}

std::optional<SearchPlace> DatabaseModel::shareOf(const Path &path) const
{
    for (const SearchPlace &place : m_places) {
        if (isBelow(path, place.folder)) {
            return place.network ? std::optional(place) : std::nullopt;
        }
    }
    return std::nullopt;
}

void DatabaseModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, LastBackupColumn), index(int(m_rows.size()) - 1, ModifiedColumn));
    }
}

std::optional<DatabaseFacts> DatabaseModel::facts(const Path &path) const
{
    const int row = rowOf(path);
    return row < 0 ? std::nullopt : std::optional(m_rows.at(row).facts);
}

std::optional<Backup> DatabaseModel::newestBackup(const Path &path) const
{
    const auto found = m_backups.constFind(pathBytes(path));
    return found == m_backups.constEnd() ? std::nullopt : std::optional(*found);
}

QModelIndex DatabaseModel::indexOf(const Path &path) const
{
    const int row = rowOf(path);
    return row < 0 ? QModelIndex() : index(row, DatabaseColumn);
}

int DatabaseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DatabaseModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DatabaseModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case DetailRole:
        return detail(row, index.column());
    case StatusRole:
        return status(row, index.column());
    case ProgressRole:
        return index.column() == LastBackupColumn && row.progress ? QVariant(doneShare(*row.progress))
                                                                  : QVariant();
    case DimmedRole:
        return index.column() != DatabaseColumn && index.column() != SizeColumn
            && (index.column() != LastBackupColumn || !m_backups.contains(pathBytes(row.facts.path)));
    case SortRole:
        return sortKey(row, index.column());
    case SearchRole:
        return displayPath(row.facts.path) + u'\n' + row.facts.application;
    case PathRole:
        return pathBytes(row.facts.path);
    case RunningRole:
        return row.progress.has_value();
    case NetworkRole:
        return shareOf(row.facts.path).has_value();
    default:
        return {};
    }
}

QVariant DatabaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool figure = section == SizeColumn || section == WalColumn || section == PageSizeColumn;
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case DatabaseColumn:
        return tr("Database");
    case ApplicationColumn:
        return tr("Application");
    case SizeColumn:
        return tr("Size");
    case WalColumn:
        return tr("WAL size");
    case JournalColumn:
        return tr("Journal");
    case PageSizeColumn:
        return tr("Page size");
    case ModifiedColumn:
        return tr("Modified");
    case LastBackupColumn:
        return tr("Last backup");
    default:
        return {};
    }
}

void DatabaseModel::changed(int row, int firstColumn, int lastColumn)
{
    Q_EMIT dataChanged(index(row, firstColumn), index(row, lastColumn));
}

int DatabaseModel::rowOf(const Path &path) const
{
    return m_rowOf.value(pathBytes(path), -1);
}

QString DatabaseModel::text(const Row &row, int column) const
{
    const DatabaseFacts &facts = row.facts;
    switch (column) {
    case DatabaseColumn:
        return displayName(facts.path);
    case ApplicationColumn:
        return facts.application;
    case SizeColumn:
        return bytesText(facts.bytes);
    case WalColumn:
        return facts.walBytes > 0 ? bytesText(facts.walBytes) : QString();
    case JournalColumn:
        return facts.journalMode == JournalMode::Wal ? tr("WAL") : tr("Rollback");
    case PageSizeColumn:
        return QString::number(facts.pageSize);
    case ModifiedColumn:
        return ageText(facts.modified, m_now);
    case LastBackupColumn: {
        const auto backup = newestBackup(facts.path);
        return backup ? ageText(backup->createdAt, m_now) : tr("Never");
    }
    default:
        return {};
    }
}

QString DatabaseModel::detail(const Row &row, int column) const
{
    if (column == DatabaseColumn) {
        const QString folder = displayPath(row.facts.path.parent_path());
        return shareOf(row.facts.path) ? tr("network · %1").arg(folder) : folder;
    }
    const auto backup = newestBackup(row.facts.path);
    return column == LastBackupColumn && backup && !row.progress ? statusOf(*backup).word : QString();
}

QString DatabaseModel::toolTip(const Row &row, int column) const
{
    const DatabaseFacts &facts = row.facts;
    switch (column) {
    case DatabaseColumn: {
        const std::optional<SearchPlace> share = shareOf(facts.path);
        return share ? tr("%1\nOn a network share (%2): copied with care, and proven on this computer.")
                           .arg(displayPath(facts.path), share->source)
                     : displayPath(facts.path);
    }
    case SizeColumn:
        return tr("%1 bytes, %2 pages").arg(countText(facts.bytes), countText(facts.pageCount));
    case WalColumn:
        return facts.walBytes > 0 ? tr("%1 bytes wait in the write-ahead log").arg(countText(facts.walBytes))
                                  : QString();
    case JournalColumn:
        return facts.journalMode == JournalMode::Wal
            ? tr("Write-ahead log: readers and writers do not wait for each other.")
            : tr("Rollback journal: writers wait while somebody reads.");
    case ModifiedColumn:
        return utcText(facts.modified);
    case LastBackupColumn: {
        if (row.progress) {
            return phaseText(row.progress->phase);
        }
        const auto backup = newestBackup(facts.path);
        return backup ? displayPath(backup->file) + u'\n' + proofMeaning(backup->proof)
                      : tr("Litekeeper has made no backup of this database.");
    }
    default:
        return {};
    }
}

QVariant DatabaseModel::sortKey(const Row &row, int column) const
{
    const DatabaseFacts &facts = row.facts;
    switch (column) {
    case SizeColumn:
        return facts.bytes;
    case WalColumn:
        return facts.walBytes;
    case PageSizeColumn:
        return facts.pageSize;
    case ModifiedColumn:
        return facts.modified;
    case LastBackupColumn: {
        const auto backup = newestBackup(facts.path);
        return backup ? backup->createdAt : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    }
    default:
        return text(row, column);
    }
}

QVariant DatabaseModel::status(const Row &row, int column) const
{
    if (column != LastBackupColumn) {
        return {};
    }
    if (row.progress) {
        return QVariant::fromValue(statusOf(Outcome::Running));
    }
    const auto backup = newestBackup(row.facts.path);
    return backup ? QVariant::fromValue(statusOf(*backup)) : QVariant();
}

} // namespace litekeeper

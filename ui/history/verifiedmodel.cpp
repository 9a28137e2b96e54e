// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/verifiedmodel.h"

#include "service/verdicttext.h"
#include "ui/common/format.h"
#include "ui/common/status.h"

namespace litekeeper {

VerifiedModel::VerifiedModel(QObject *parent)
    : RowsModel(parent)
{
}

void VerifiedModel::setVerdicts(const QList<FileVerdict> &newestFirst)
{
    QList<VerifiedRow> rows;
    rows.reserve(newestFirst.size());
    for (const FileVerdict &verdict : newestFirst) {
        rows.append({verdict});
    }
    mergeRows(rows);
}

int VerifiedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VerifiedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const FileVerdict &verdict = rows().at(index.row()).verdict;
    switch (role) {
    case Qt::DisplayRole:
        return text(verdict, index.column());
    case Qt::ToolTipRole:
        return toolTip(verdict, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case DetailRole:
        return detail(verdict, index.column());
    case StatusRole:
        return index.column() == VerdictColumn ? QVariant::fromValue(statusOf(verdict.verdict)) : QVariant();
    case SortRole:
        return sortKey(verdict, index.column());
    case SearchRole:
        return QStringList{displayPath(verdict.file), headline(verdict)}.join(u' ');
    case VerdictIdRole:
        return verdict.id;
    case FileRole:
        return displayPath(verdict.file);
    case StateRole:
        return int(verdict.verdict);
    default:
        return {};
    }
}

QVariant VerifiedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = section == SizeColumn || section == DatabasesColumn;
        return int((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::DisplayRole) {
        const QStringList names{tr("Verified"), tr("Verdict"),   tr("File"),
                                tr("Size"),     tr("Databases"), tr("Check")};
        return names.value(section);
    }
    return {};
}

QString VerifiedModel::text(const FileVerdict &verdict, int column)
{
    switch (column) {
    case VerifiedColumn:
        return dateTimeText(verdict.verifiedAt);
    case VerdictColumn:
        return verdictWord(verdict.verdict);
    case FileColumn:
        return harmlessText(displayName(verdict.file));
    case SizeColumn:
        return bytesText(verdict.bytes);
    case DatabasesColumn:
        return countText(verdict.databases.size());
    case LevelColumn:
        return levelText(verdict.level);
    default:
        return {};
    }
}

QString VerifiedModel::detail(const FileVerdict &verdict, int column)
{
    switch (column) {
    case VerdictColumn:
        return verdict.databases.size() > 1 ? troubledDatabases(verdict) : QString();
    case FileColumn:
        return harmlessText(displayPath(verdict.file.parent_path()));
    default:
        return {};
    }
}

QString VerifiedModel::toolTip(const FileVerdict &verdict, int column)
{
    switch (column) {
    case VerifiedColumn:
        return utcText(verdict.verifiedAt);
    case VerdictColumn:
        return headline(verdict);
    case FileColumn:
        return harmlessText(displayPath(verdict.file));
    default:
        return {};
    }
}

QVariant VerifiedModel::sortKey(const FileVerdict &verdict, int column)
{
    switch (column) {
    case VerifiedColumn:
        return verdict.verifiedAt;
    case VerdictColumn:
        return int(verdict.verdict);
    case SizeColumn:
        return verdict.bytes;
    case DatabasesColumn:
        return verdict.databases.size();
    default:
        return text(verdict, column);
    }
}

} // namespace litekeeper

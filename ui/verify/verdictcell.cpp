// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictcell.h"

#include "service/verdicttext.h"
#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/common/progressshare.h"
#include "ui/common/status.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

using Kind = VerdictNode::Kind;
using Model = VerdictModel;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::VerdictModel)
};

qint64 rowsOf(const DatabaseVerdict &database)
{
    qint64 rows = -1;
    for (const TableSummary &table : database.tables) {
        rows = table.rows < 0 ? rows : std::max<qint64>(rows, 0) + table.rows;
    }
    return rows;
}

qint64 rowsOf(const VerdictNode &node)
{
    if (const TableSummary *table = tableOf(node)) {
        return table->rows;
    }
    if (const DatabaseVerdict *database = databaseOf(node)) {
        return rowsOf(*database);
    }
    qint64 rows = -1;
    if (node.kind == Kind::File && fileOf(node).verdict) {
        for (const DatabaseVerdict &database : fileOf(node).verdict->databases) {
            const qint64 more = rowsOf(database);
            rows = more < 0 ? rows : std::max<qint64>(rows, 0) + more;
        }
    }
    return rows;
}

qint64 bytesOf(const VerdictNode &node)
{
    switch (node.kind) {
    case Kind::File:
        return fileOf(node).verdict ? fileOf(node).verdict->bytes : -1;
    case Kind::Database:
        return databaseOf(node)->bytes;
    case Kind::Entry:
        return entryOf(node)->bytes;
    case Kind::Table:
    case Kind::More:
        break;
    }
    return -1;
}

std::optional<Verdict> verdictOf(const VerdictNode &node)
{
    switch (node.kind) {
    case Kind::File:
        return fileOf(node).verdict ? std::optional(fileOf(node).verdict->verdict) : std::nullopt;
    case Kind::Database:
        return databaseOf(node)->verdict;
    case Kind::Entry:
        return entryOf(node)->verdict;
    case Kind::Table:
    case Kind::More:
        break;
    }
    return std::nullopt;
}

/// Only what was checked has a proof; that a damaged database is not proven needs no second cell.
std::optional<ProofLevel> proofOf(const VerdictNode &node)
{
    std::optional<ProofLevel> proof;
    if (node.kind == Kind::Database) {
        proof = databaseOf(node)->proof;
    } else if (node.kind == Kind::File && fileOf(node).verdict) {
        proof = litekeeper::proofOf(*fileOf(node).verdict);
    }
    return proof == ProofLevel::None ? std::nullopt : proof;
}

/// Neither a database nor in trouble.
bool isPlain(const VerdictNode &node)
{
    const EntryVerdict *entry = entryOf(node);
    return entry && entry->verdict == Verdict::Sound;
}

Path pathOf(const VerdictNode &node)
{
    if (const EntryVerdict *entry = entryOf(node)) {
        return entry->path;
    }
    return node.kind == Kind::Database ? databaseOf(node)->path : fileOf(node).file;
}

QString nameText(const VerdictNode &node)
{
    if (const TableSummary *table = tableOf(node)) {
        return harmlessText(table->name);
    }
    if (node.kind == Kind::More) {
        const FileVerdict &verdict = *fileOf(node).verdict;
        return Words::tr("%1 more entries").arg(countText(verdict.entryCount - verdict.entries.size()));
    }
    const Path path = pathOf(node);
    const QString name = harmlessText(displayName(path));
    return name.isEmpty() ? harmlessText(displayPath(path)) : name; // "folder/" has an empty last part
}

QString nameDetail(const VerdictNode &node)
{
    if (const TableSummary *table = tableOf(node)) {
        return harmlessText(table->note);
    }
    return node.kind == Kind::More ? Words::tr("judged as well, and sound")
                                   : harmlessText(displayPath(pathOf(node).parent_path()));
}

QString jobText(const VerdictJob &job, int column)
{
    switch (column) {
    case Model::VerdictColumn:
        return job.progress.queued ? Words::tr("Waiting") : phaseText(job.progress.phase);
    case Model::SizeColumn:
        return bytesText(job.progress.bytesTotal);
    case Model::VerifiedColumn:
        return job.progress.queued ? QString() : timeLeftText(job.progress.millisecondsLeft);
    default:
        return {};
    }
}

QString figureText(const VerdictNode &node, int column, const QDateTime &now)
{
    switch (column) {
    case Model::SizeColumn:
        return node.kind == Kind::Table || node.kind == Kind::More ? QString() : bytesText(bytesOf(node));
    case Model::RowsColumn:
        return node.kind == Kind::Entry || node.kind == Kind::More ? QString() : countText(rowsOf(node));
    case Model::ProofColumn: {
        const std::optional<ProofLevel> proof = proofOf(node);
        return proof ? statusOf(*proof).word : QString();
    }
    case Model::VerifiedColumn:
        return node.kind == Kind::File && fileOf(node).verdict
            ? ageText(fileOf(node).verdict->verifiedAt, now)
            : QString();
    default:
        return {};
    }
}

QString text(const VerdictNode &node, int column, const QDateTime &now)
{
    if (column == Model::NameColumn) {
        return nameText(node);
    }
    const std::optional<VerdictJob> &job = fileOf(node).job;
    if (node.kind == Kind::File && job && (!fileOf(node).verdict || column != Model::SizeColumn)) {
        return jobText(*job, column);
    }
    if (column == Model::VerdictColumn) {
        const std::optional<Verdict> verdict = verdictOf(node);
        return verdict ? verdictWord(*verdict) : QString();
    }
    return figureText(node, column, now);
}

QVariant status(const VerdictNode &node, int column)
{
    if (node.kind == Kind::File && fileOf(node).job) {
        return {};
    }
    if (column == Model::VerdictColumn) {
        const std::optional<Verdict> verdict = verdictOf(node);
        if (!verdict) {
            return {};
        }
        Status shown = statusOf(*verdict);
        if (isPlain(node)) {
            shown.tone = Tone::Unreachable; // green is for what would restore
        }
        return QVariant::fromValue(shown);
    }
    if (column == Model::ProofColumn) {
        const std::optional<ProofLevel> proof = proofOf(node);
        return proof ? QVariant::fromValue(statusOf(*proof)) : QVariant();
    }
    return {};
}

QVariant progress(const VerdictNode &node, int column)
{
    const std::optional<VerdictJob> &job = fileOf(node).job;
    if (node.kind != Kind::File || column != Model::VerdictColumn || !job || job->progress.queued) {
        return {};
    }
    const std::optional<double> share = shareOf(job->progress);
    return share ? QVariant(*share) : QVariant();
}

QString toolTip(const VerdictNode &node, int column)
{
    switch (column) {
    case Model::NameColumn:
        return node.kind == Kind::Table || node.kind == Kind::More ? nameDetail(node)
                                                                   : harmlessText(displayPath(pathOf(node)));
    case Model::VerdictColumn: {
        const std::optional<Verdict> verdict = verdictOf(node);
        return verdict ? verdictMeaning(*verdict) : QString();
    }
    case Model::ProofColumn: {
        const std::optional<ProofLevel> proof = proofOf(node);
        return proof ? checkedMeaning(*proof) : QString();
    }
    case Model::SizeColumn:
        return bytesOf(node) < 0 ? QString() : Words::tr("%1 bytes").arg(countText(bytesOf(node)));
    case Model::VerifiedColumn:
        return node.kind == Kind::File && fileOf(node).verdict ? utcText(fileOf(node).verdict->verifiedAt)
                                                               : QString();
    default:
        return {};
    }
}

QString detail(const VerdictNode &node, int column)
{
    if (column == Model::NameColumn) {
        return nameDetail(node);
    }
    // With one database, its verdict is the file's.
    const std::optional<FileVerdict> &verdict = fileOf(node).verdict;
    const bool several = node.kind == Kind::File && verdict && verdict->databases.size() > 1;
    return several && column == Model::VerdictColumn && !fileOf(node).job ? troubledDatabases(*verdict)
                                                                          : QString();
}

} // namespace

QVariant verdictCell(const VerdictNode &node, VerdictModel::Column column, int role, const QDateTime &now)
{
    switch (role) {
    case Qt::DisplayRole:
        return text(node, column, now);
    case Qt::ToolTipRole:
        return toolTip(node, column);
    case DetailRole:
        return detail(node, column);
    case StatusRole:
        return status(node, column);
    case ProgressRole:
        return progress(node, column);
    case DimmedRole:
        return node.kind == Kind::More || isPlain(node);
    default:
        return {};
    }
}

std::optional<ProofLevel> proofOf(const FileVerdict &verdict)
{
    std::optional<ProofLevel> weakest;
    for (const DatabaseVerdict &database : verdict.databases) {
        weakest = std::min(weakest.value_or(database.proof), database.proof);
    }
    return weakest;
}

} // namespace litekeeper

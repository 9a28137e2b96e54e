// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictmodel.h"

#include "ui/verify/verdictcell.h"

#include <algorithm>

namespace litekeeper {

namespace {

VerdictNode *nodeAt(const QModelIndex &index)
{
    return static_cast<VerdictNode *>(index.internalPointer());
}

} // namespace

VerdictModel::VerdictModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

VerdictModel::~VerdictModel() = default;

void VerdictModel::addVerdicts(const QList<FileVerdict> &newestFirst)
{
    int next = 0; // new rows keep the order of the list, below what was there before
    for (const FileVerdict &verdict : newestFirst) {
        const int known = rowOf(verdict.file);
        if (known < 0) {
            next = std::max(next, jobCount());
            insertFile(next, verdict.file);
            putVerdict(verdict);
            ++next;
        } else {
            const std::optional<FileVerdict> &shown = m_files.at(size_t(known))->verdict;
            if (!shown || shown->verifiedAt < verdict.verifiedAt) {
                putVerdict(verdict);
            }
            next = std::max(next, known + 1);
        }
    }
}

void VerdictModel::putVerdict(const FileVerdict &verdict)
{
    int row = rowOf(verdict.file);
    if (row < 0) {
        row = insertFile(jobCount(), verdict.file);
    }
    forgetChildren(row);
    VerdictFile &file = *m_files.at(size_t(row));
    if (file.job && file.job->id == verdict.id) {
        file.job.reset();
    }
    file.verdict = verdict;
    file.isFetched = false;
    changed(row);
    Q_EMIT contentsChanged();
}

void VerdictModel::putJob(const Path &file, const VerdictJob &job)
{
    int row = rowOf(file);
    if (row < 0) {
        row = insertFile(jobCount(), file);
    }
    m_files.at(size_t(row))->job = job;
    changed(row);
}

void VerdictModel::setProgress(const QUuid &jobId, const Progress &progress)
{
    if (const int row = rowOfJob(jobId); row >= 0) {
        m_files.at(size_t(row))->job->progress = progress;
        changed(row);
    }
}

void VerdictModel::endJob(const QUuid &jobId)
{
    const int row = rowOfJob(jobId);
    if (row < 0) {
        return;
    }
    m_files.at(size_t(row))->job.reset();
    if (m_files.at(size_t(row))->verdict) {
        changed(row);
    } else {
        removeFile(row);
    }
}

void VerdictModel::remove(const Path &file)
{
    if (const int row = rowOf(file); row >= 0) {
        removeFile(row);
    }
}

void VerdictModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_files.empty()) {
        Q_EMIT dataChanged(index(0, VerifiedColumn), index(rowCount() - 1, VerifiedColumn));
    }
}

const VerdictNode *VerdictModel::node(const QModelIndex &index) const
{
    return index.isValid() ? nodeAt(index) : nullptr;
}

QModelIndex VerdictModel::indexOf(const Path &file) const
{
    const int row = rowOf(file);
    return row < 0 ? QModelIndex() : index(row, 0);
}

int VerdictModel::jobCount() const
{
    return int(std::count_if(m_files.begin(), m_files.end(), [](const auto &file) { return file->job; }));
}

QList<const VerdictFile *> VerdictModel::files() const
{
    QList<const VerdictFile *> files;
    for (const auto &file : m_files) {
        files.append(file.get());
    }
    return files;
}

QModelIndex VerdictModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column,
                       parent.isValid() ? nodeAt(parent)->children.at(size_t(row)).get()
                                        : static_cast<VerdictNode *>(m_files.at(size_t(row)).get()));
}

QModelIndex VerdictModel::parent(const QModelIndex &child) const
{
    VerdictNode *above = child.isValid() ? nodeAt(child)->parent : nullptr;
    return above ? createIndex(above->row, 0, above) : QModelIndex();
}

int VerdictModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_files.size());
    }
    return parent.column() == NameColumn ? int(nodeAt(parent)->children.size()) : 0;
}

int VerdictModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool VerdictModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return !m_files.empty();
    }
    return parent.column() == NameColumn && litekeeper::hasChildren(*nodeAt(parent));
}

bool VerdictModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && !nodeAt(parent)->isFetched && hasChildren(parent);
}

void VerdictModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent)) {
        return;
    }
    VerdictNode &node = *nodeAt(parent);
    VerdictNode::Children children = makeChildren(node);
    node.isFetched = true;
    beginInsertRows(parent, 0, int(children.size()) - 1);
    node.children = std::move(children);
    endInsertRows();
}

QVariant VerdictModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return headerData(index.column(), Qt::Horizontal, role);
    }
    return verdictCell(*nodeAt(index), Column(index.column()), role, m_now);
}

QVariant VerdictModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = section == SizeColumn || section == RowsColumn;
        return int((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::DisplayRole) {
        const QStringList names{tr("Name"), tr("Verdict"), tr("Size"),
                                tr("Rows"), tr("Proof"),   tr("Verified")};
        return names.value(section);
    }
    return {};
}

int VerdictModel::rowOf(const Path &file) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(),
                                    [&file](const auto &each) { return each->file == file; });
    return found == m_files.end() ? -1 : int(found - m_files.begin());
}

int VerdictModel::rowOfJob(const QUuid &jobId) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(), [&jobId](const auto &each) {
        return each->job && each->job->id == jobId;
    });
    return found == m_files.end() ? -1 : int(found - m_files.begin());
}

int VerdictModel::insertFile(int row, const Path &file)
{
    beginInsertRows({}, row, row);
    m_files.insert(m_files.begin() + row, std::make_unique<VerdictFile>(file));
    renumber();
    endInsertRows();
    return row;
}

void VerdictModel::removeFile(int row)
{
    beginRemoveRows({}, row, row);
    m_files.erase(m_files.begin() + row);
    renumber();
    endRemoveRows();
}

void VerdictModel::forgetChildren(int row)
{
    VerdictFile &file = *m_files.at(size_t(row));
    if (file.children.empty()) {
        return;
    }
    beginRemoveRows(index(row, 0), 0, int(file.children.size()) - 1);
    file.children.clear();
    file.verdict.reset(); // whoever looks now finds nothing to make children of
    endRemoveRows();
}

void VerdictModel::changed(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void VerdictModel::renumber()
{
    for (size_t row = 0; row < m_files.size(); ++row) {
        m_files.at(row)->row = int(row);
    }
}

} // namespace litekeeper

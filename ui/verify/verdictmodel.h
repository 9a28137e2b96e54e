// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/verify/verdictnode.h"

#include <QAbstractItemModel>

namespace litekeeper {

/// Files, what is in them and their tables, with a verdict each. One row for a file: its newest verdict, or
/// how far the verification is. The file that was verified last is on top; what waits stands in the order in
/// which it will be done.
class VerdictModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        VerdictColumn,
        SizeColumn,
        RowsColumn,
        ProofColumn,
        VerifiedColumn,
        ColumnCount
    };

    explicit VerdictModel(QObject *parent = nullptr);
    ~VerdictModel() override;

    /// What the catalogue knows. Rows that are there and not in the list stay, since their verdicts may be on
    /// their way to the catalogue.
    void addVerdicts(const QList<FileVerdict> &newestFirst);
    void putVerdict(const FileVerdict &verdict); ///< also ends the job of this id
    void putJob(const Path &file, const VerdictJob &job);
    void setProgress(const QUuid &jobId, const Progress &progress);
    void endJob(const QUuid &jobId); ///< without a verdict: a file that never had one goes
    void remove(const Path &file);
    void setNow(const QDateTime &now);

    [[nodiscard]] const VerdictNode *node(const QModelIndex &index) const; ///< null for an invalid one
    [[nodiscard]] QModelIndex indexOf(const Path &file) const;             ///< invalid if it is not listed
    [[nodiscard]] int jobCount() const;
    [[nodiscard]] QList<const VerdictFile *> files() const; ///< from top to bottom

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// A file has other contents. Views remember which rows have children, so they have to lay them out anew.
    void contentsChanged();

private:
    [[nodiscard]] int rowOf(const Path &file) const;
    [[nodiscard]] int rowOfJob(const QUuid &jobId) const;
    int insertFile(int row, const Path &file);
    void removeFile(int row);
    void forgetChildren(int row);
    void changed(int row);
    void renumber();

    std::vector<std::unique_ptr<VerdictFile>> m_files;
    QDateTime m_now;
};

} // namespace litekeeper

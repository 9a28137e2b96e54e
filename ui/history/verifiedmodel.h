// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"
#include "ui/common/cellroles.h"
#include "ui/common/rowsmodel.h"

namespace litekeeper {

struct VerifiedRow
{
    FileVerdict verdict;

    [[nodiscard]] QUuid id() const { return verdict.id; }
    bool operator==(const VerifiedRow &other) const
    {
        return id() == other.id() && verdict.verifiedAt == other.verdict.verifiedAt;
    }
};

/// Every verification of a file, also older ones of the same file: a row each, the newest first.
class VerifiedModel : public RowsModel<VerifiedRow>
{
    Q_OBJECT

public:
    enum Column {
        VerifiedColumn,
        VerdictColumn,
        FileColumn,
        SizeColumn,
        DatabasesColumn,
        LevelColumn,
        ColumnCount
    };
    enum Role {
        VerdictIdRole = UserCellRole, ///< QUuid
        FileRole,                     ///< QString, displayPath() of the file
        StateRole,                    ///< int, a Verdict
    };

    explicit VerifiedModel(QObject *parent = nullptr);

    void setVerdicts(const QList<FileVerdict> &newestFirst);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const FileVerdict &verdict, int column);
    [[nodiscard]] static QString detail(const FileVerdict &verdict, int column);
    [[nodiscard]] static QString toolTip(const FileVerdict &verdict, int column);
    [[nodiscard]] static QVariant sortKey(const FileVerdict &verdict, int column);
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/common/cellroles.h"
#include "ui/common/rowsmodel.h"

#include <QHash>

namespace litekeeper {

struct BackupRow
{
    Backup backup;

    [[nodiscard]] QUuid id() const { return backup.id; }
    bool operator==(const BackupRow &other) const;
};

/// All backups that the catalogue knows, newest first. Values only: whether a file is still there and how far
/// a verification is are told to it; ages are as of setNow().
class BackupModel : public RowsModel<BackupRow>
{
    Q_OBJECT

public:
    enum Column {
        CreatedColumn,
        DatabaseColumn,
        FileColumn,
        FormatColumn,
        SizeColumn,
        ProofColumn,
        Sha256Column,
        ColumnCount
    };
    enum Role {
        BackupIdRole = UserCellRole, ///< QUuid
        SourceRole,                  ///< QString, displayPath() of the source
        StateRole,                   ///< int, a ProofLevel or goneState
    };
    static constexpr int goneState = -1; ///< the file is missing or cannot be reached

    explicit BackupModel(QObject *parent = nullptr);

    void setBackups(const QList<Backup> &newestFirst);
    void setPresence(const QUuid &id, FilePresence presence);
    void setVerified(const QUuid &id,
                     std::optional<double> share); ///< from 0 to 1; empty: no verification runs
    void setNow(const QDateTime &now);

    [[nodiscard]] FilePresence presence(const QUuid &id) const { return m_presence.value(id); }
    /// The newest proven backup of a source is the one to think twice about before it is deleted.
    [[nodiscard]] bool isNewestProven(const QUuid &id) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool gone(const Backup &backup) const;
    [[nodiscard]] QString text(const Backup &backup, int column) const;
    [[nodiscard]] QString fileText(const Backup &backup) const;
    [[nodiscard]] QString detail(const Backup &backup, int column) const;
    [[nodiscard]] QString proofDetail(const Backup &backup) const;
    [[nodiscard]] QString toolTip(const Backup &backup, int column) const;
    [[nodiscard]] static QString proofToolTip(const Backup &backup);
    [[nodiscard]] QString fileToolTip(const Backup &backup) const;
    [[nodiscard]] QVariant status(const Backup &backup, int column) const;
    [[nodiscard]] QVariant sortKey(const Backup &backup, int column) const;
    [[nodiscard]] QVariant value(const Backup &backup, int role) const;

    QHash<QUuid, FilePresence> m_presence;
    QHash<QUuid, double> m_verified;
    QDateTime m_now;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"
#include "service/catalogueservice.h"
#include "service/placeservice.h"
#include "ui/common/cellroles.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace litekeeper {

/// Databases that were found, with what their last backup left and how a running one goes. Values only.
class DatabaseModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        DatabaseColumn,
        LastBackupColumn,
        SizeColumn,
        ModifiedColumn,
        ApplicationColumn,
        JournalColumn,
        WalColumn,
        PageSizeColumn,
        ColumnCount
    };
    enum Role {
        PathRole = UserCellRole, ///< QByteArray, the bytes of the path
        RunningRole,             ///< bool
        NetworkRole,             ///< bool: on a share
    };

    explicit DatabaseModel(QObject *parent = nullptr);

    /// Adds what is new, brings up to date what is known.
    void put(const QList<DatabaseFacts> &databases);
    /// Rows for which `below` holds and that no put() names until finishSearch() are gone from the disk.
    void beginSearch(const std::function<bool(const Path &)> &below);
    /// Takes the rows away that the search did not find again, unless it was stopped before its end.
    void finishSearch(bool stopped);

    void setKnown(const QList<KnownDatabase> &known);
    void setBackup(const Path &source, const Backup &backup);
    /// Progress of the running backup of `source`; nothing when it ended.
    void setProgress(const Path &source, const std::optional<Progress> &progress);
    /// Where files lie, so that those on shares are told from the others.
    void setPlaces(const QList<PlaceEntry> &places);
    void setNow(const QDateTime &now);

    [[nodiscard]] std::optional<DatabaseFacts> facts(const Path &path) const;
    [[nodiscard]] std::optional<Backup> newestBackup(const Path &path) const;
    /// The share that the file is on; nothing for local files.
    [[nodiscard]] std::optional<SearchPlace> shareOf(const Path &path) const;
    [[nodiscard]] QModelIndex indexOf(const Path &path) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        DatabaseFacts facts;
        std::optional<Progress> progress;
        bool stale = false; ///< not found again by the search that runs
    };

    void append(const QList<DatabaseFacts> &databases);
    void changed(int row, int firstColumn, int lastColumn);
    [[nodiscard]] int rowOf(const Path &path) const;
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QString detail(const Row &row, int column) const;
    [[nodiscard]] QString toolTip(const Row &row, int column) const;
    [[nodiscard]] QVariant sortKey(const Row &row, int column) const;
    [[nodiscard]] QVariant status(const Row &row, int column) const;

    QList<Row> m_rows;
    QHash<QByteArray, int> m_rowOf;
    QHash<QByteArray, Backup> m_backups; ///< the newest one of each source, found or not
    QList<SearchPlace> m_places;         ///< the ones deepest in the tree come first
    QDateTime m_now;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/cellroles.h"
#include "ui/databases/place.h"

#include <QAbstractListModel>

namespace litekeeper {

/// The places to look for databases in, in the order: known, home, volumes, shares, added folders, dropped.
class PlaceModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = UserCellRole, ///< int, a Place::Kind
    };

    explicit PlaceModel(QObject *parent = nullptr);

    /// Inserts the place behind those of its kind, or replaces the one with the same kind and roots (for
    /// Known and Dropped: the one of that kind). Returns its row.
    int put(const Place &place);
    /// Takes volumes and shares away that are not among `places` any more.
    void keepOnly(const QList<Place> &places);
    void remove(int row);
    [[nodiscard]] const Place &at(int row) const { return m_places.at(row); }
    [[nodiscard]] int rowOf(Place::Kind kind) const;   ///< the first of that kind, or -1
    [[nodiscard]] int rowOf(const Place &place) const; ///< with its kind and roots, or -1

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Place> m_places;
};

} // namespace litekeeper

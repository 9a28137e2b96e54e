// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// What a search through all tables has found so far, in the order in which it lies there.
class SearchHitsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TableColumn, ColumnColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(const QList<SearchHit> &hits);
    [[nodiscard]] const SearchHit *hit(int row) const; ///< null: there is no such row

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<SearchHit> m_hits;
};

} // namespace litekeeper

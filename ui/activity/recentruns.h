// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QSortFilterProxyModel>
#include <QUuid>

namespace litekeeper {

/// The runs of a RunModel without those that are shown as cards, in the order of the model.
class RecentRuns : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setHidden(const QSet<QUuid> &runIds);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QSet<QUuid> m_hidden;
};

} // namespace litekeeper

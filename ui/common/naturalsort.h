// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace litekeeper {

/// Sorts by SortRole as people read: in the order of their language, whatever the case, and "job 2" before
/// "job 10".
class NaturalSort : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit NaturalSort(QObject *parent = nullptr);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QCollator m_collator;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace litekeeper {

/// What a person looks for in the history. Empty parts let everything through.
struct HistoryWish
{
    QString text;                        ///< words, each of which must occur in SearchRole
    QString source;                      ///< displayPath() of a database
    std::optional<int> state;            ///< an outcome or a level of proof
    std::optional<TimeRange> range = {}; ///< of the SortRole of the first column

    bool operator==(const HistoryWish &) const = default;
};

/// Filters and sorts backups or runs. `sourceRole` and `stateRole` are the roles of the model below it.
class HistoryFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    HistoryFilter(int sourceRole, int stateRole, QObject *parent = nullptr);

    void setWish(const HistoryWish &wish);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    int m_sourceRole;
    int m_stateRole;
    HistoryWish m_wish;
    QStringList m_words;
};

} // namespace litekeeper

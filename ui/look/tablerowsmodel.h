// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

namespace litekeeper {

/// The rows of one table. Without a filter it has all of them, and holds those that were looked at last: what
/// is shown and not there yet is asked for by a signal, so that millions can be scrolled through. With a
/// filter it has the matches that were found so far.
class TableRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int blockRows = 200;
    static constexpr int mostBlocks = 60;       ///< that are held
    static constexpr int mostMatches = 20'000;  ///< of a filter
    static constexpr int mostRows = 50'000'000; ///< a view cannot show more

    explicit TableRowsModel(QObject *parent = nullptr);

    void setTable(const TableOutline &table); ///< without rows yet; asks for the first ones
    void clear();
    /// `column`: of the outline, -1: any. An empty text shows all rows again.
    void setFilter(const QString &text, int column);
    /// False: nobody asked for it, or not any more, and it is passed over.
    bool takePage(const RowPage &page);
    void takeCount(const RowCount &count);
    void stopSearching(); ///< the filter keeps what it has found

    [[nodiscard]] bool isWaiting() const { return m_awaited != 0; } ///< for rows
    [[nodiscard]] bool isCounted() const { return m_isCounted; }    ///< rowCount() is final
    [[nodiscard]] bool isFiltered() const { return !m_filter.isEmpty(); }
    [[nodiscard]] bool isWholeSearch() const { return isFiltered() && !m_next; }
    [[nodiscard]] bool hasRows(int row) const; ///< its values are there
    [[nodiscard]] int blocks() const { return int(m_blocks.size()); }
    [[nodiscard]] const TableOutline &table() const { return m_table; }
    [[nodiscard]] const QString &filter() const { return m_filter; }
    [[nodiscard]] int filterColumn() const { return m_filterColumn; }
    /// Null: it is not there (yet).
    [[nodiscard]] const CellValue *cell(const QModelIndex &index) const;
    [[nodiscard]] std::optional<ValuePlace> place(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void rowsWanted(const litekeeper::RowsWish &wish);

private:
    struct Block
    {
        QList<QList<CellValue>> rows;
        QList<qint64> keys;
        bool isDone = false; ///< there is nothing more to come
    };

    void begin();
    void want(int block) const;
    void askNext();
    void askForMatches();
    void setRowCount(qint64 rows);
    void takeMatches(const RowPage &page);
    void takeBlock(const RowPage &page);
    void forgetOldest();

    TableOutline m_table;
    QString m_filter;
    int m_filterColumn = -1;
    int m_rowCount = 0;
    bool m_isCounted = true;
    mutable QHash<int, Block> m_blocks; ///< by their number; with a filter only number 0, of all matches
    mutable QList<int> m_recent;        ///< blocks, those that were looked at last in front
    mutable QList<int> m_wanted;        ///< likewise, that are not there
    mutable QTimer m_ask;               ///< painting asks for many cells at once
    std::optional<qint64> m_next;       ///< where the filter goes on
    int m_goal = 0;                     ///< so many matches are looked for
    qint64 m_serial = 0;
    qint64 m_awaited = 0; ///< serial of the page that is to come; 0: none
};

} // namespace litekeeper

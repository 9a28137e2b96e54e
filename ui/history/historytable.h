// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyfilter.h"

#include <QStackedWidget>
#include <QUuid>

class QAction;
class QVBoxLayout;

namespace litekeeper {

class EmptyState;
class TableView;

/// One side of the history: a filtered table over the details of its selected row, and in their place what to
/// do while there is nothing to show.
class HistoryTable : public QStackedWidget
{
    Q_OBJECT

public:
    /// The roles of `model`: the id of a row, its database and its state.
    struct Roles
    {
        int id;
        int source;
        int state;
    };

    HistoryTable(QAbstractItemModel *model, Roles roles, QWidget *details, QWidget *parent = nullptr);

    void setEmptyState(EmptyState *state);
    void addToolBar(QWidget *toolBar); ///< between table and details
    void setWish(const HistoryWish &wish);
    void setLoaded(); ///< from now on, no rows means that there are none

    [[nodiscard]] TableView &view() const { return *m_view; }
    [[nodiscard]] QUuid currentId() const;
    void select(const QUuid &id);

Q_SIGNALS:
    void currentChanged();
    void clearWishesRequested();

protected:
    /// How many characters the language needs for a date and time; some of them are narrower than a digit.
    [[nodiscard]] static int dateWidth();

private:
    [[nodiscard]] QWidget *makeContent(QWidget *details);
    [[nodiscard]] QWidget *makeNothingFound();
    [[nodiscard]] QWidget *wantedSide() const;
    void showState();

    Roles m_roles;
    HistoryFilter *m_filter;
    TableView *m_view;
    QVBoxLayout *m_below = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_nothingFound = nullptr;
    bool m_loaded = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace litekeeper {

class DatabaseLook;
class EmptyState;
class QuietLabel;
class SearchHitsModel;
class TableView;

/// Searches all tables of a database for a text, a moment at a time, and lists what it finds while it goes
/// on.
class SearchPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostHits = 1000;

    /// `look` outlives it.
    explicit SearchPane(DatabaseLook &look, QWidget *parent = nullptr);

    void setTables(const QList<TableOutline> &tables) { m_tables = tables; }
    void search(const QString &text); ///< in place of what goes on
    void stop();                      ///< what was found stays
    [[nodiscard]] int hits() const;
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void hitsChanged();
    void hitChosen(const litekeeper::SearchHit &hit);

private:
    void take(const SearchPart &part);
    void ask();
    void choose(const QModelIndex &index);
    void showState();

    DatabaseLook &m_look;
    SearchHitsModel *m_model;
    TableView *m_view;
    EmptyState *m_hint;
    QStackedWidget *m_stack;
    QuietLabel *m_count;
    QPushButton *m_stop;
    QList<TableOutline> m_tables;
    QString m_text;
    TextPlace m_place;
    qint64 m_rows = 0; ///< that were looked at
    int m_stale = 0;   ///< so many answers belong to an earlier search
    int m_due = 0;     ///< so many answers are to come
    QString m_problem; ///< the last one
    bool m_isRunning = false;
    bool m_wasStopped = false;
};

} // namespace litekeeper

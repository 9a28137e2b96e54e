// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QWidget>

class QStackedWidget;

namespace litekeeper {

class DatabaseLook;
class EmptyState;
class MessageArea;
class Questions;
class RowActions;
class RowFilter;
class RowTable;
class RowsFoot;
class TableRowsModel;
class TaskRunner;

/// The rows of one table: scrolled through, filtered, copied, and taken out to files.
class RowsPane : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    RowsPane(DatabaseLook &look, TaskRunner &runner, QWidget *parent = nullptr);
    ~RowsPane() override;

    void setQuestions(Questions &questions);
    void show(const TableOutline &table);
    void showRow(qint64 key, const QString &column); ///< of the table that is shown
    void fail(const QString &sentence);              ///< nothing more comes; what was read stays readable

private:
    void watchModel();
    void applyFilter();
    void takePage(const RowPage &page);
    void takeCount(const RowCount &count);
    void goTo(qint64 position);
    void showState();
    [[nodiscard]] QString countSentence() const;

    DatabaseLook &m_look;
    TableRowsModel *m_model;
    MessageArea *m_messages;
    RowFilter *m_filter;
    RowTable *m_rows;
    EmptyState *m_hint;
    QStackedWidget *m_stack;
    RowActions *m_actions = nullptr;
    RowsFoot *m_foot = nullptr;
    QString m_wantedColumn; ///< of the row that is looked for
    bool m_isFitted = false;
    bool m_hasFailed = false;
};

} // namespace litekeeper

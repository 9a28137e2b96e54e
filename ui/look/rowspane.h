// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace litekeeper {

class DatabaseLook;
class EmptyState;
class MessageArea;
class Questions;
class QuietLabel;
class RowTable;
class TableRowsModel;
class TaskRunner;
class ValueTaking;

/// The rows of one table: scrolled through, filtered, copied, and taken out to files.
class RowsPane : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    RowsPane(DatabaseLook &look, TaskRunner &runner, QWidget *parent = nullptr);
    ~RowsPane() override;

    void setQuestions(Questions &questions) { m_questions = &questions; }
    void show(const TableOutline &table);
    void showRow(qint64 key, const QString &column); ///< of the table that is shown
    void fail(const QString &sentence);              ///< nothing more comes; what was read stays readable

private:
    [[nodiscard]] QWidget *makeFilter();
    [[nodiscard]] QWidget *makeFoot();
    void makeActions();
    void watchModel();
    void watchTaking();
    void applyFilter();
    void takePage(const RowPage &page);
    void takeCount(const RowCount &count);
    void goTo(qint64 position);
    void showState();
    void showActions();
    void showMenu(const QPoint &position);
    void copyWhole();
    void saveValue();
    void exportRows();
    [[nodiscard]] QString countSentence() const;

    DatabaseLook &m_look;
    TableRowsModel *m_model;
    ValueTaking *m_taking;
    MessageArea *m_messages;
    Questions *m_questions;
    QLineEdit *m_filter;
    QComboBox *m_column;
    RowTable *m_rows;
    EmptyState *m_hint;
    QStackedWidget *m_stack;
    QuietLabel *m_count;
    QLabel *m_problem;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QAction *m_copyWhole = nullptr;
    QAction *m_save = nullptr;
    QAction *m_export = nullptr;
    QTimer m_typing;
    QString m_wantedColumn; ///< of the row that is looked for
    bool m_isFitted = false;
    bool m_hasFailed = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QAction;
class QPoint;
class QWidget;

namespace litekeeper {

class DatabaseLook;
class MessageArea;
class Questions;
class RowTable;
class TableRowsModel;
class TaskRunner;
class ValueTaking;

/// What can be taken out of the rows that are shown: the value of the current cell, as a copy or a file, and
/// the rows as a file. In the menu of the cells too.
class RowActions : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. The actions belong to the parent's window, with their keys.
    RowActions(DatabaseLook &look, TaskRunner &runner, TableRowsModel &model, RowTable &rows,
               MessageArea &messages, QWidget *parent);
    ~RowActions() override;

    void setQuestions(Questions &questions) { m_questions = &questions; }
    void update();       ///< the cell or the table is another one
    void clearMessage(); ///< of what was taken before
    void cancel();
    void giveUp(); ///< nothing more comes

    [[nodiscard]] QList<QAction *> all() const { return {m_copyWhole, m_save, m_export}; }
    [[nodiscard]] bool isTaking() const;

Q_SIGNALS:
    void takingChanged();
    void progressed(qint64 bytes, qint64 bytesTotal); ///< total -1: not known

private:
    void makeActions(QWidget &window);
    void watchTaking();
    void showMenu(const QPoint &position);
    void copyWhole();
    void saveValue();
    void exportRows();
    [[nodiscard]] bool mayTake();

    TableRowsModel &m_model;
    RowTable &m_rows;
    MessageArea &m_messages;
    Questions *m_questions;
    ValueTaking *m_taking;
    QAction *m_copyWhole = nullptr;
    QAction *m_save = nullptr;
    QAction *m_export = nullptr;
    bool m_hasGivenUp = false;
};

} // namespace litekeeper

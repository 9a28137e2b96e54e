// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "domain/database.h"
#include "domain/tablecontent.h"

#include <QDialog>

#include <memory>

class QLabel;
class QStackedWidget;

namespace litekeeper {

class DatabaseLook;
class EmptyState;
class LookMessage;
class RowTable;
class TableOutlineModel;
class TableRowsModel;
class TableView;

/// A window that shows the tables of a verified database and their rows, for reading only. Rows are fetched
/// while somebody scrolls.
class LookInside : public QDialog
{
    Q_OBJECT

public:
    struct Wish
    {
        Path file;                       ///< archive, folder, or the database itself
        Path database;                   ///< as DatabaseVerdict::path calls it
        QByteArray password = {};        ///< of encrypted entries
        QString table = {};              ///< to begin with; empty: the first one
        QList<TableSummary> tables = {}; ///< whose rows the verification has counted
    };

    LookInside(std::unique_ptr<DatabaseLook> look, const Wish &wish, QWidget *parent = nullptr);
    ~LookInside() override;

private:
    [[nodiscard]] QWidget *makeTables();
    [[nodiscard]] QWidget *makeRows();
    void showTables(QList<TableOutline> tables);
    void showTable(int row);
    void takePage(const RowPage &page);
    void showCount();
    void fail(const QString &sentence);

    std::unique_ptr<DatabaseLook> m_look;
    QList<TableSummary> m_counted;
    QString m_begin; ///< the table to begin with
    TableOutlineModel *m_outline;
    TableRowsModel *m_model;
    QStackedWidget *m_stack; ///< the one sentence, or the tables
    LookMessage *m_message;
    TableView *m_tables;
    QStackedWidget *m_right; ///< the one sentence, or the rows
    EmptyState *m_hint;
    RowTable *m_rows;
    QLabel *m_count;
    QLabel *m_problem;
    qint64 m_expected = -1; ///< rows of the table
    bool m_hasFailed = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "domain/database.h"
#include "domain/tablecontent.h"

#include <QDialog>

#include <memory>

class QButtonGroup;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace litekeeper {

class DatabaseLook;
class LookMessage;
class NetworkAccess;
class Questions;
class RowsPane;
class SearchPane;
class SqlText;
class TableOutlineModel;
class TableView;
class TaskRunner;

/// A window that shows the tables of a database and their rows, for reading only: it works on a copy, in a
/// process of its own. Rows are fetched while somebody scrolls.
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
        /// Set: `file` is a backup of ours or a database that may be live; a snapshot is looked into.
        const NetworkAccess *network = nullptr;
    };

    /// `runner` outlives it.
    LookInside(std::unique_ptr<DatabaseLook> look, TaskRunner &runner, const Wish &wish,
               QWidget *parent = nullptr);
    ~LookInside() override;

    /// Who answers in place of the person at the window.
    void setQuestions(Questions &questions);

private:
    enum Side { RowsSide, DefinitionSide, FoundSide };

    [[nodiscard]] QWidget *makeTables();
    [[nodiscard]] QWidget *makeContent();
    void addSide(Side side, const QString &text, const QString &objectName, QWidget *content);
    void watch(const Wish &wish);
    void showTables(QList<TableOutline> tables);
    void showTable(int row);
    void showSide(Side side);
    void showHit(const SearchHit &hit);
    void startSearch();
    void fail(const QString &sentence);

    std::unique_ptr<DatabaseLook> m_look;
    QList<TableSummary> m_counted;
    QString m_begin; ///< the table to begin with
    TableOutlineModel *m_outline;
    QStackedWidget *m_stack; ///< the one sentence, or the tables
    LookMessage *m_message;
    TableView *m_tables = nullptr;
    QLineEdit *m_searchText = nullptr;
    QButtonGroup *m_sides;
    QStackedWidget *m_content;
    RowsPane *m_rows;
    SqlText *m_definition;
    SearchPane *m_search;
};

} // namespace litekeeper

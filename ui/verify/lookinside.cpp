// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/lookinside.h"

#include "service/databaselook.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/rowtable.h"
#include "ui/common/tableview.h"
#include "ui/verify/lookmessage.h"
#include "ui/verify/tableoutlinemodel.h"
#include "ui/verify/tablerowsmodel.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

LookInside::LookInside(std::unique_ptr<DatabaseLook> look, const Wish &wish, QWidget *parent)
    : QDialog(parent)
    , m_look(std::move(look))
    , m_counted(wish.tables)
    , m_begin(wish.table)
    , m_outline(new TableOutlineModel(this))
    , m_model(new TableRowsModel(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new LookMessage(this))
{
    setObjectName(QStringLiteral("lookInside"));
    setWindowTitle(tr("Inside %1").arg(displayPath(wish.database)));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(980, 620);

    auto *content = new QuietSplitter(Qt::Horizontal, this);
    content->addWidget(makeTables());
    content->addWidget(makeRows());
    content->setStretchFactor(1, 1);
    content->setSizes({260, 720});
    m_stack->addWidget(m_message);
    m_stack->addWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_look.get(), &DatabaseLook::progressed, m_message, &LookMessage::setProgress);
    connect(m_look.get(), &DatabaseLook::passwordWanted, m_message, &LookMessage::askForPassword);
    connect(m_message, &LookMessage::passwordGiven, this,
            [this, file = wish.file, database = wish.database](const QByteArray &password) {
                m_message->begin();
                m_look->open(file, database, password);
            });
    connect(m_look.get(), &DatabaseLook::opened, this, &LookInside::showTables);
    connect(m_look.get(), &DatabaseLook::rowsArrived, this, &LookInside::takePage);
    connect(m_look.get(), &DatabaseLook::failed, this, &LookInside::fail);
    connect(m_model, &TableRowsModel::pageWanted, m_look.get(), &DatabaseLook::fetchRows);
    m_look->open(wish.file, wish.database, wish.password);
}

LookInside::~LookInside() = default;

QWidget *LookInside::makeTables()
{
    m_tables = new TableView(this);
    m_tables->setObjectName(QStringLiteral("lookTables"));
    m_tables->setAccessibleName(tr("Tables of the database"));
    m_tables->setSortingEnabled(false);
    m_tables->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tables->setModel(m_outline);
    m_tables->header()->setStretchLastSection(false);
    m_tables->header()->setSectionResizeMode(TableOutlineModel::NameColumn, QHeaderView::Stretch);
    m_tables->header()->setSectionResizeMode(TableOutlineModel::RowsColumn, QHeaderView::ResizeToContents);
    connect(m_tables->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showTable(current.row()); });
    return m_tables;
}

QWidget *LookInside::makeRows()
{
    m_rows = new RowTable(this);
    m_rows->setObjectName(QStringLiteral("lookRows"));
    m_rows->setAccessibleName(tr("Rows of the table"));
    m_rows->setModel(m_model);

    m_count = new QuietLabel(this);
    m_count->setObjectName(QStringLiteral("lookCount"));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("lookProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 6, 12, 6);
    foot->setSpacing(4);
    foot->addWidget(m_problem);
    foot->addWidget(m_count);

    m_hint = new EmptyState(QStringLiteral("file-database"), QString(), QString(), this);
    m_hint->setObjectName(QStringLiteral("lookHint"));
    m_right = new QStackedWidget(this);
    m_right->addWidget(m_hint);
    m_right->addWidget(m_rows);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_right, 1);
    layout->addLayout(foot);
    return side;
}

void LookInside::showTables(QList<TableOutline> tables)
{
    for (TableOutline &table : tables) {
        const auto counted
            = std::find_if(m_counted.cbegin(), m_counted.cend(),
                           [&](const TableSummary &summary) { return summary.name == table.name; });
        if (table.rows < 0 && table.kind == TableOutline::Kind::Table && counted != m_counted.cend()) {
            table.rows = counted->rows;
        }
    }
    if (tables.isEmpty()) {
        m_message->say(tr("There is no table in it"),
                       tr("The database is empty: nothing can be restored from it."));
        return;
    }
    m_outline->setTables(tables);
    m_stack->setCurrentIndex(1);
    const auto begin = std::find_if(tables.cbegin(), tables.cend(),
                                    [this](const TableOutline &table) { return table.name == m_begin; });
    m_tables->setCurrentIndex(m_outline->index(begin == tables.cend() ? 0 : int(begin - tables.cbegin()), 0));
    m_tables->setFocus();
}

void LookInside::showTable(int row)
{
    const TableOutline *table = m_outline->table(row);
    m_problem->hide();
    if (!table || table->kind != TableOutline::Kind::Table) {
        m_model->clear();
        m_count->clear();
        m_hint->setTexts(
            table && table->kind == TableOutline::Kind::View ? tr("A view is not run")
                                                             : tr("A virtual table is not run"),
            tr("It could make this program do what whoever made the file likes. The rows it is made of are "
               "in the tables."));
        m_right->setCurrentWidget(m_hint);
        return;
    }
    m_expected = table->rows;
    m_right->setCurrentWidget(m_rows);
    m_rows->setAccessibleName(tr("Rows of the table %1").arg(table->name));
    m_model->setTable(*table);
    m_model->fetchMore({});
    showCount();
}

void LookInside::takePage(const RowPage &page)
{
    const bool isFirst = m_model->rowCount() == 0;
    if (!m_model->addPage(page)) {
        return; // somebody has gone on to another table
    }
    if (isFirst && m_model->rowCount() > 0) {
        m_rows->fitColumns();
    }
    if (!page.problem.isEmpty()) {
        m_problem->setText(page.problem);
        m_problem->show();
    }
    if (page.rows.isEmpty()) {
        m_model->fetchMore({}); // behind what cannot be read; the view asks only after new rows
    }
    if (m_model->isWhole() && m_model->rowCount() == 0 && page.problem.isEmpty()) {
        m_hint->setTexts(tr("The table has no rows"), tr("It is there, with its columns, and empty."));
        m_right->setCurrentWidget(m_hint);
    }
    showCount();
}

void LookInside::showCount()
{
    const QString shown = countText(m_model->rowCount());
    if (m_hasFailed) {
        m_count->setText(tr("%1 rows were read").arg(shown));
    } else if (m_model->isWaiting() && m_model->rowCount() == 0) {
        m_count->setText(tr("Reading…"));
    } else if (m_model->isWhole()) {
        m_count->setText(m_model->rowCount() == 1 ? tr("1 row") : tr("%1 rows").arg(shown));
    } else if (m_expected >= 0) {
        m_count->setText(tr("The first %1 of %2 rows; scroll for more").arg(shown, countText(m_expected)));
    } else {
        m_count->setText(tr("The first %1 rows; scroll for more").arg(shown));
    }
}

void LookInside::fail(const QString &sentence)
{
    m_hasFailed = true;
    if (m_stack->currentIndex() == 0) {
        m_message->say(tr("It cannot be looked into"), sentence);
        return;
    }
    // What was read stays readable.
    m_problem->setText(sentence);
    m_problem->show();
    showCount();
}

} // namespace litekeeper

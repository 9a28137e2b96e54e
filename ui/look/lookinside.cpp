// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/lookinside.h"

#include "service/databaselook.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/sqltext.h"
#include "ui/common/tableview.h"
#include "ui/look/lookmessage.h"
#include "ui/look/rowspane.h"
#include "ui/look/searchpane.h"
#include "ui/look/tableoutlinemodel.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

/// The wished table, or else the first that has rows as far as is known: an empty one tells nothing.
int firstToShow(const QList<TableOutline> &tables, const QString &wished)
{
    const auto named = [&wished](const TableOutline &table) { return table.name == wished; };
    const auto mayHaveRows = [](const TableOutline &table) {
        return table.kind == TableOutline::Kind::Table && table.rows != 0;
    };
    auto first = std::find_if(tables.cbegin(), tables.cend(), named);
    if (first == tables.cend()) {
        first = std::find_if(tables.cbegin(), tables.cend(), mayHaveRows);
    }
    return first == tables.cend() ? 0 : int(first - tables.cbegin());
}

} // namespace

LookInside::LookInside(std::unique_ptr<DatabaseLook> look, TaskRunner &runner, const Wish &wish,
                       QWidget *parent)
    : QDialog(parent)
    , m_look(std::move(look))
    , m_counted(wish.tables)
    , m_begin(wish.table)
    , m_outline(new TableOutlineModel(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new LookMessage(this))
    , m_sides(new QButtonGroup(this))
    , m_content(new QStackedWidget(this))
    , m_rows(new RowsPane(*m_look, runner, this))
    , m_definition(new SqlText(this))
    , m_search(new SearchPane(*m_look, this))
{
    setObjectName(QStringLiteral("lookInside"));
    setWindowTitle(tr("Inside %1").arg(displayPath(wish.network ? wish.file.filename() : wish.database)));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1040, 660);

    auto *split = new QuietSplitter(Qt::Horizontal, this);
    split->addWidget(makeTables());
    split->addWidget(makeContent());
    split->setStretchFactor(1, 1);
    split->setSizes({260, 780});
    split->setChildrenCollapsible(false);
    m_stack->addWidget(m_message);
    m_stack->addWidget(split);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    watch(wish);
    if (wish.network) {
        m_look->openStill(wish.file, *wish.network);
    } else {
        m_look->open(wish.file, wish.database, wish.password);
    }
}

LookInside::~LookInside()
{
    // They ask it, and it goes before the widgets do.
    for (QWidget *pane : std::initializer_list<QWidget *>{m_rows, m_search}) {
        delete pane;
    }
}

void LookInside::setQuestions(Questions &questions)
{
    m_rows->setQuestions(questions);
}

void LookInside::watch(const Wish &wish)
{
    connect(m_look.get(), &DatabaseLook::progressed, m_message, &LookMessage::setProgress);
    connect(m_look.get(), &DatabaseLook::passwordWanted, m_message, &LookMessage::askForPassword);
    connect(m_message, &LookMessage::passwordGiven, this,
            [this, file = wish.file, database = wish.database](const QByteArray &password) {
                m_message->begin();
                m_look->open(file, database, password);
            });
    connect(m_look.get(), &DatabaseLook::opened, this, &LookInside::showTables);
    connect(m_look.get(), &DatabaseLook::failed, this, &LookInside::fail);
    connect(m_search, &SearchPane::hitChosen, this, &LookInside::showHit);
    connect(m_search, &SearchPane::hitsChanged, this, [this] {
        m_sides->button(FoundSide)->setText(
            m_search->hits() == 0 ? tr("Fo&und") : tr("Fo&und  %1").arg(countText(m_search->hits())));
    });
    connect(m_sides, &QButtonGroup::idClicked, m_content, &QStackedWidget::setCurrentIndex);
}

QWidget *LookInside::makeTables()
{
    auto *side = new QWidget(this);
    m_searchText = new QLineEdit(side);
    m_searchText->setObjectName(QStringLiteral("searchText"));
    m_searchText->setAccessibleName(tr("Search all tables for this text"));
    m_searchText->setPlaceholderText(tr("Search all tables"));
    m_searchText->setToolTip(tr("Search the texts and numbers of all tables (Ctrl+Shift+F, Return)"));
    m_searchText->setClearButtonEnabled(true);
    m_searchText->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(m_searchText, &QLineEdit::returnPressed, this, &LookInside::startSearch);
    auto *find = new QAction(tr("&Search all tables"), this);
    find->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    connect(find, &QAction::triggered, this, [this] { m_searchText->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);

    m_tables = new TableView(side);
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
    auto *field = new QHBoxLayout;
    field->setContentsMargins(8, 8, 8, 4);
    field->addWidget(m_searchText);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(field);
    layout->addWidget(m_tables, 1);
    side->setMinimumWidth(180);
    return side;
}

QWidget *LookInside::makeContent()
{
    auto *side = new QWidget(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 0);
    bar->setSpacing(8);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_content, 1);
    m_definition->setObjectName(QStringLiteral("lookDefinition"));
    m_definition->setAccessibleName(tr("The definition of the table"));
    addSide(RowsSide, tr("&Rows"), QStringLiteral("rowsSide"), m_rows);
    addSide(DefinitionSide, tr("&Definition"), QStringLiteral("definitionSide"), m_definition);
    addSide(FoundSide, tr("Fo&und"), QStringLiteral("foundSide"), m_search);
    const QList<QAbstractButton *> buttons = m_sides->buttons();
    for (QAbstractButton *button : buttons) {
        bar->addWidget(button);
    }
    bar->addStretch();
    showSide(RowsSide);
    return side;
}

void LookInside::addSide(Side side, const QString &text, const QString &objectName, QWidget *content)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    m_sides->addButton(button, side);
    m_content->addWidget(content);
}

void LookInside::showSide(Side side)
{
    m_sides->button(side)->setChecked(true);
    m_content->setCurrentIndex(side);
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
    m_search->setTables(tables);
    m_stack->setCurrentIndex(1);
    m_tables->setCurrentIndex(m_outline->index(firstToShow(tables, m_begin), 0));
    m_tables->setFocus();
}

void LookInside::showTable(int row)
{
    if (const TableOutline *table = m_outline->table(row)) {
        m_rows->show(*table);
        QStringList definitions = table->sql.split(QStringLiteral(";\n\n"));
        std::transform(definitions.begin(), definitions.end(), definitions.begin(), readableSql);
        m_definition->setSql(definitions.join(QStringLiteral(";\n\n")));
        if (m_content->currentIndex() == FoundSide) {
            showSide(RowsSide);
        }
    }
}

void LookInside::startSearch()
{
    showSide(FoundSide);
    m_search->search(m_searchText->text());
}

void LookInside::showHit(const SearchHit &hit)
{
    for (int row = 0; row < m_outline->rowCount(); ++row) {
        if (m_outline->table(row)->name == hit.table) {
            m_tables->setCurrentIndex(m_outline->index(row, 0));
            showSide(RowsSide);
            m_rows->showRow(hit.key, hit.column);
            return;
        }
    }
}

void LookInside::fail(const QString &sentence)
{
    if (m_stack->currentIndex() == 0) {
        m_message->say(tr("It cannot be looked into"), sentence);
        return;
    }
    m_search->stop();
    m_rows->fail(sentence); // what was read stays readable
}

} // namespace litekeeper

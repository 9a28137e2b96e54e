// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/rowspane.h"

#include "service/databaselook.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/messagearea.h"
#include "ui/common/rowtable.h"
#include "ui/look/rowactions.h"
#include "ui/look/rowfilter.h"
#include "ui/look/rowsfoot.h"
#include "ui/look/tablerowsmodel.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

RowsPane::RowsPane(DatabaseLook &look, TaskRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(new TableRowsModel(this))
    , m_messages(new MessageArea(this))
    , m_filter(new RowFilter(this))
    , m_rows(new RowTable(this))
    , m_hint(new EmptyState(QStringLiteral("file-database"), QString(), QString(), this))
    , m_stack(new QStackedWidget(this))
{
    m_rows->setObjectName(QStringLiteral("lookRows"));
    m_rows->setModel(m_model);
    m_hint->setObjectName(QStringLiteral("lookHint"));
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_rows);
    m_actions = new RowActions(look, runner, *m_model, *m_rows, *m_messages, this);
    m_foot = new RowsFoot(m_actions->all(), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_foot);
    watchModel();
}

RowsPane::~RowsPane() = default;

void RowsPane::setQuestions(Questions &questions)
{
    m_actions->setQuestions(questions);
}

void RowsPane::watchModel()
{
    connect(m_filter, &RowFilter::changed, this, &RowsPane::applyFilter);
    connect(m_model, &TableRowsModel::rowsWanted, &m_look, &DatabaseLook::fetchRows);
    connect(&m_look, &DatabaseLook::rowsArrived, this, &RowsPane::takePage);
    connect(&m_look, &DatabaseLook::rowsCounted, this, &RowsPane::takeCount);
    connect(&m_look, &DatabaseLook::rowFound, this, [this](const QString &table, qint64, qint64 position) {
        if (table == m_model->table().name && position >= 0) {
            goTo(position);
        }
    });
    connect(m_foot, &RowsFoot::cancelRequested, m_actions, &RowActions::cancel);
    connect(m_actions, &RowActions::progressed, m_foot, &RowsFoot::setTaken);
    connect(m_actions, &RowActions::takingChanged, this, [this] {
        m_foot->setTaking(m_actions->isTaking());
        showState();
    });
}

void RowsPane::show(const TableOutline &table)
{
    m_foot->clearProblem();
    m_actions->clearMessage();
    m_isFitted = false;
    m_filter->setTable(table);
    m_rows->setAccessibleName(tr("Rows of the table %1").arg(table.name));
    m_model->setTable(table);
    if (table.kind != TableOutline::Kind::Table) {
        m_hint->setTexts(table.kind == TableOutline::Kind::View ? tr("A view is not run")
                                                                : tr("A virtual table is not run"),
                         tr("It could make this program do what whoever made the file likes. The rows it is "
                            "made of are in the tables."));
    } else if (!m_model->isCounted()) {
        m_look.countRows(table.name);
    }
    showState();
    m_actions->update();
}

void RowsPane::applyFilter()
{
    m_foot->clearProblem();
    m_model->setFilter(m_filter->text(), m_filter->column());
    if (!m_model->isFiltered() && !m_model->isCounted()) {
        m_look.countRows(m_model->table().name);
    }
    showState();
    m_actions->update();
}

void RowsPane::takePage(const RowPage &page)
{
    if (!m_model->takePage(page)) {
        return; // somebody has gone on to something else
    }
    if (!m_isFitted && m_model->rowCount() > 0) {
        m_rows->fitColumns();
        m_isFitted = true;
    }
    if (!page.problem.isEmpty()) {
        m_foot->showProblem(page.problem);
    }
    showState();
    m_actions->update();
}

void RowsPane::takeCount(const RowCount &count)
{
    if (count.table != m_model->table().name || m_model->isFiltered()) {
        return;
    }
    m_model->takeCount(count);
    if (!count.problem.isEmpty()) {
        m_foot->showProblem(count.problem);
    }
    if (!count.isWhole) {
        m_look.countRows(count.table);
    }
    showState();
}

void RowsPane::showRow(qint64 key, const QString &column)
{
    m_wantedColumn = column;
    m_look.findRow(m_model->table().name, key);
}

void RowsPane::goTo(qint64 position)
{
    if (m_model->isFiltered()) {
        m_filter->clear();
        applyFilter();
    }
    if (position >= m_model->rowCount()) {
        m_model->takeCount({.table = m_model->table().name, .rows = position + 1});
    }
    const int column = std::max(0, int(m_model->table().columns.indexOf(m_wantedColumn)));
    const QModelIndex index
        = m_model->index(int(std::min<qint64>(position, m_model->rowCount() - 1)), column);
    m_stack->setCurrentWidget(m_rows);
    m_rows->setCurrentIndex(index);
    m_rows->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_rows->setFocus();
}

void RowsPane::fail(const QString &sentence)
{
    m_hasFailed = true;
    m_actions->giveUp();
    m_foot->showProblem(sentence);
    showState();
}

QString RowsPane::countSentence() const
{
    const int count = m_model->rowCount();
    const QString rows = count == 1 ? tr("1 row") : tr("%1 rows").arg(countText(count));
    if (m_hasFailed) {
        return tr("Nothing more can be read");
    }
    if (!m_model->isFiltered()) {
        return count == 0 && m_model->isWaiting() ? tr("Reading…")
            : m_model->isCounted()                ? rows
                                                  : tr("%1 counted so far…").arg(rows);
    }
    if (count >= TableRowsModel::mostMatches) {
        return tr("The first %1 that match; use a longer filter").arg(rows);
    }
    return m_model->isWholeSearch() ? tr("%1 of the table match").arg(rows)
        : m_model->isWaiting()      ? tr("%1 match so far…").arg(rows)
                                    : tr("The first %1 that match; scroll for more").arg(rows);
}

void RowsPane::showState()
{
    const bool isTable = m_model->table().kind == TableOutline::Kind::Table;
    const bool isEmpty = m_model->rowCount() == 0 && m_model->isCounted() && !m_model->isWaiting();
    if (isTable && isEmpty && !m_foot->hasProblem()) {
        if (m_model->isFiltered()) {
            m_hint->setTexts(tr("No row contains that"), tr("Use fewer letters, or another column."));
        } else {
            m_hint->setTexts(tr("The table has no rows"), tr("It is there, with its columns, and empty."));
        }
    }
    m_stack->setCurrentWidget(isTable && !(isEmpty && !m_foot->hasProblem()) ? static_cast<QWidget *>(m_rows)
                                                                             : m_hint);
    if (!m_actions->isTaking()) {
        m_foot->setCount(isTable ? countSentence() : QString());
    }
}

} // namespace litekeeper

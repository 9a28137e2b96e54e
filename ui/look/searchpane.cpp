// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/searchpane.h"

#include "service/databaselook.h"
#include "ui/common/celltext.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/tableview.h"
#include "ui/look/searchhitsmodel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

SearchPane::SearchPane(DatabaseLook &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(new SearchHitsModel(this))
    , m_view(new TableView(this))
    , m_hint(new EmptyState(QStringLiteral("search"), QString(), QString(), this))
    , m_stack(new QStackedWidget(this))
    , m_count(new QuietLabel(this))
    , m_stop(new QPushButton(tr("S&top"), this))
{
    m_view->setObjectName(QStringLiteral("searchHits"));
    m_view->setAccessibleName(tr("Where the text was found"));
    m_view->setSortingEnabled(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setModel(m_model);
    m_view->setColumnWidth(SearchHitsModel::TableColumn, 160);
    m_view->setColumnWidth(SearchHitsModel::ColumnColumn, 140);
    m_hint->setObjectName(QStringLiteral("searchHint"));
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_count->setWordWrap(true);
    m_stop->setObjectName(QStringLiteral("searchStop"));
    m_stop->setAccessibleName(tr("Stop the search"));
    m_stop->setAutoDefault(false);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_view);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 6, 8, 6);
    foot->addWidget(m_count, 1);
    foot->addWidget(m_stop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addLayout(foot);
    connect(m_stop, &QPushButton::clicked, this, &SearchPane::stop);
    connect(m_view, &QAbstractItemView::activated, this, &SearchPane::choose);
    connect(m_view, &QAbstractItemView::clicked, this, &SearchPane::choose);
    connect(&m_look, &DatabaseLook::searched, this, &SearchPane::take);
    showState();
}

int SearchPane::hits() const
{
    return m_model->rowCount();
}

void SearchPane::search(const QString &text)
{
    m_stale = m_due;
    m_text = text;
    m_place = {};
    m_rows = 0;
    m_problem.clear();
    m_wasStopped = false;
    m_model->clear();
    m_isRunning = !text.isEmpty();
    if (m_isRunning) {
        ask();
    }
    showState();
}

void SearchPane::ask()
{
    ++m_due;
    m_look.search(m_text, m_place, mostHits - hits());
}

void SearchPane::take(const SearchPart &part)
{
    --m_due;
    if (m_stale > 0) {
        --m_stale;
        return;
    }
    if (!m_isRunning) {
        return;
    }
    m_model->add(part.hits.mid(0, mostHits - hits()));
    m_rows += part.rows;
    if (!part.problem.isEmpty()) {
        m_problem = part.problem;
    }
    m_isRunning = part.next && hits() < mostHits;
    if (m_isRunning) {
        m_place = *part.next;
        ask();
    }
    showState();
}

void SearchPane::stop()
{
    m_wasStopped = m_isRunning;
    m_isRunning = false;
    m_stale = m_due;
    showState();
}

void SearchPane::choose(const QModelIndex &index)
{
    if (const SearchHit *hit = m_model->hit(index.row())) {
        Q_EMIT hitChosen(*hit);
    }
}

void SearchPane::showState()
{
    m_stop->setVisible(m_isRunning);
    const bool isEmpty = hits() == 0;
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    if (m_text.isEmpty()) {
        m_hint->setTexts(tr("Search all tables"),
                         tr("Enter a text or a number above the list of tables. Blobs are not searched."));
    } else if (isEmpty) {
        m_hint->setTexts(m_isRunning        ? tr("Searching for “%1”").arg(oneLine(m_text))
                             : m_wasStopped ? tr("The search was stopped")
                                            : tr("“%1” was not found").arg(oneLine(m_text)),
                         m_isRunning || m_wasStopped
                             ? tr("Nothing was found so far.")
                             : tr("No text and no number in any table contains it. Blobs are not searched."));
    }
    const QString found = hits() == 1 ? tr("1 place") : tr("%1 places").arg(countText(hits()));
    const QString looked = tr("%1 rows searched").arg(countText(m_rows));
    const QString table = m_isRunning && m_place.table < m_tables.size()
        ? tr("in %1").arg(oneLine(m_tables.at(m_place.table).name))
        : QString();
    QStringList parts;
    if (!m_text.isEmpty()) {
        parts << (hits() >= mostHits ? tr("The first %1; use a longer text").arg(found) : found) << looked
              << (m_wasStopped ? tr("stopped") : table) << m_problem;
        parts.removeAll(QString());
    }
    m_count->setText(parts.join(QStringLiteral(" · ")));
    Q_EMIT hitsChanged();
}

} // namespace litekeeper

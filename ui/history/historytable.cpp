// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historytable.h"

#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/panel.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/tableview.h"

#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

HistoryTable::HistoryTable(QAbstractItemModel *model, Roles roles, QWidget *details, QWidget *parent)
    : QStackedWidget(parent)
    , m_roles(roles)
    , m_filter(new HistoryFilter(roles.source, roles.state, this))
    , m_view(new TableView(this))
{
    m_filter->setSourceModel(model);
    m_view->setModel(m_filter);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->sortByColumn(0, Qt::DescendingOrder);
    m_content = makeContent(details);
    m_nothingFound = makeNothingFound();
    addWidget(m_content);
    addWidget(m_nothingFound);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistoryTable::currentChanged);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &HistoryTable::currentChanged);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &HistoryTable::showState);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &HistoryTable::showState);
}

int HistoryTable::dateWidth()
{
    const QDateTime widest(QDate(2026, 12, 28), QTime(22, 58, 58));
    return int(dateTimeText(widest).size()) - 1;
}

QWidget *HistoryTable::makeContent(QWidget *details)
{
    auto *panel = new litekeeper::Panel(this); // QFrame has a Panel of its own
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(litekeeper::Panel::listMargin, litekeeper::Panel::listMargin,
                               litekeeper::Panel::listMargin, litekeeper::Panel::listMargin);
    auto *splitter = new QuietSplitter(Qt::Vertical, panel);
    layout->addWidget(splitter);
    splitter->addWidget(m_view);
    m_view->setMinimumHeight(120);

    auto *below = new QWidget(splitter);
    m_below = new QVBoxLayout(below);
    m_below->setContentsMargins(0, 0, 0, 0);
    m_below->setSpacing(0);
    m_below->addWidget(details, 1);
    details->setMinimumHeight(96);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({300, 260});
    return panel;
}

QWidget *HistoryTable::makeNothingFound()
{
    auto *state = new EmptyState(QStringLiteral("search"), tr("Nothing matches the filter"),
                                 tr("Use fewer words, or another database or state."), this);
    auto *button = state->addButton(tr("&Clear the filter"), QStringLiteral("clearFilter"));
    connect(button, &QPushButton::clicked, this, &HistoryTable::clearWishesRequested);
    return state;
}

void HistoryTable::setEmptyState(EmptyState *state)
{
    m_empty = state;
    addWidget(state);
    showState();
}

void HistoryTable::addToolBar(QWidget *toolBar)
{
    m_below->insertWidget(0, toolBar);
}

void HistoryTable::setWish(const HistoryWish &wish)
{
    const QUuid before = currentId();
    m_filter->setWish(wish);
    select(before);
    showState();
}

void HistoryTable::setLoaded()
{
    m_loaded = true;
    showState();
}

QUuid HistoryTable::currentId() const
{
    return m_view->currentIndex().data(m_roles.id).toUuid();
}

void HistoryTable::select(const QUuid &id)
{
    for (int row = 0; !id.isNull() && row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(m_roles.id).toUuid() == id) {
            m_view->setCurrentIndex(index);
            m_view->scrollTo(index);
            return;
        }
    }
}

QWidget *HistoryTable::wantedSide() const
{
    if (m_filter->rowCount() > 0 || !m_loaded) {
        return m_content;
    }
    const bool filteredOut = m_filter->sourceModel()->rowCount() > 0;
    return filteredOut || !m_empty ? m_nothingFound : m_empty;
}

void HistoryTable::showState()
{
    setCurrentWidget(wantedSide());
    if (!m_view->currentIndex().isValid() && m_filter->rowCount() > 0) {
        m_view->setCurrentIndex(m_filter->index(0, 0));
    }

    Q_EMIT currentChanged();
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databaselist.h"

#include "ui/common/emptystate.h"
#include "ui/common/tableview.h"
#include "ui/databases/databasefilter.h"
#include "ui/databases/databasemodel.h"
#include "ui/databases/databasesearch.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

namespace litekeeper {

namespace {

const QString columnsKey = QStringLiteral("databases/columns");

}

DatabaseList::DatabaseList(DatabaseModel &model, DatabaseSearch &search, QSettings &settings, QWidget *parent)
    : Panel(parent)
    , m_model(model)
    , m_search(search)
    , m_settings(settings)
    , m_filter(new DatabaseFilter(this))
    , m_table(new TableView(this))
    , m_empty(new EmptyState(QStringLiteral("databases"), QString(), QString(), this))
    , m_emptyButton(m_empty->addPrimaryButton(QString(), QStringLiteral("emptySearchButton")))
    , m_stack(new QStackedWidget(this))
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(listMargin, listMargin, listMargin, listMargin);
    layout->addWidget(m_stack);
    buildTable();
    connect(m_emptyButton, &QPushButton::clicked, this, [this] { m_search.start(m_place); });
    connect(&m_search, &DatabaseSearch::changed, this, &DatabaseList::showState);
    connect(&m_search, &DatabaseSearch::finished, this, &DatabaseList::selectFirst);
}

void DatabaseList::buildTable()
{
    m_filter->setSourceModel(&m_model);
    m_table->setObjectName(QStringLiteral("databasesTable"));
    m_table->setAccessibleName(tr("Databases"));
    m_table->setModel(m_filter);
    m_table->header()->setStretchLastSection(false);
    const std::initializer_list<std::pair<int, int>> widths{
        {DatabaseModel::DatabaseColumn, 260},    {DatabaseModel::LastBackupColumn, 164},
        {DatabaseModel::SizeColumn, 88},         {DatabaseModel::ModifiedColumn, 116},
        {DatabaseModel::ApplicationColumn, 120}, {DatabaseModel::JournalColumn, 80},
        {DatabaseModel::WalColumn, 88},          {DatabaseModel::PageSizeColumn, 88}};
    for (const auto &[column, width] : widths) {
        m_table->setColumnWidth(column, width);
    }
    m_table->sortByColumn(DatabaseModel::SizeColumn, Qt::DescendingOrder);
    m_table->restoreColumns(m_settings.value(columnsKey).toByteArray());
    connect(m_table, &TableView::columnsChanged, this,
            [this] { m_settings.setValue(columnsKey, m_table->columns()); });
    connect(m_table, &QTreeView::activated, this, &DatabaseList::activated);
    connect(m_table, &QTreeView::customContextMenuRequested, this, [this](const QPoint &position) {
        if (!selection().isEmpty()) {
            Q_EMIT menuRequested(m_table->viewport()->mapToGlobal(position));
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DatabaseList::selectionChanged);
}

void DatabaseList::setPlace(const Place &place)
{
    m_place = place;
    m_filter->setPlace(place);
    showState();
}

void DatabaseList::setText(const QString &text)
{
    m_text = text;
    m_filter->setText(text);
    showState();
}

void DatabaseList::setBackupFiles(const QSet<QByteArray> &files)
{
    m_filter->setBackupFiles(files);
    showState();
}

int DatabaseList::count() const
{
    return m_filter->rowCount();
}

QList<Path> DatabaseList::selection() const
{
    QList<Path> paths;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        paths.append(m_filter->pathAt(index));
    }
    return paths;
}

Path DatabaseList::current() const
{
    const QList<Path> selected = selection();
    const Path current = m_filter->pathAt(m_table->currentIndex());
    return selected.isEmpty() || selected.contains(current) ? current : selected.constFirst();
}

void DatabaseList::select(const Path &database)
{
    const QModelIndex index = m_filter->mapFromSource(m_model.indexOf(database));
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
        m_table->setFocus();
    }
}

void DatabaseList::selectFirst()
{
    if (selection().isEmpty() && count() > 0) {
        m_table->setCurrentIndex(m_filter->index(0, DatabaseModel::DatabaseColumn));
    }
}

void DatabaseList::focusTable()
{
    m_table->setFocus();
}

void DatabaseList::showState()
{
    m_stack->setCurrentIndex(count() > 0 ? 0 : 1);
    if (count() == 0) {
        showWhyEmpty();
    }
}

void DatabaseList::showWhyEmpty()
{
    const bool searching = m_search.isRunning();
    m_emptyButton->setVisible(!searching && !m_place.roots.isEmpty() && m_text.isEmpty());
    m_emptyButton->setText(m_search.hasSearched(m_place) ? tr("&Search again")
                                                         : tr("&Search %1").arg(m_place.label));
    if (searching) {
        m_empty->setTexts(tr("Looking for databases…"),
                          tr("What is found appears here as it comes. Escape stops the search."));
    } else if (!m_text.isEmpty()) {
        m_empty->setTexts(tr("Nothing matches"),
                          tr("No database here holds “%1” in its path or application.").arg(m_text));
    } else if (m_place.roots.isEmpty()) {
        m_empty->setTexts(tr("No recent databases"),
                          tr("Pick a place at the left to search it, or drop a database or a "
                             "folder anywhere on this window."));
    } else if (const QString problem = m_search.problemOf(m_place); !problem.isEmpty()) {
        m_emptyButton->setText(tr("&Search again"));
        m_empty->setTexts(tr("Not searched to the end"), problem);
    } else if (m_search.hasSearched(m_place)) {
        m_empty->setTexts(
            tr("No database here"),
            tr("Litekeeper looked for SQLite files by their content, whatever their names are, and found "
               "none in %1. Try another place at the left, or add a folder.")
                .arg(m_place.label));
    } else if (m_place.network) {
        m_empty->setTexts(
            tr("Not searched yet"),
            tr("This place is on the network. Litekeeper reads the first bytes of its files and "
               "opens no database there, so that no program that writes to them is disturbed."));
    } else {
        m_empty->setTexts(tr("Not searched yet"),
                          tr("Litekeeper looks for SQLite files by their content, whatever their "
                             "names are. It only reads, and leaves nothing behind."));
    }
}

} // namespace litekeeper

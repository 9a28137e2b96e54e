// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/joblist.h"

#include "ui/common/columnmemory.h"
#include "ui/common/naturalsort.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/stripdelegate.h"
#include "ui/common/tableview.h"
#include "ui/common/twolinedelegate.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobdetails.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/switchdelegate.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace litekeeper {

JobList::JobList(JobModel &model, JobActions &actions, JobDetails &details, QSettings &settings,
                 QWidget *parent)
    : Panel(parent)
    , m_model(model)
    , m_actions(actions)
    , m_sorted(new NaturalSort(this))
    , m_table(new TableView(this))
{
    setObjectName(QStringLiteral("jobList"));
    buildTable(settings);
    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(m_actions.makeToolBar(below));
    belowLayout->addWidget(&details, 1);
    details.setMinimumHeight(96);
    m_table->setMinimumHeight(120);

    auto *splitter = new QuietSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("jobSplitter"));
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({300, 260});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(listMargin, listMargin, listMargin, listMargin);
    layout->addWidget(splitter);
}

void JobList::buildTable(QSettings &settings)
{
    m_sorted->setSourceModel(&m_model);
    m_table->setObjectName(QStringLiteral("jobsTable"));
    m_table->setAccessibleName(tr("Jobs and how they do"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new TwoLineDelegate(JobModel::JobColumn, m_table));
    m_table->setItemDelegateForColumn(JobModel::EnabledColumn, new SwitchDelegate(m_table));
    m_table->setItemDelegateForColumn(JobModel::StripColumn, new StripDelegate(m_table));
    m_table->sortByColumn(JobModel::StateColumn, Qt::AscendingOrder);
    m_table->addAction(m_actions.toggle());
    new ColumnMemory(settings, QStringLiteral("jobs/columns"), *m_table, {5, 0, 25, 18, 23, 18}, this);

    connect(m_table, &QTreeView::activated, this, &JobList::activated);
    connect(m_table, &QTreeView::customContextMenuRequested, this, [this](const QPoint &position) {
        if (!selection().isEmpty()) {
            m_actions.offerMenu(m_table->viewport()->mapToGlobal(position), this);
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &JobList::selectionChanged);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, &JobList::selectionChanged);
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &JobList::keepOneSelected);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &JobList::keepOneSelected);
}

QList<QUuid> JobList::selection() const
{
    QList<QUuid> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        ids.append(index.data(JobModel::JobIdRole).toUuid());
    }
    return ids;
}

QUuid JobList::current() const
{
    const QList<QUuid> selected = selection();
    const QUuid current = m_table->currentIndex().data(JobModel::JobIdRole).toUuid();
    return selected.isEmpty() || selected.contains(current) ? current : selected.constFirst();
}

void JobList::select(const QUuid &jobId)
{
    const int row = m_model.rowOf(jobId);
    if (row >= 0) {
        const QModelIndex index = m_sorted->mapFromSource(m_model.index(row, JobModel::JobColumn));
        makeCurrent(index);
        m_table->scrollTo(index);
    }
}

void JobList::makeCurrent(const QModelIndex &index)
{
    // Not by the view, which would heed the keys that are held, such as Ctrl of Ctrl+S.
    m_table->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void JobList::selectFirst()
{
    makeCurrent(m_sorted->index(0, JobModel::JobColumn));
    m_table->scrollToTop();
}

void JobList::focusTable()
{
    m_table->setFocus();
}

void JobList::keepOneSelected()
{
    if (!m_table->currentIndex().isValid() && m_sorted->rowCount() > 0) {
        makeCurrent(m_sorted->index(0, JobModel::JobColumn));
    }
    Q_EMIT selectionChanged();
}

} // namespace litekeeper

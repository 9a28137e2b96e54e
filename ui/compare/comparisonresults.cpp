// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparisonresults.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/tableview.h"
#include "ui/compare/comparedtablesmodel.h"
#include "ui/compare/sampleview.h"
#include "ui/compare/schemaview.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

enum Side { TablesSide, SchemaSide };

} // namespace

ComparisonResults::ComparisonResults(QWidget *parent)
    : QWidget(parent)
    , m_model(new ComparedTablesModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_tables(new TableView(this))
    , m_samples(new SampleView(this))
    , m_schema(new SchemaView(this))
    , m_buttons(new QButtonGroup(this))
    , m_stack(new QStackedWidget(this))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_stack->addWidget(makeTables());
    m_stack->addWidget(m_schema);
    auto *panel = new litekeeper::Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(litekeeper::Panel::listMargin, litekeeper::Panel::listMargin,
                               litekeeper::Panel::listMargin, litekeeper::Panel::listMargin);
    inside->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeSides());
    layout->addWidget(panel, 1);
    connect(m_buttons, &QButtonGroup::idClicked, m_stack, &QStackedWidget::setCurrentIndex);
}

QWidget *ComparisonResults::makeSides()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_tablesButton = makeSide(TablesSide, QStringLiteral("tablesSide"));
    m_schemaButton = makeSide(SchemaSide, QStringLiteral("schemaSide"));
    layout->addWidget(m_tablesButton);
    layout->addWidget(m_schemaButton);
    layout->addStretch();
    m_tablesButton->setChecked(true);
    return bar;
}

QToolButton *ComparisonResults::makeSide(int side, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    m_buttons->addButton(button, side);
    return button;
}

QWidget *ComparisonResults::makeTables()
{
    m_tables->setObjectName(QStringLiteral("comparedTables"));
    m_tables->setAccessibleName(tr("Tables that were compared"));
    m_tables->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tables->setModel(m_sorted);
    m_tables->sortByColumn(ComparedTablesModel::StateColumn, Qt::AscendingOrder);
    m_tables->header()->setStretchLastSection(false);
    m_tables->header()->setSectionsMovable(false);
    m_tables->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tables->header()->setSectionResizeMode(ComparedTablesModel::NameColumn, QHeaderView::Stretch);
    m_tables->setMinimumHeight(100);
    connect(m_tables->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ComparisonResults::showTable);
    auto *content = new QuietSplitter(Qt::Vertical, this);
    content->addWidget(m_tables);
    content->addWidget(m_samples);
    content->setChildrenCollapsible(false);
    content->setStretchFactor(1, 1);
    content->setSizes({200, 260});
    return content;
}

void ComparisonResults::setComparison(const Comparison &comparison)
{
    m_model->setTables(comparison.tables);
    m_schema->setChanges(comparison.schema);
    m_tablesButton->setText(tr("&Tables  %1").arg(countText(comparison.tables.size())));
    m_schemaButton->setText(tr("Sche&ma changes  %1").arg(countText(comparison.schema.size())));
    const QModelIndex first = m_sorted->index(0, 0);
    m_tables->setCurrentIndex(first);
    showTable();
    // Where only the schema differs, that is what people want to see.
    const auto *table = m_model->table(m_sorted->mapToSource(first).row());
    const bool onlySchema
        = !comparison.schema.isEmpty() && (!table || table->state == TableComparison::State::Same);
    (onlySchema ? m_schemaButton : m_tablesButton)->setChecked(true);
    m_stack->setCurrentIndex(onlySchema ? SchemaSide : TablesSide);
}

void ComparisonResults::takeFocus()
{
    m_stack->currentIndex() == TablesSide ? m_tables->setFocus() : m_schemaButton->setFocus();
}

void ComparisonResults::showTable()
{
    m_samples->show(m_model->table(m_sorted->mapToSource(m_tables->currentIndex()).row()));
}

} // namespace litekeeper

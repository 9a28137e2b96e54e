// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/looksection.h"

#include "ui/common/factsgrid.h"
#include "ui/common/findingsview.h"
#include "ui/common/icon.h"
#include "ui/common/tableview.h"
#include "ui/restore/differencemodel.h"
#include "ui/restore/restorewords.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int mostRowsShown = 7;

} // namespace

LookSection::LookSection(QWidget *parent)
    : Section(tr("What would change"), parent)
    , m_model(new DifferenceModel(this))
    , m_facts(new FactsGrid(this))
    , m_sentence(new QLabel(this))
    , m_table(new TableView(this))
    , m_findings(new FindingsView(this))
    , m_compare(new QPushButton(themedIcon(QStringLiteral("compare")), tr("Com&pare row by row…"), this))
{
    setObjectName(QStringLiteral("restoreLook"));
    m_facts->setObjectName(QStringLiteral("restoreTargetFacts"));
    m_sentence->setObjectName(QStringLiteral("restoreDifference"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_findings->setObjectName(QStringLiteral("restoreFindings"));
    buildTable();
    column().setSpacing(8);
    addWidget(m_facts);
    addWidget(m_sentence);
    addWidget(m_findings);
    addWidget(m_table);
    m_compare->setObjectName(QStringLiteral("restoreCompare"));
    m_compare->setAutoDefault(false);
    column().addWidget(m_compare, 0, Qt::AlignLeft);
    connect(m_compare, &QPushButton::clicked, this, &LookSection::compareRequested);
}

void LookSection::setComparable(bool comparable)
{
    m_isComparable = comparable;
}

void LookSection::buildTable()
{
    m_table->setObjectName(QStringLiteral("restoreTables"));
    m_table->setAccessibleName(tr("Tables that would change"));
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(true);
    for (const int numbers :
         {DifferenceModel::BackColumn, DifferenceModel::GoneColumn, DifferenceModel::ChangedColumn}) {
        header->setSectionResizeMode(numbers, QHeaderView::ResizeToContents);
    }
}

void LookSection::show(const RestorePlan &plan, const std::optional<Backup> &newest)
{
    m_facts->setFacts(targetFacts(plan, newest, QDateTime::currentDateTimeUtc()));
    m_difference = plan.difference;
    m_wholeText = differenceText(plan);
    m_wholeFindings = findingsOf(plan);
    m_backupFindings = plan.findings;
    showDifference();
}

void LookSection::setTables(const QStringList &tables)
{
    m_tables = tables;
    showDifference();
}

void LookSection::showDifference()
{
    const bool isWhole = m_tables.isEmpty();
    const Comparison difference = m_difference.value_or(Comparison());
    const Comparison shown = isWhole ? difference : onlyTables(difference, m_tables);
    m_sentence->setText(isWhole || !m_difference ? m_wholeText : tablesText(shown));
    m_findings->setFindings(isWhole ? m_wholeFindings : m_backupFindings);
    m_model->setDifference(shown);
    m_table->setVisible(m_model->rowCount() > 0);
    m_compare->setVisible(m_isComparable && m_model->rowCount() > 0);
    fitTable();
}

/// The page scrolls, so that a table scrolls by itself only where it is long.
void LookSection::fitTable()
{
    if (m_model->rowCount() == 0) {
        return;
    }
    const int rows = std::min(m_model->rowCount(), mostRowsShown);
    const int row = std::max(m_table->sizeHintForRow(0), m_table->fontMetrics().height());
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + rows * row + 14);
    m_table->resizeColumnToContents(DifferenceModel::NameColumn);
    m_table->setColumnWidth(DifferenceModel::NameColumn,
                            std::clamp(m_table->columnWidth(DifferenceModel::NameColumn), 140, 260));
}

} // namespace litekeeper

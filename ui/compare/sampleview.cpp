// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/sampleview.h"

#include "ui/common/celltext.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/quietsplitter.h"
#include "ui/common/rowtable.h"
#include "ui/compare/comparisontext.h"
#include "ui/compare/rowsamplemodel.h"
#include "ui/compare/samplecelldelegate.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

using State = TableComparison::State;

QString captionOf(const TableComparison &table)
{
    const qint64 all = table.added + table.removed + table.changed;
    const QString shown = all > table.samples.size()
        ? SampleView::tr("The first %1 of %2 rows of “%3” that differ")
              .arg(countText(table.samples.size()), countText(all), oneLine(table.name))
        : all == 1
        ? SampleView::tr("The row of “%1” that differs").arg(oneLine(table.name))
        : SampleView::tr("The %1 rows of “%2” that differ").arg(countText(all), oneLine(table.name));
    return table.note.isEmpty() ? shown : QStringLiteral("%1. %2").arg(shown, table.note);
}

} // namespace

SampleView::SampleView(QWidget *parent)
    : QWidget(parent)
    , m_leftModel(new RowSampleModel(RowSampleModel::Side::Left, this))
    , m_rightModel(new RowSampleModel(RowSampleModel::Side::Right, this))
    , m_caption(new QuietLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_hint(new EmptyState(QStringLiteral("file-database"), QString(), QString(), this))
{
    m_caption->setObjectName(QStringLiteral("sampleCaption"));
    m_caption->setWordWrap(true);
    m_caption->setContentsMargins(12, 8, 12, 8);
    m_hint->setObjectName(QStringLiteral("sampleHint"));
    m_stack->addWidget(m_hint);
    m_stack->addWidget(makeTables());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_caption);
    layout->addWidget(m_stack, 1);
    show(nullptr);
}

QWidget *SampleView::makeTables()
{
    auto *sides = new QuietSplitter(Qt::Horizontal, this);
    m_left = makeTable(m_leftModel, QStringLiteral("leftSamples"), tr("Rows as the left one has them"));
    m_right = makeTable(m_rightModel, QStringLiteral("rightSamples"), tr("Rows as the right one has them"));
    sides->addWidget(m_left);
    sides->addWidget(m_right);
    sides->setChildrenCollapsible(false);
    sides->setSizes({1, 1});
    join(m_left, m_right);
    join(m_right, m_left);
    return sides;
}

RowTable *SampleView::makeTable(RowSampleModel *model, const QString &name, const QString &accessibleName)
{
    auto *table = new RowTable(this);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setItemDelegate(new SampleCellDelegate(table));
    table->setModel(model);
    table->verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
    table->setMinimumWidth(160);
    return table;
}

void SampleView::join(RowTable *one, RowTable *other)
{
    connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(one->horizontalScrollBar(), &QScrollBar::valueChanged, other->horizontalScrollBar(),
            &QScrollBar::setValue);
    connect(one->horizontalHeader(), &QHeaderView::sectionResized, other,
            [other](int column, int, int width) { other->setColumnWidth(column, width); });
    connect(one->selectionModel(), &QItemSelectionModel::currentChanged, other,
            [one, other](const QModelIndex &current) {
                // Only the side where somebody is leads, or several selected cells would be lost.
                if (one->hasFocus() && current.isValid()) {
                    other->setCurrentIndex(other->model()->index(current.row(), current.column()));
                }
            });
}

void SampleView::say(const QString &title, const QString &text)
{
    m_caption->hide();
    m_leftModel->clear();
    m_rightModel->clear();
    m_hint->setTexts(title, text);
    m_stack->setCurrentIndex(0);
}

void SampleView::show(const TableComparison *table)
{
    if (!table) {
        say(tr("No table is selected"), tr("Select one above to see the rows that differ."));
        return;
    }
    switch (table->state) {
    case State::Same:
        say(tr("“%1” is the same").arg(oneLine(table->name)),
            table->byHash ? tr("Both backups have the same hash over all of its rows.")
                          : tr("Every row was compared."));
        return;
    case State::OnlyLeft:
        say(tr("Only the left one has “%1”").arg(oneLine(table->name)),
            tr("The right one has no such table: it was removed, or it is from before it was made."));
        return;
    case State::OnlyRight:
        say(tr("Only the right one has “%1”").arg(oneLine(table->name)),
            tr("The left one has no such table: it was added, or was removed from the left one."));
        return;
    case State::NotComparable:
        say(tr("“%1” could not be compared").arg(oneLine(table->name)), table->note);
        return;
    case State::Differs:
        break;
    }
    m_caption->setText(captionOf(*table));
    m_caption->show();
    m_leftModel->setTable(*table);
    m_rightModel->setTable(*table);
    m_stack->setCurrentIndex(1);
    // The wider one of the two sides decides, as both columns keep the same width.
    m_left->fitColumns();
    for (int column = 0; column < m_leftModel->columnCount(); ++column) {
        const int width = m_left->columnWidth(column);
        m_right->resizeColumnToContents(column);
        m_left->setColumnWidth(column, std::clamp(m_right->columnWidth(column), width, std::max(width, 320)));
    }
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/scopesection.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/restore/choicerow.h"

#include <QButtonGroup>
#include <QListWidget>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace litekeeper {

namespace {

constexpr int nameRole = Qt::UserRole;
constexpr int mostRowsShown = 7;
constexpr int rowPadding = 10;

bool isSame(const TableComparison &table)
{
    return table.state == TableComparison::State::Same && table.note.isEmpty();
}

QString lineOf(const TableComparison &table)
{
    using State = TableComparison::State;
    QStringList parts{table.name};
    if (table.rowsRight >= 0) {
        parts.append(table.rowsRight == 1 ? ScopeSection::tr("1 row")
                                          : ScopeSection::tr("%1 rows").arg(countText(table.rowsRight)));
    }
    if (isSame(table)) {
        parts.append(ScopeSection::tr("the same already"));
    } else if (table.state == State::OnlyRight) {
        parts.append(ScopeSection::tr("not there now"));
    } else if (table.state == State::Differs) {
        parts.append(ScopeSection::tr("differs"));
    }
    return parts.join(QStringLiteral(" · "));
}

/// What it is now is in another table, or SQLite keeps it by itself.
bool comesWithOthers(const TableComparison &table)
{
    return table.isShadow || table.name.startsWith(QLatin1String("sqlite_"), Qt::CaseInsensitive);
}

/// What the comparison has seen, or else what the manifest tells; what differs comes first.
QList<TableComparison> tablesOf(const RestorePlan &plan)
{
    QList<TableComparison> tables;
    if (plan.difference) {
        tables = plan.difference->tables;
        tables.removeIf(
            [](const TableComparison &table) { return table.state == TableComparison::State::OnlyLeft; });
        std::stable_partition(tables.begin(), tables.end(), std::not_fn(isSame));
    } else if (plan.manifest) {
        for (const TableFigures &figures : plan.manifest->tables) {
            TableComparison table;
            table.name = figures.name;
            table.state = TableComparison::State::NotComparable;
            table.rowsRight = figures.rows;
            tables.append(table);
        }
    }
    tables.removeIf(comesWithOthers);
    return tables;
}

} // namespace

ScopeSection::ScopeSection(QWidget *parent)
    : FormSection(tr("How much"), parent)
    , m_whole(new QRadioButton(tr("T&he whole database"), this))
    , m_some(new QRadioButton(tr("Only some &tables"), this))
    , m_listRow(new QWidget(this))
    , m_list(new QListWidget(m_listRow))
{
    setObjectName(QStringLiteral("restoreScope"));
    m_whole->setObjectName(QStringLiteral("restoreWhole"));
    m_some->setObjectName(QStringLiteral("restoreSomeTables"));
    m_list->setObjectName(QStringLiteral("restoreTableChoice"));
    m_list->setAccessibleName(tr("Tables of the backup; the ticked ones are restored"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->viewport()->setAutoFillBackground(false); // the frame has round corners
    auto *scopes = new QButtonGroup(this);
    scopes->addButton(m_whole);
    scopes->addButton(m_some);
    column().addSpacing(8);
    addWidget(m_whole);
    addWidget(m_some);
    m_hint = addHint(QStringLiteral("restoreScopeHint"));
    m_hint->setWordWrap(true);
    auto *row = new QVBoxLayout(m_listRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_list);
    addWidget(m_listRow);
    indentBelowChoice(*m_hint);
    indentBelowChoice(*m_listRow);
    reset();
    connect(m_some, &QRadioButton::toggled, this, &ScopeSection::update);
    connect(m_list, &QListWidget::itemChanged, this, &ScopeSection::changed);
}

void ScopeSection::reset()
{
    const QSignalBlocker quiet(this);
    m_list->clear();
    offer(false, tr("Look first: the tables of the backup can be chosen here then."));
}

void ScopeSection::setPlan(const RestorePlan &plan)
{
    const QSignalBlocker quiet(this);
    fill(plan);
    const RestoreTarget &target = plan.target;
    if (!target.exists) {
        offer(false, tr("Single tables need a database to be brought into, and there is none yet."));
    } else if (target.isOnNetwork) {
        offer(false,
              tr("Not on a network drive: single tables are written through SQLite, which must not open a "
                 "database there."));
    } else if (target.unreadable) {
        offer(false, tr("What is there cannot be read, so single tables cannot be brought into it."));
    } else if (m_list->count() == 0) {
        offer(false, tr("Which tables the backup has is not known, or there are none."));
    } else {
        offer(true, tr("Their rows become those of the backup. The other tables keep what they have."));
    }
}

void ScopeSection::offer(bool isPossible, const QString &hint)
{
    m_whole->setChecked(true);
    m_some->setEnabled(isPossible);
    m_hint->setText(hint);
    update();
}

void ScopeSection::fill(const RestorePlan &plan)
{
    m_list->clear();
    const QList<TableComparison> tables = tablesOf(plan);
    for (const TableComparison &table : tables) {
        auto *item = new QListWidgetItem(lineOf(table));
        item->setData(nameRole, table.name);
        item->setToolTip(table.note);
        item->setSizeHint({0, m_list->fontMetrics().height() + rowPadding});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        m_list->addItem(item);
    }
    if (m_list->count() > 0) {
        m_list->setCurrentRow(0, QItemSelectionModel::NoUpdate); // so that the keys have where to begin
        fitList();
    }
}

/// The page scrolls, so that the list scrolls by itself only where it is long.
void ScopeSection::fitList()
{
    const int rows = std::min(m_list->count(), mostRowsShown);
    m_list->setFixedHeight(rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 2);
}

void ScopeSection::update()
{
    m_listRow->setVisible(m_some->isChecked());
    Q_EMIT changed();
}

bool ScopeSection::isWhole() const
{
    return !m_some->isChecked();
}

QStringList ScopeSection::tables() const
{
    QStringList names;
    for (int row = 0; !isWhole() && row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() == Qt::Checked) {
            names.append(item->data(nameRole).toString());
        }
    }
    return names;
}

std::optional<qsizetype> ScopeSection::count() const
{
    return isWhole() ? std::nullopt : std::optional(tables().size());
}

QString ScopeSection::whatIsMissing() const
{
    return isWhole() || !tables().isEmpty() ? QString() : tr("Tick the tables that are to be restored.");
}

} // namespace litekeeper

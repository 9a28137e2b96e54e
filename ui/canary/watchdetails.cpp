// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchdetails.h"

#include "ui/canary/spanmodel.h"
#include "ui/canary/watchfacts.h"
#include "ui/common/action.h"
#include "ui/common/tableview.h"
#include "ui/common/typography.h"

#include <QButtonGroup>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>

namespace litekeeper {

namespace {

enum SidePage { LooksPage, EvidencePage };

} // namespace

WatchDetails::WatchDetails(QAction *copy, QWidget *parent)
    : DetailsPane(Shape::Wide, tr("Select a lane to see what was seen there, and what to do."), parent)
    , m_model(new SpanModel(this))
    , m_side(new QStackedWidget(this))
    , m_switch(new QButtonGroup(this))
    , m_table(new TableView(this))
    , m_evidence(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("watchDetails"));
    buildTable();
    buildEvidence();
    m_side->addWidget(m_table);
    m_side->addWidget(m_evidence);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeSwitch(copy));
    layout->addWidget(m_side, 1);
    addContent(side);
    setTabOrder(m_switch->button(LooksPage), m_switch->button(EvidencePage));
    setTabOrder(m_switch->button(EvidencePage), m_copy);
    setTabOrder(m_copy, m_table);
    setTabOrder(m_table, m_evidence);
}

QWidget *WatchDetails::makeSwitch(QAction *copy)
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(addSwitch(LooksPage, tr("Loo&ks"), QStringLiteral("showLooks")));
    layout->addWidget(addSwitch(EvidencePage, tr("Evidence as &JSON"), QStringLiteral("showEvidence")));
    layout->addStretch();
    m_copy = makeActionButton(copy, bar);
    layout->addWidget(m_copy);
    m_switch->button(LooksPage)->setChecked(true);
    connect(m_switch, &QButtonGroup::idClicked, m_side, &QStackedWidget::setCurrentIndex);
    return bar;
}

QAbstractButton *WatchDetails::addSwitch(int page, const QString &text, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(28);
    m_switch->addButton(button, page);
    return button;
}

void WatchDetails::buildTable()
{
    m_table->setObjectName(QStringLiteral("watchLooks"));
    m_table->setAccessibleName(tr("Looks at the watch, newest first"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(96);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(SpanModel::UntilColumn, QHeaderView::Stretch);
    for (const int column : {SpanModel::StateColumn, SpanModel::FromColumn, SpanModel::LooksColumn}) {
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (!m_isSelecting && current.isValid()) {
                    Q_EMIT spanChosen(current.data(SpanModel::SpanIdRole).toLongLong());
                }
            });
}

void WatchDetails::buildEvidence()
{
    m_evidence->setObjectName(QStringLiteral("watchEvidence"));
    m_evidence->setAccessibleName(tr("Evidence as JSON"));
    m_evidence->setReadOnly(true);
    m_evidence->setTabChangesFocus(true);
    m_evidence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_evidence->setFrameShape(QFrame::NoFrame);
    m_evidence->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_evidence->setFont(smallFont(QFontDatabase::systemFont(QFontDatabase::FixedFont)));
}

void WatchDetails::setWatch(const Watch &watch, const Words &words, const QList<ObservationSpan> &spans,
                            const std::optional<ObservationSpan> &span)
{
    setHead(words.status, words.title, words.subtitle);
    setSentence(words.headline.isEmpty() ? QString() : words.headline + u'.');
    setFindings(span ? findingsOf(span->newest) : QList<Finding>());
    setFacts(span ? factsOf(watch, *span) : QList<FactsGrid::Fact>());
    m_isSelecting = true;
    m_model->setSpans(watch.id, spans);
    select(span ? span->id : 0);
    m_isSelecting = false;
    const QString evidence = span ? evidenceText(span->newest) : QString();
    if (m_evidence->toPlainText() != evidence) {
        m_evidence->setPlainText(evidence);
    }
}

void WatchDetails::clearWatch()
{
    m_isSelecting = true;
    m_model->setSpans({}, {});
    m_isSelecting = false;
    m_evidence->clear();
    clear();
}

QString WatchDetails::evidence() const
{
    return m_evidence->toPlainText();
}

void WatchDetails::select(qint64 spanId)
{
    const QModelIndex index = m_model->index(m_model->rowOf(spanId), 0);
    m_table->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (index.isValid()) {
        m_table->scrollTo(index);
    }
}

} // namespace litekeeper

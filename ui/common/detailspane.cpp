// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/detailspane.h"

#include "ui/common/findingsview.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr int glyphSide = 28;

} // namespace

DetailsPane::DetailsPane(Shape shape, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_hint(new QuietLabel(hint, this))
    , m_body(new QWidget(this))
    , m_scroll(new QScrollArea(m_body))
    , m_main(new QVBoxLayout)
    , m_side(shape == Shape::Wide ? new QVBoxLayout : m_main)
    , m_glyph(new QLabel(m_body))
    , m_title(new QLabel(m_body))
    , m_word(new QLabel(m_body))
    , m_subtitle(new QuietLabel(m_body))
    , m_sentence(new QLabel(m_body))
    , m_findings(new FindingsView(m_body))
    , m_facts(new FactsGrid(m_body))
{
    m_hint->setObjectName(QStringLiteral("detailsHint"));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
    layout->addWidget(m_body);
    buildBody(shape);
    buildHead();
    m_main->addWidget(m_sentence);
    m_main->addWidget(m_findings);
    m_main->addWidget(m_facts);
    m_main->addStretch(); // stays last, see addContent()
    clear();
}

void DetailsPane::buildBody(Shape shape)
{
    auto *content = new QWidget;
    content->setLayout(m_main);
    content->setMinimumWidth(1); // as wide as there is room: text wraps, nothing is cut off
    m_main->setContentsMargins(16, 16, 16, 16);
    m_main->setSpacing(12);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false); // the ground is the page's panel
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turns it on

    auto *columns = new QHBoxLayout(m_body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(8);
    columns->addWidget(m_scroll, 1);
    if (shape == Shape::Wide) {
        columns->addLayout(m_side, 1);
        m_side->setContentsMargins(8, 16, 8, 8);
        m_side->setSpacing(8);
        m_side->addStretch();
    }
}

void DetailsPane::buildHead()
{
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_title->setFont(headingFont(font()));
    m_word->setObjectName(QStringLiteral("detailsState"));
    m_subtitle->setObjectName(QStringLiteral("detailsSubtitle"));
    m_sentence->setObjectName(QStringLiteral("detailsSentence"));
    for (QLabel *label : {m_title, m_subtitle, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_subtitle->setFont(smallFont(font()));

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_word);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_glyph, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    m_main->addLayout(head);
    m_main->addWidget(m_subtitle);
}

void DetailsPane::clear()
{
    m_body->hide();
    m_hint->show();
}

void DetailsPane::setHead(const Status &status, const QString &title, const QString &subtitle)
{
    if (m_title->text() != wrappableText(title)) {
        m_scroll->verticalScrollBar()->setValue(0); // another row: begin at its top
    }
    m_status = status;
    showGlyph();
    m_title->setText(wrappableText(title));
    m_word->setText(status.word);
    m_subtitle->setText(wrappableText(subtitle));
    m_hint->hide();
    m_body->show();
}

void DetailsPane::setSentence(const QString &text)
{
    m_sentence->setText(wrappableText(text));
    m_sentence->setVisible(!text.isEmpty());
}

void DetailsPane::setFindings(const QList<Finding> &findings)
{
    m_findings->setFindings(findings);
}

void DetailsPane::setFacts(const QList<FactsGrid::Fact> &facts)
{
    m_facts->setFacts(facts);
}

void DetailsPane::addBelowHead(QWidget *widget)
{
    m_main->insertWidget(m_main->indexOf(m_sentence), widget);
}

QLabel *DetailsPane::addSection(const QString &title)
{
    auto *label = new QLabel(title, m_body);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    m_side->insertWidget(m_side->count() - 1, label);
    return label;
}

void DetailsPane::addContent(QWidget *widget)
{
    m_side->insertWidget(m_side->count() - 1, widget, 1);
}

void DetailsPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    QWidget::changeEvent(event);
}

void DetailsPane::showGlyph()
{
    m_glyph->setPixmap(
        statusIcon(m_status, palette()).pixmap(QSize(glyphSide, glyphSide), devicePixelRatioF()));
}

} // namespace litekeeper

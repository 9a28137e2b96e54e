// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/detailspane.h"

#include "ui/common/findingsview.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr int glyphSide = 28;

} // namespace

DetailsPane::DetailsPane(const QString &hint, QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget)
    , m_layout(new QVBoxLayout(m_content))
    , m_hint(new QuietLabel(hint, m_content))
    , m_body(new QWidget(m_content))
    , m_bodyLayout(new QVBoxLayout(m_body))
    , m_glyph(new QLabel(m_body))
    , m_title(new QLabel(m_body))
    , m_word(new QLabel(m_body))
    , m_subtitle(new QuietLabel(m_body))
    , m_sentence(new QLabel(m_body))
    , m_findings(new FindingsView(m_body))
    , m_facts(new FactsGrid(m_body))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(m_content);
    // The ground of lists and details is one: the page's panel.
    viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);

    m_layout->setContentsMargins(16, 16, 16, 16);
    m_layout->addWidget(m_hint, 1, Qt::AlignCenter);
    m_layout->addWidget(m_body, 1);
    m_hint->setObjectName(QStringLiteral("detailsHint"));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_bodyLayout->setContentsMargins(0, 0, 0, 0);
    m_bodyLayout->setSpacing(12);
    buildHead();
    m_bodyLayout->addWidget(m_sentence);
    m_bodyLayout->addWidget(m_findings);
    m_bodyLayout->addWidget(m_facts);
    m_bodyLayout->addStretch(); // stays last, see addContent()
    clear();
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
    m_bodyLayout->addLayout(head);
    m_bodyLayout->addWidget(m_subtitle);
}

void DetailsPane::clear()
{
    m_body->hide();
    m_hint->show();
}

void DetailsPane::setHead(const Status &status, const QString &title, const QString &subtitle)
{
    m_status = status;
    showGlyph();
    m_title->setText(title);
    m_word->setText(status.word);
    m_subtitle->setText(subtitle);
    m_hint->hide();
    m_body->show();
}

void DetailsPane::setSentence(const QString &text)
{
    m_sentence->setText(text);
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

QLabel *DetailsPane::addSection(const QString &title)
{
    auto *label = new QLabel(title, m_body);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    addContent(label);
    return label;
}

void DetailsPane::addContent(QWidget *widget, int stretch)
{
    m_bodyLayout->insertWidget(m_bodyLayout->count() - 1, widget, stretch);
}

void DetailsPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    QScrollArea::changeEvent(event);
}

void DetailsPane::showGlyph()
{
    m_glyph->setPixmap(
        statusIcon(m_status, palette()).pixmap(QSize(glyphSide, glyphSide), devicePixelRatioF()));
}

} // namespace litekeeper

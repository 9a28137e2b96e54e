// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/answerpanel.h"

#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace litekeeper {

namespace {

constexpr int glyphSide = 44;
constexpr int side = 24;

} // namespace

AnswerPanel::AnswerPanel(QWidget *parent)
    : Panel(parent)
    , m_headline(new QLabel(this))
    , m_explanation(new QuietLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("answerPanel"));
    m_headline->setObjectName(QStringLiteral("answerHeadline"));
    m_headline->setFont(titleFont(font()));
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_explanation->setObjectName(QStringLiteral("answerExplanation"));
    m_explanation->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("answerButton"));
    m_button->setIcon(themedIcon(QStringLiteral("backup")));
    connect(m_button, &QPushButton::clicked, this, &AnswerPanel::buttonClicked);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_headline);
    texts->addWidget(m_explanation);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(side + glyphSide + 20, 20, side, 20);
    layout->setSpacing(24);
    layout->addLayout(texts, 1);
    layout->addWidget(m_button, 0, Qt::AlignVCenter);
}

void AnswerPanel::setAnswer(const SafetyAnswer &answer)
{
    m_status = statusOf(answer.safety);
    m_headline->setText(answer.headline);
    m_explanation->setText(answer.explanation);
    setAccessibleName(answer.headline);
    setAccessibleDescription(answer.explanation);
    update();
}

void AnswerPanel::setButton(const QString &text, bool urgent, bool enabled)
{
    m_button->setText(text);
    m_button->setDefault(urgent);
    m_button->setEnabled(enabled);
}

void AnswerPanel::paintEvent(QPaintEvent *)
{
    const QColor tone = toneColor(m_status.tone, palette());
    const QColor ground = mixed(palette().color(QPalette::Base), tone, 0.07);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(mixed(separator(palette()), tone, 0.25));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    paintGlyph(painter, QRectF(side, (height() - glyphSide) / 2.0, glyphSide, glyphSide), m_status.glyph,
               tone, ground);
}

} // namespace litekeeper

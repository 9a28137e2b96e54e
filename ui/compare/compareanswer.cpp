// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/compareanswer.h"

#include "ui/common/action.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"
#include "ui/compare/comparisontext.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace litekeeper {

CompareAnswer::CompareAnswer(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QuietLabel(this))
    , m_remark(new QuietLabel(this))
    , m_again(makeAction(this, QStringLiteral("compareAgain"), tr("Compare &again"),
                         QStringLiteral("refresh"), QKeySequence(Qt::Key_F5)))
    , m_export(makeAction(this, QStringLiteral("exportScript"), tr("&Export as SQL…"),
                          QStringLiteral("export"), QKeySequence(Qt::CTRL | Qt::Key_S)))
    , m_copy(makeAction(this, QStringLiteral("copySummary"), tr("Cop&y summary"), QStringLiteral("copy"),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
{
    m_title->setObjectName(QStringLiteral("answerTitle"));
    m_title->setFont(headingFont(font()));
    m_text->setObjectName(QStringLiteral("answerText"));
    m_text->setWordWrap(true);
    m_remark->setObjectName(QStringLiteral("answerRemark"));
    m_remark->setWordWrap(true);
    m_export->setToolTip(tr("Save SQL that turns the left one into the right one (Ctrl+S)"));
    connect(m_again, &QAction::triggered, this, &CompareAnswer::compareRequested);
    connect(m_export, &QAction::triggered, this, &CompareAnswer::exportRequested);
    connect(m_copy, &QAction::triggered, this, &CompareAnswer::copyRequested);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QAction *action : {m_again, m_export, m_copy}) {
        buttons->addWidget(makeActionButton(action, this));
    }
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_glyph, 0, 0);
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_text, 1, 1);
    grid->addWidget(m_remark, 2, 1);
    grid->addLayout(buttons, 0, 2, 3, 1, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    show(nullptr);
    setActions(false, false);
}

void CompareAnswer::show(const Comparison *comparison)
{
    m_isAnswered = comparison != nullptr;
    m_status = comparison ? statusOf(*comparison) : Status();
    m_title->setText(m_status.word);
    m_text->setText(comparison ? answerText(*comparison) : QString());
    m_remark->setText(comparison ? remarkText(*comparison) : QString());
    m_text->setVisible(!m_text->text().isEmpty());
    m_remark->setVisible(!m_remark->text().isEmpty());
    showGlyph();
}

void CompareAnswer::setActions(bool mayCompare, bool busy)
{
    m_again->setEnabled(mayCompare && !busy);
    m_export->setEnabled(m_isAnswered && !busy);
    m_copy->setEnabled(m_isAnswered);
}

void CompareAnswer::showGlyph()
{
    m_glyph->setVisible(m_isAnswered);
    if (m_isAnswered) {
        m_glyph->setPixmap(statusIcon(m_status, palette()).pixmap(16, 16));
    }
}

void CompareAnswer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    QWidget::changeEvent(event);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/endsection.h"

#include "ui/common/factsgrid.h"
#include "ui/common/findingsview.h"
#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/typography.h"
#include "ui/restore/restorewords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int glyphSide = 28;

} // namespace

EndSection::EndSection(QWidget *parent)
    : Section(tr("Result"), parent)
    , m_glyph(new QLabel(this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_findings(new FindingsView(this))
    , m_facts(new FactsGrid(this))
    , m_undoHint(new QuietLabel(this))
    , m_undo(new QPushButton(themedIcon(QStringLiteral("history")), tr("&Undo"), this))
    , m_show(new QPushButton(themedIcon(QStringLiteral("folder")), tr("&Show in folder"), this))
    , m_look(new QPushButton(themedIcon(QStringLiteral("databases")), tr("Look &inside…"), this))
{
    setObjectName(QStringLiteral("restoreEnd"));
    column().setSpacing(12);
    buildHead();
    m_findings->setObjectName(QStringLiteral("restoreEndFindings"));
    m_facts->setObjectName(QStringLiteral("restoreEndFacts"));
    addWidget(m_findings);
    addWidget(m_facts);
    buildButtons();
}

void EndSection::buildHead()
{
    m_title->setObjectName(QStringLiteral("restoreEndTitle"));
    m_title->setFont(headingFont(font()));
    m_sentence->setObjectName(QStringLiteral("restoreEndSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_sentence);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_glyph, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    column().addLayout(head);
}

void EndSection::buildButtons()
{
    m_undo->setObjectName(QStringLiteral("restoreUndo"));
    m_show->setObjectName(QStringLiteral("restoreShowInFolder"));
    m_look->setObjectName(QStringLiteral("restoreLookInside"));
    m_undoHint->setObjectName(QStringLiteral("restoreUndoHint"));
    m_undoHint->setWordWrap(true);
    m_undoHint->setFont(smallFont(font()));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_undo, m_show, m_look}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    column().addLayout(row);
    column().addWidget(m_undoHint);
    connect(m_undo, &QPushButton::clicked, this, &EndSection::undoRequested);
    connect(m_show, &QPushButton::clicked, this, &EndSection::showRequested);
    connect(m_look, &QPushButton::clicked, this, &EndSection::lookRequested);
}

void EndSection::show(const RestoreReport &report, const RestoreTarget &target,
                      const std::optional<Backup> &safetyCopy, bool wasUndo)
{
    m_isSound = report.proof >= ProofLevel::Checked && report.findings.isEmpty();
    m_title->setText(wasUndo ? tr("Undone") : tr("Restored"));
    m_sentence->setText(endText(report, target, wasUndo));
    m_findings->setFindings(report.findings);
    m_facts->setFacts(endFacts(report, target.file, safetyCopy));
    m_undo->setVisible(safetyCopy.has_value());
    m_undo->setText(wasUndo ? tr("&Undo the undo") : tr("&Undo"));
    m_undoHint->setText(
        !safetyCopy ? QString()
            : std::any_of(report.tables.begin(), report.tables.end(),
                          [](const RestoredTable &table) { return table.created; })
            ? tr("Undo is refused, because a table was made that the safety copy has not. "
                 "To go back, restore the whole safety copy from the History.")
            : !report.tables.isEmpty()
            ? tr("Undo brings these tables back from the safety copy, and copies what is there by then.")
            : report.way == RestoreWay::IntoLive
            ? tr("Undo brings the safety copy back, and copies what is there by then.")
            : tr("Undo brings the safety copy back, and copies what is there by then. Stop "
                 "the database's program again first."));
    m_undoHint->setVisible(safetyCopy.has_value());
    showGlyph();
    QWidget::show();
}

void EndSection::setBusy(bool busy)
{
    for (QPushButton *button : {m_undo, m_show, m_look}) {
        button->setEnabled(!busy);
    }
}

void EndSection::focusFirst()
{
    (m_undo->isHidden() ? m_show : m_undo)->setFocus(Qt::OtherFocusReason);
}

void EndSection::showGlyph()
{
    const Status status = m_isSound ? statusOf(Outcome::Succeeded) : statusOf(Outcome::Warning);
    m_glyph->setPixmap(
        statusIcon(status, palette()).pixmap(QSize(glyphSide, glyphSide), devicePixelRatioF()));
}

void EndSection::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showGlyph();
    }
    Section::changeEvent(event);
}

} // namespace litekeeper

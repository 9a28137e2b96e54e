// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/runningruns.h"

#include "service/runboard.h"
#include "ui/activity/runcard.h"

#include <QResizeEvent>
#include <QVBoxLayout>

namespace litekeeper {

RunningRuns::RunningRuns(RunBoard &runs, QWidget *parent)
    : QScrollArea(parent)
    , m_runs(runs)
    , m_content(new QWidget)
    , m_layout(new QVBoxLayout(m_content))
{
    setObjectName(QStringLiteral("runningRuns"));
    setAccessibleName(tr("Running backups"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_content);
    viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(12);

    connect(&m_runs, &RunBoard::runStarted, this, &RunningRuns::addCard);
    connect(&m_runs, &RunBoard::runProgressed, this, &RunningRuns::showProgress);
    connect(&m_runs, &RunBoard::runFinished, this, [this](const Run &run) { removeCard(run.id); });
    const QList<Run> running = m_runs.running();
    for (const Run &run : running) {
        addCard(run);
    }
    setVisible(!m_cards.isEmpty());
}

QSet<QUuid> RunningRuns::runIds() const
{
    return {m_cards.keyBegin(), m_cards.keyEnd()};
}

QSize RunningRuns::sizeHint() const
{
    return {m_content->sizeHint().width(), contentHeight()};
}

QSize RunningRuns::minimumSizeHint() const
{
    // One card, and a bit of the next one to show that there is more.
    const int one = m_cards.isEmpty() ? 0 : (*m_cards.cbegin())->sizeHint().height() + 24;
    return {m_content->minimumSizeHint().width(), std::min(one, contentHeight())};
}

void RunningRuns::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry(); // the height of wrapped text depends on the width
    }
}

void RunningRuns::addCard(const Run &run)
{
    if (m_cards.contains(run.id)) {
        return;
    }
    const bool isOurs = m_runs.isOurs(run.id);
    auto *card
        = new RunCard(run, isOurs ? RunCard::Owner::ThisProcess : RunCard::Owner::AnotherProcess, m_content);
    card->setProgress(m_runs.progress(run.id));
    connect(card, &RunCard::pauseRequested, &m_runs, &RunBoard::pause);
    connect(card, &RunCard::resumeRequested, &m_runs, &RunBoard::resume);
    connect(card, &RunCard::cancelRequested, &m_runs, &RunBoard::cancel);
    m_layout->addWidget(card);
    m_cards.insert(run.id, card);
    show();
    updateGeometry();
    Q_EMIT runsChanged();
}

void RunningRuns::removeCard(const QUuid &runId)
{
    RunCard *card = m_cards.take(runId);
    if (!card) {
        return;
    }
    m_layout->removeWidget(card);
    card->hide();
    card->deleteLater(); // its cancel button may be the one that led here
    setVisible(!m_cards.isEmpty());
    updateGeometry();
    Q_EMIT runsChanged();
}

void RunningRuns::showProgress(const QUuid &runId, const Progress &progress)
{
    if (RunCard *card = m_cards.value(runId)) {
        const int before = card->heightForWidth(card->width());
        card->setProgress(progress);
        if (card->heightForWidth(card->width()) != before) {
            updateGeometry(); // the note about a pause came or went
        }
    }
}

int RunningRuns::contentHeight() const
{
    const int width = viewport()->width();
    return m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(width)
                                         : m_layout->totalSizeHint().height();
}

} // namespace litekeeper

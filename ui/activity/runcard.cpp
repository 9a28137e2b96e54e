// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/runcard.h"

#include "ui/activity/runfigures.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/progressshare.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr int barSteps = 10'000;

} // namespace

RunCard::RunCard(const Run &run, Owner owner, QWidget *parent)
    : Panel(parent)
    , m_run(run)
    , m_owner(owner)
    , m_name(new QLabel(displayName(run.source), this))
    , m_folder(new ElidedLabel(Qt::ElideMiddle, this))
    , m_phase(new QLabel(this))
    , m_timeLeft(new QuietLabel(this))
    , m_pauseNote(new QuietLabel(this))
    , m_bar(new QProgressBar(this))
    , m_figures(new RunFigures(this))
    , m_pause(new QPushButton(this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
{
    setObjectName(QStringLiteral("runCard"));
    setAccessibleName(tr("Backup of %1").arg(displayName(run.source)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    buildHead(layout);
    buildBody(layout);
    sayWhoRunsIt();
    setProgress({});
}

void RunCard::buildHead(QVBoxLayout *layout)
{
    m_name->setObjectName(QStringLiteral("runName"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFont(headingFont(font()));
    m_folder->setText(displayPath(m_run.source.parent_path()));
    m_folder->setToolTip(
        tr("%1\nbacked up to %2").arg(displayPath(m_run.source), displayPath(m_run.destination)));
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setIcon(themedIcon(QStringLiteral("cancel")));
    connect(m_pause, &QPushButton::clicked, this, &RunCard::togglePause);
    connect(m_cancel, &QPushButton::clicked, this, &RunCard::cancel);

    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name);
    head->addWidget(m_folder, 1);
    head->addWidget(m_pause);
    head->addWidget(m_cancel);
    layout->addLayout(head);
}

void RunCard::buildBody(QVBoxLayout *layout)
{
    m_phase->setObjectName(QStringLiteral("runPhase"));
    m_timeLeft->setObjectName(QStringLiteral("runTimeLeft"));
    m_bar->setObjectName(QStringLiteral("runBar"));
    m_bar->setAccessibleName(tr("Progress of the backup of %1").arg(displayName(m_run.source)));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_pauseNote->setObjectName(QStringLiteral("pauseNote"));
    m_pauseNote->setWordWrap(true);
    m_pauseNote->setText(
        tr("The snapshot is released, so nobody has to wait for this backup. It goes on where it was if "
           "nobody writes to the database meanwhile, and starts over otherwise."));
    m_pauseNote->hide();

    auto *line = new QHBoxLayout;
    line->addWidget(m_phase, 1);
    line->addWidget(m_timeLeft);
    layout->addLayout(line);
    layout->addWidget(m_bar);
    layout->addWidget(m_pauseNote);
    layout->addSpacing(4);
    layout->addWidget(m_figures);
}

void RunCard::sayWhoRunsIt()
{
    if (m_owner == Owner::ThisProcess) {
        return;
    }
    const QString why
        = tr("This backup runs in another process (%1, started by: %2). It can be cancelled from "
             "here, but only that process could pause it.")
              .arg(m_run.ownerPid)
              .arg(triggerText(m_run.trigger));
    m_pause->setToolTip(why);
    m_pause->setAccessibleDescription(why);
    m_folder->setToolTip(m_folder->toolTip() + QLatin1Char('\n') + why);
}

void RunCard::setProgress(const Progress &progress)
{
    m_paused = progress.paused;
    showPhase(progress);
    showBar(progress);
    showPauseButton();
    m_figures->setProgress(progress);
}

QString RunCard::stateText(const Progress &progress) const
{
    if (m_cancelling) {
        return tr("Cancelling…");
    }
    if (progress.queued) {
        return m_paused ? tr("Paused before it began") : tr("Waiting for its turn");
    }
    return m_paused ? tr("Paused") : phaseText(progress.phase);
}

void RunCard::showPhase(const Progress &progress)
{
    const bool moves = !m_paused && !m_cancelling && !progress.queued;
    m_phase->setText(stateText(progress));
    m_timeLeft->setText(moves ? timeLeftText(progress.millisecondsLeft) : QString());
    m_pauseNote->setVisible(m_paused && !m_cancelling && !progress.queued);
}

void RunCard::showBar(const Progress &progress)
{
    m_bar->setEnabled(!m_paused && !progress.queued); // grey while nothing moves
    const std::optional<double> share = progress.queued ? 0 : shareOf(progress);
    m_bar->setRange(0, share ? barSteps : 0); // 0: something goes on, nobody knows how far it is
    m_bar->setValue(int(share.value_or(0) * barSteps));
}

void RunCard::showPauseButton()
{
    m_pause->setText(m_paused ? tr("&Resume") : tr("&Pause"));
    m_pause->setIcon(themedIcon(m_paused ? QStringLiteral("resume") : QStringLiteral("pause")));
    m_pause->setEnabled(!m_cancelling && m_owner == Owner::ThisProcess);
    m_cancel->setEnabled(!m_cancelling);
}

void RunCard::togglePause()
{
    if (m_paused) {
        Q_EMIT resumeRequested(m_run.id);
    } else {
        Q_EMIT pauseRequested(m_run.id);
    }
}

void RunCard::cancel()
{
    m_cancelling = true;
    m_phase->setText(tr("Cancelling…"));
    m_timeLeft->clear();
    m_pauseNote->hide();
    showPauseButton();
    Q_EMIT cancelRequested(m_run.id);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/jobssection.h"

#include "alerts/jobalerts.h"
#include "service/catalogueservice.h"
#include "ui/common/quietlabel.h"
#include "ui/common/switch.h"

namespace litekeeper {

JobsSection::JobsSection(JobService &jobs, CatalogueService &catalogue, QWidget *parent)
    : SettingsSection(tr("Jobs"), parent)
    , m_jobs(jobs)
    , m_catalogue(catalogue)
{
    setObjectName(QStringLiteral("jobsSection"));
    m_pause = addSwitch(tr("&Pause all jobs"), QStringLiteral("pauseSwitch"));
    m_pauseSentence = addSentence(QStringLiteral("pauseSentence"));
    addSpace();
    m_notify = addSwitch(tr("&Notify also when a job succeeds"), QStringLiteral("notifySwitch"));
    addSentence(QStringLiteral("notifySentence"),
                tr("A job that fails or is overdue is always told, once, until it is well again."));
    connect(m_pause, &QAbstractButton::clicked, this, [this](bool on) { m_jobs.setPaused(on); });
    connect(m_notify, &QAbstractButton::clicked, this,
            [this](bool on) { m_catalogue.setSetting(notifySuccessKey, on ? QVariant(true) : QVariant()); });
    connect(&m_jobs, &JobService::jobsChanged, this, &JobsSection::showState); // also of other processes
    showState();
}

void JobsSection::showState()
{
    const bool isPaused = m_jobs.isPaused();
    m_pause->setChecked(isPaused);
    m_pauseSentence->setText(
        isPaused ? tr("No job starts by its schedule, in no process, until you resume them. What passes "
                      "meanwhile is not caught up.")
                 : tr("While they are paused no job starts by its schedule; “Run now” still works."));
    m_notify->setChecked(m_catalogue.setting(notifySuccessKey).toBool());
}

} // namespace litekeeper

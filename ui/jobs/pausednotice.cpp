// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/pausednotice.h"

#include "service/jobservice.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobmodel.h"

namespace litekeeper {

namespace {

const QString noticeKey = QStringLiteral("jobs/paused");

}

PausedNotice::PausedNotice(JobService &jobs, JobModel &model, JobActions &actions, MessageArea &messages,
                           QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_model(model)
    , m_actions(actions)
    , m_messages(messages)
{
    connect(&m_actions, &JobActions::pauseToggled, this, &PausedNotice::setPaused);
}

void PausedNotice::setPaused(bool paused)
{
    m_jobs.setPaused(paused);
    update();
}

void PausedNotice::update()
{
    const bool paused = m_jobs.isPaused();
    m_actions.setPaused(paused);
    if (paused == m_shown) {
        return; // a notice that comes anew at each look would flicker
    }
    m_shown = paused;
    m_model.setPaused(paused);
    if (!paused) {
        m_messages.clear(noticeKey);
        return;
    }
    MessageBar *bar = m_messages.show(
        Severity::Warning, tr("All jobs are paused: none is started until you resume them."), noticeKey);
    bar->setDismissable(false);
    bar->addButton(tr("&Resume"), QStringLiteral("resumeJobs"), [this] { setPaused(false); });
}

} // namespace litekeeper

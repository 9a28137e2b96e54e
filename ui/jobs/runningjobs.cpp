// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/runningjobs.h"

#include "service/runboard.h"

namespace litekeeper {

RunningJobs::RunningJobs(RunBoard &board, QObject *parent)
    : QObject(parent)
    , m_board(board)
{
    connect(&m_board, &RunBoard::runStarted, this, &RunningJobs::begin);
    connect(&m_board, &RunBoard::runProgressed, this, [this](const QUuid &run, const Progress &progress) {
        if (const auto job = m_jobs.constFind(run); job != m_jobs.constEnd()) {
            Q_EMIT changed(*job, progress);
        }
    });
    connect(&m_board, &RunBoard::runFinished, this, [this](const Run &run) {
        if (const QUuid job = m_jobs.take(run.id); !job.isNull()) {
            Q_EMIT changed(job, std::nullopt);
        }
    });
}

void RunningJobs::announceAll()
{
    const QList<Run> running = m_board.running();
    for (const Run &run : running) {
        begin(run);
    }
}

void RunningJobs::cancel(const QUuid &jobId)
{
    if (const QUuid run = runOf(jobId); !run.isNull()) {
        m_board.cancel(run);
    }
}

void RunningJobs::begin(const Run &run)
{
    if (!run.jobId.isNull()) {
        m_jobs.insert(run.id, run.jobId);
        Q_EMIT changed(run.jobId, m_board.progress(run.id));
    }
}

} // namespace litekeeper

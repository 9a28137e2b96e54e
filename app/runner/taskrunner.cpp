// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"

#include <QThread>

#include <algorithm>

namespace litekeeper {

namespace {

// Looks wait for disks rather than for processors.
constexpr int leastTaskThreads = 4;

} // namespace

TaskLane::TaskLane()
{
    m_pool.setMaxThreadCount(1);
    // One thread for good: SQLite connections and thread-local state would not survive a change of threads.
    m_pool.setExpiryTimeout(-1);
}

TaskLane::~TaskLane()
{
    m_pool.waitForDone();
}

TaskRunner::TaskRunner(int parallelRuns)
{
    setParallelRuns(parallelRuns);
    m_tasks.setMaxThreadCount(std::max(leastTaskThreads, QThread::idealThreadCount()));
}

TaskRunner::~TaskRunner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        for (const std::weak_ptr<RunControl> &weak : m_controls) {
            if (const std::shared_ptr<RunControl> control = weak.lock()) {
                control->requestStop();
            }
        }
    }
    m_runs.waitForDone();
    m_tasks.waitForDone();
}

std::unique_ptr<TaskLane> TaskRunner::makeLane()
{
    return std::make_unique<TaskLane>();
}

void TaskRunner::setParallelRuns(int limit)
{
    m_runs.setMaxThreadCount(std::max(1, limit));
}

void TaskRunner::remember(const std::shared_ptr<RunControl> &control)
{
    const std::lock_guard lock(m_mutex);
    if (m_closing) {
        control->requestStop();
    }
    std::erase_if(m_controls, [](const std::weak_ptr<RunControl> &weak) { return weak.expired(); });
    m_controls.push_back(control);
}

} // namespace litekeeper

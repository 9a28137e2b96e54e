// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "runner/detail/pooledtask.h"

#include <QThreadPool>

#include <memory>
#include <mutex>
#include <vector>

namespace litekeeper {

/// Runs functions one after the other in the order in which they were asked, all on the same thread: the home
/// of an object that belongs to one thread, such as an SQLite connection. Destroying it waits for everything
/// that was asked.
class TaskLane
{
public:
    TaskLane();
    ~TaskLane();
    TaskLane(const TaskLane &) = delete;
    TaskLane &operator=(const TaskLane &) = delete;

    template <typename Function>
    auto start(Function function)
    {
        return detail::startPooled(m_pool, std::move(function));
    }

private:
    QThreadPool m_pool;
};

/// The one owner of threads. Takes blocking functions that work on values of their own, and hands out
/// futures; a future always gets a result, also during the shutdown, so waiting for one is safe. Functions
/// that may take long are stopped by their RunControl, not by QFuture::cancel(), which would drop the result.
/// An exception that leaves a function becomes an Error where the function returns a Result, and reaches the
/// future otherwise.
class TaskRunner
{
public:
    static constexpr int defaultParallelRuns = 2;

    explicit TaskRunner(int parallelRuns = defaultParallelRuns);
    /// Wishes every run and task to stop and waits for all of them. Lanes have to be gone by then.
    ~TaskRunner();
    TaskRunner(const TaskRunner &) = delete;
    TaskRunner &operator=(const TaskRunner &) = delete;

    /// For backups and other work that keeps a disk busy: no more than parallelRuns() at once, the others
    /// wait in the order in which they came. A function whose control wishes a stop meanwhile is still
    /// called, and returns soon.
    template <typename Function>
    auto startRun(std::shared_ptr<RunControl> control, Function function)
    {
        remember(control);
        return detail::startPooled(m_runs, bound(std::move(control), std::move(function)));
    }

    /// For looks, scans and other reading that the window waits for; never waits behind runs.
    template <typename Function>
    auto startTask(std::shared_ptr<RunControl> control, Function function)
    {
        remember(control);
        return detail::startPooled(m_tasks, bound(std::move(control), std::move(function)));
    }
    template <typename Function>
    auto startTask(Function function)
    {
        return detail::startPooled(m_tasks, std::move(function));
    }

    [[nodiscard]] std::unique_ptr<TaskLane> makeLane();

    [[nodiscard]] int parallelRuns() const { return m_runs.maxThreadCount(); }
    /// Runs that go on already are not touched by a lower limit.
    void setParallelRuns(int limit);

private:
    template <typename Function>
    static auto bound(std::shared_ptr<RunControl> control, Function function)
    {
        return [control = std::move(control), function = std::move(function)]() mutable {
            return function(std::as_const(*control));
        };
    }
    void remember(const std::shared_ptr<RunControl> &control);

    QThreadPool m_runs;
    QThreadPool m_tasks;
    std::mutex m_mutex;
    std::vector<std::weak_ptr<RunControl>> m_controls; ///< guarded by m_mutex
    bool m_closing = false;                            ///< guarded by m_mutex
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/parallelwork.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <thread>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr unsigned mostThreads = 4;

class Crew
{
public:
    explicit Crew(const ParallelWork &work)
        : m_work(work)
    {
    }

    Result<void> run()
    {
        const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads);
        std::vector<std::future<void>> workers;
        for (size_t count = std::min(size_t(threads), m_work.tasks.size()); count > 0; --count) {
            workers.push_back(std::async(std::launch::async, [this] { work(); }));
        }
        for (const std::future<void> &worker : workers) {
            while (worker.wait_for(20ms) != std::future_status::ready) {
                tick();
            }
        }
        return m_error ? Result<void>(*m_error) : Result<void>();
    }

private:
    void work()
    {
        Result<Connection> connection = m_work.connect();
        if (!connection) {
            const std::lock_guard lock(m_mutex);
            m_error = connection.error();
            return;
        }
        connection->setStopCondition(m_work.shouldStop);
        {
            const std::lock_guard lock(m_mutex);
            m_connections.push_back(&*connection);
        }
        for (size_t index = m_next++; index < m_work.tasks.size() && !m_work.shouldStop(); index = m_next++) {
            m_work.tasks[index](*connection);
        }
        const std::lock_guard lock(m_mutex);
        std::erase(m_connections, &*connection);
    }

    void tick()
    {
        if (m_work.shouldStop()) {
            const std::lock_guard lock(m_mutex);
            for (const Connection *connection : m_connections) {
                connection->interrupt();
            }
        }
        if (m_work.onTick) {
            m_work.onTick();
        }
    }

    const ParallelWork &m_work;
    std::atomic<size_t> m_next = 0;
    std::mutex m_mutex; ///< for everything below
    std::vector<Connection *> m_connections;
    std::optional<Error> m_error;
};

} // namespace

Result<void> workInParallel(const ParallelWork &work)
{
    return Crew(work).run();
}

} // namespace litekeeper

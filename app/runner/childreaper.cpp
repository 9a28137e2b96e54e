// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childreaper.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/wait.h>

namespace litekeeper {

namespace {

constexpr std::chrono::milliseconds interval{100};

/// One thread for all of them, from the first one on. It asks and never waits, because a process that hangs
/// in the kernel ends when its server answers, or never.
class Reaper
{
public:
    Reaper()
        : m_thread([this] { work(); })
    {
    }
    ~Reaper()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isClosing = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    Reaper(const Reaper &) = delete;
    Reaper &operator=(const Reaper &) = delete;

    void add(pid_t child)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_children.push_back(child);
        }
        m_changed.notify_all();
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        while (!m_isClosing) {
            std::erase_if(m_children, [](pid_t child) { return ::waitpid(child, nullptr, WNOHANG) != 0; });
            if (m_children.empty()) {
                m_changed.wait(lock, [this] { return m_isClosing || !m_children.empty(); });
            } else {
                m_changed.wait_for(lock, interval, [this] { return m_isClosing; });
            }
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<pid_t> m_children; ///< guarded by m_mutex
    bool m_isClosing = false;      ///< guarded by m_mutex
    std::thread m_thread;          ///< the last member: it uses the others
};

} // namespace

void reapLater(pid_t child)
{
    static Reaper reaper;
    reaper.add(child);
}

} // namespace litekeeper

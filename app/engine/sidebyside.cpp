// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/sidebyside.h"

#include <atomic>
#include <future>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

class SideBySide
{
public:
    SideBySide(const RunControl &control, const ControlledWork &first, const ControlledWork &second)
        : m_control(control)
        , m_first(first)
        , m_second(second)
        , m_controlOfFirst([&control](const Progress &progress) { control.report(progress); })
        , m_controlOfSecond([this](const Progress &progress) {
            if (m_firstIsDone) {
                m_control.report(progress);
            }
        })
    {
    }

    Result<void> run()
    {
        std::future<Result<void>> first
            = std::async(std::launch::async, [this] { return perform(m_first, m_controlOfFirst); });
        std::future<Result<void>> second
            = std::async(std::launch::async, [this] { return perform(m_second, m_controlOfSecond); });
        while (first.wait_for(20ms) != std::future_status::ready) {
            passWishesOn();
        }
        m_firstIsDone = true;
        while (second.wait_for(20ms) != std::future_status::ready) {
            passWishesOn();
        }
        const Result<void> one = first.get();
        const Result<void> two = second.get();
        // What was stopped because the other had failed has nothing to say.
        return one || (isStopped(one) && !two && !isStopped(two)) ? two : one;
    }

private:
    Result<void> perform(const ControlledWork &work, const RunControl &own)
    {
        Result<void> done = work(own);
        if (!done) {
            m_isGivenUp = true;
        }
        return done;
    }
    static bool isStopped(const Result<void> &failed) { return failed.error().kind == ErrorKind::Cancelled; }
    void passWishesOn()
    {
        const bool stop = m_control.stopRequested() || m_isGivenUp;
        for (RunControl *own : {&m_controlOfFirst, &m_controlOfSecond}) {
            if (stop && !own->stopRequested()) {
                own->requestStop();
            }
            if (m_control.pauseRequested() != own->pauseRequested()) {
                m_control.pauseRequested() ? own->requestPause() : own->requestResume();
            }
        }
    }

    const RunControl &m_control;
    const ControlledWork &m_first;
    const ControlledWork &m_second;
    std::atomic<bool> m_firstIsDone = false;
    std::atomic<bool> m_isGivenUp = false;
    RunControl m_controlOfFirst;
    RunControl m_controlOfSecond;
};

} // namespace

Result<void> doSideBySide(const RunControl &control, const ControlledWork &first,
                          const ControlledWork &second)
{
    return SideBySide(control, first, second).run();
}

} // namespace litekeeper

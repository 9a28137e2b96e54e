// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <chrono>

namespace litekeeper {

/// Turns "so many bytes are done" into Progress with a smoothed rate and the time left, at most 50 reports a
/// second and always the first and last of a phase. One thread.
class ProgressMeter
{
public:
    explicit ProgressMeter(const RunControl &control);

    void beginPhase(Phase phase, qint64 bytesTotal);
    void advanceTo(qint64 bytesDone);
    /// advanceTo() for Phase::Copying, where pages are what is counted.
    void advancePages(qint64 done, qint64 total, int pageSize);
    void setHold(qint64 milliseconds, qint64 walGrowthBytes);
    void setPaused(bool paused);
    /// Where work can simply wait: blocks while a pause is wished, and says so.
    void waitWhilePaused();
    void addRestart();

    [[nodiscard]] const Progress &progress() const { return m_progress; }

private:
    using SteadyClock = std::chrono::steady_clock;

    void updateRate(SteadyClock::time_point now);
    void report(SteadyClock::time_point now);

    const RunControl &m_control;
    Progress m_progress;
    SteadyClock::time_point m_lastReport;
    SteadyClock::time_point m_sampleAt;
    qint64 m_sampleBytes = 0;
};

} // namespace litekeeper

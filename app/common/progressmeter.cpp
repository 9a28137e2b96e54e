// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/progressmeter.h"

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto reportInterval = 20ms;
constexpr auto sampleInterval = 250ms;
constexpr double newSampleWeight = 0.3;

} // namespace

ProgressMeter::ProgressMeter(const RunControl &control)
    : m_control(control)
{
}

void ProgressMeter::beginPhase(Phase phase, qint64 bytesTotal)
{
    m_progress.phase = phase;
    m_progress.bytesDone = 0;
    m_progress.bytesTotal = bytesTotal;
    m_progress.bytesPerSecond = 0;
    m_progress.millisecondsLeft = -1;
    const SteadyClock::time_point now = SteadyClock::now();
    m_sampleAt = now;
    m_sampleBytes = 0;
    report(now);
}

void ProgressMeter::advanceTo(qint64 bytesDone)
{
    m_progress.bytesDone = bytesDone;
    const SteadyClock::time_point now = SteadyClock::now();
    updateRate(now);
    if (now - m_lastReport >= reportInterval || bytesDone == m_progress.bytesTotal) {
        report(now);
    }
}

void ProgressMeter::advancePages(qint64 done, qint64 total, int pageSize)
{
    m_progress.pagesDone = done;
    m_progress.pagesTotal = total;
    m_progress.bytesTotal = total * pageSize;
    advanceTo(done * pageSize);
}

void ProgressMeter::setHold(qint64 milliseconds, qint64 walGrowthBytes)
{
    m_progress.holdMilliseconds = milliseconds;
    m_progress.walGrowthBytes = walGrowthBytes;
}

void ProgressMeter::setPaused(bool paused)
{
    m_progress.paused = paused;
    const SteadyClock::time_point now = SteadyClock::now();
    m_sampleAt = now;
    m_sampleBytes = m_progress.bytesDone;
    report(now);
}

void ProgressMeter::waitWhilePaused()
{
    if (m_control.pauseRequested()) {
        setPaused(true);
        m_control.waitWhilePaused();
        setPaused(false);
    }
}

void ProgressMeter::addRestart()
{
    ++m_progress.restarts;
}

void ProgressMeter::updateRate(SteadyClock::time_point now)
{
    const std::chrono::duration<double> elapsed = now - m_sampleAt;
    if (elapsed < sampleInterval) {
        return;
    }
    const double sample = double(m_progress.bytesDone - m_sampleBytes) / elapsed.count();
    const bool first = m_progress.bytesPerSecond <= 0;
    m_progress.bytesPerSecond
        = first ? sample : (1 - newSampleWeight) * m_progress.bytesPerSecond + newSampleWeight * sample;
    m_sampleAt = now;
    m_sampleBytes = m_progress.bytesDone;
    if (m_progress.bytesPerSecond > 0 && m_progress.bytesTotal >= 0) {
        const double left = double(m_progress.bytesTotal - m_progress.bytesDone) / m_progress.bytesPerSecond;
        m_progress.millisecondsLeft = qint64(left * 1000);
    }
}

void ProgressMeter::report(SteadyClock::time_point now)
{
    m_lastReport = now;
    m_control.report(m_progress);
}

} // namespace litekeeper

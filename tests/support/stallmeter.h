// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace litekeeper::test {

/// Measures how long the event loop of this thread was away at most: a tick that should come every few
/// milliseconds comes late when something blocks. What the system takes from a busy process counts, too.
class StallMeter
{
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(tickMilliseconds);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_timer.start();
        m_sinceTick.start();
    }

    /// Milliseconds from one tick to the next, the longest since the start or the last reset.
    [[nodiscard]] double longestGap() const { return m_longest; }
    [[nodiscard]] qint64 ticks() const { return m_ticks; }
    void reset()
    {
        m_longest = 0;
        m_ticks = 0;
        m_sinceTick.restart();
    }

private:
    static constexpr int tickMilliseconds = 2;

    void tick()
    {
        m_longest = std::max(m_longest, double(m_sinceTick.nsecsElapsed()) / 1e6);
        m_sinceTick.restart();
        ++m_ticks;
    }

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    double m_longest = 0;
    qint64 m_ticks = 0;
};

} // namespace litekeeper::test

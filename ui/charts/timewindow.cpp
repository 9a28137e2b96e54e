// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timewindow.h"

#include <QDateTime>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 day = 86'400'000;

} // namespace

TimeWindow::TimeWindow(QObject *parent)
    : QObject(parent)
{
    const Instant now = QDateTime::currentMSecsSinceEpoch();
    setBounds({now - 30 * day, now});
}

void TimeWindow::setBounds(const TimeRange &bounds)
{
    m_bounds = bounds;
    take(m_span == Span::Custom ? m_range : rangeOf(m_span), m_span);
}

/// A little air at both ends, so that the first and the last thing are no half things.
TimeRange TimeWindow::room() const
{
    const qint64 length = std::max(day, m_bounds.length());
    const qint64 air = length / 50;
    return {m_bounds.until - length - air, m_bounds.until + air};
}

TimeRange TimeWindow::rangeOf(Span span) const
{
    const auto last = [this](qint64 length) { return TimeRange{m_bounds.until - length, m_bounds.until}; };
    switch (span) {
    case Span::Day:
        return last(day);
    case Span::Week:
        return last(7 * day);
    case Span::Month:
        return last(30 * day);
    case Span::Year:
        return last(365 * day);
    case Span::All:
        return room();
    case Span::Custom:
        return m_range;
    }
    return m_range;
}

void TimeWindow::setSpan(Span span)
{
    take(rangeOf(span), span);
}

void TimeWindow::setRange(const TimeRange &range)
{
    // A year of which only a month has happened is still a year, so the widest range is not only what there
    // is.
    const qint64 air = std::min(room().until - m_bounds.until, range.length() / 10);
    const TimeRange widest{std::min(m_bounds.from - air, m_bounds.until - 366 * day), m_bounds.until + air};
    take(keptWithin(range, widest), Span::Custom);
}

void TimeWindow::zoom(double factor, Instant fixed)
{
    setRange(zoomed(m_range, factor, fixed));
}

void TimeWindow::pan(qint64 milliseconds)
{
    setRange(panned(m_range, milliseconds));
}

void TimeWindow::reveal(Instant instant)
{
    const qint64 margin = m_range.length() / 10;
    if (instant < m_range.from + margin / 2) {
        pan(instant - margin - m_range.from);
    } else if (instant > m_range.until - margin / 2) {
        pan(instant + margin - m_range.until);
    }
}

void TimeWindow::take(const TimeRange &range, Span span)
{
    const bool otherSpan = m_span != span;
    const bool otherRange = !(m_range == range);
    m_span = span;
    m_range = range;
    if (otherSpan) {
        Q_EMIT spanChanged();
    }
    if (otherRange) {
        Q_EMIT rangeChanged();
    }
}

} // namespace litekeeper

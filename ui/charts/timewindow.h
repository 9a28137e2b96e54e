// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QObject>

namespace litekeeper {

/// The range of time that several charts show together. Charts change it (zoom, pan), and follow it. Main
/// thread only.
class TimeWindow : public QObject
{
    Q_OBJECT

public:
    /// All but Custom end now, and move along with setBounds().
    enum class Span { Day, Week, Month, Year, All, Custom };
    Q_ENUM(Span)

    explicit TimeWindow(QObject *parent = nullptr);

    /// From the first instant that there is something to show of until now.
    void setBounds(const TimeRange &bounds);
    [[nodiscard]] const TimeRange &bounds() const { return m_bounds; }
    [[nodiscard]] const TimeRange &range() const { return m_range; }
    [[nodiscard]] Span span() const { return m_span; }

    void setSpan(Span span);
    void setRange(const TimeRange &range); ///< is moved to where there is something to show
    void zoom(double factor, Instant fixed);
    void pan(qint64 milliseconds);
    void reveal(Instant instant); ///< moves as little as is needed

Q_SIGNALS:
    void rangeChanged();
    void spanChanged();

private:
    [[nodiscard]] TimeRange room() const;
    [[nodiscard]] TimeRange rangeOf(Span span) const;
    void take(const TimeRange &range, Span span);

    TimeRange m_bounds;
    TimeRange m_range;
    Span m_span = Span::All;
};

} // namespace litekeeper

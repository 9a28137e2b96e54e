// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/listedrange.h"

#include "ui/charts/timeticks.h"
#include "ui/charts/timewindow.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::HistoryPage)
};

} // namespace

std::optional<TimeRange> listedRange(const TimeWindow &window)
{
    switch (window.span()) {
    case TimeWindow::Span::All:
        return {};
    case TimeWindow::Span::Custom:
        return window.range();
    default:
        return TimeRange{window.range().from, std::numeric_limits<Instant>::max()};
    }
}

QString rangeWords(const TimeWindow &window)
{
    switch (window.span()) {
    case TimeWindow::Span::Day:
        return Words::tr("Last 24 hours");
    case TimeWindow::Span::Week:
        return Words::tr("Last 7 days");
    case TimeWindow::Span::Month:
        return Words::tr("Last 30 days");
    case TimeWindow::Span::Year:
        return Words::tr("Last year");
    case TimeWindow::Span::All:
        return {};
    case TimeWindow::Span::Custom:
        break;
    }
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDate from = localDate(window.range().from, zone);
    const QDate until = localDate(window.range().until - 1, zone);
    const auto text = [](const QDate &date) { return QLocale().toString(date, QLocale::ShortFormat); };
    return from == until ? text(from) : Words::tr("%1 to %2").arg(text(from), text(until));
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/trendticker.h"

#include "ui/charts/timeticks.h"
#include "ui/common/format.h"

namespace litekeeper {

namespace {

constexpr double tickDistance = 72;
constexpr double wantedTicks = 4;

} // namespace

void TimeTicker::generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                          QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    Q_UNUSED(locale)
    Q_UNUSED(formatChar)
    Q_UNUSED(precision)
    const TimeRange shown{qRound64(range.lower * 1000), qRound64(range.upper * 1000)};
    const TimeTicks found = timeTicks(TimeAxis(shown, 0, m_width), m_zone, tickDistance);
    ticks.clear();
    if (subTicks) {
        subTicks->clear();
    }
    if (tickLabels) {
        tickLabels->clear();
    }
    for (const TimeTick &tick : found.ticks) {
        ticks.append(double(tick.at) / 1000);
        if (tickLabels) {
            tickLabels->append(tick.text);
        }
    }
}

double FigureTicker::getTickStep(const QCPRange &range)
{
    const double wanted = std::max(1.0, range.size() / wantedTicks);
    if (m_unit == TrendView::Unit::Bytes) {
        double unit = 1;
        while (unit * 1024 <= wanted) {
            unit *= 1024;
        }
        return std::max(1.0, cleanMantissa(wanted / unit)) * unit;
    }
    for (const double step :
         {1.0,  2.0,  5.0,  10.0,  20.0,  50.0,  100.0, 200.0,  500.0,  1e3,    2e3,     5e3,    10e3,
          15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3, 14400e3, 43200e3}) {
        if (step >= wanted) {
            return step;
        }
    }
    return cleanMantissa(wanted / 86400e3) * 86400e3;
}

QString FigureTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    const qint64 value = qRound64(tick);
    return m_unit == TrendView::Unit::Bytes ? bytesText(value) : durationText(value);
}

int FigureTicker::getSubTickCount(double)
{
    return 0;
}

} // namespace litekeeper

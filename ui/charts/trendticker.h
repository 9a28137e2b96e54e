// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/trendview.h"

#include "ui/charts/plotting.h"

namespace litekeeper {

/// The ticks of our other time axes. Coordinates are seconds since 1970.
class TimeTicker : public QCPAxisTicker
{
public:
    void setTimeZone(const QTimeZone &zone) { m_zone = zone; }
    void setWidth(int pixels) { m_width = pixels; } ///< of the axis

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision,
                  QVector<double> &ticks, QVector<double> *subTicks, QVector<QString> *tickLabels) override;

private:
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    int m_width = 600;
};

/// Round bytes (in powers of two) or round times.
class FigureTicker : public QCPAxisTicker
{
public:
    explicit FigureTicker(TrendView::Unit unit)
        : m_unit(unit)
    {
    }

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
    int getSubTickCount(double tickStep) override;

private:
    TrendView::Unit m_unit;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QList>

namespace litekeeper {

/// A figure of one run.
struct TrendPoint
{
    Instant at = 0;
    double value = 0;
    qint64 key = 0; ///< the page's own name for it
};

/// A point among its neighbours: what is usual at that time, and whether it is far from that.
struct TrendFigure
{
    TrendPoint point;
    double median = 0;
    double low = 0;  ///< a quarter of the neighbours lies below
    double high = 0; ///< a quarter of the neighbours lies above
    bool isOutlier = false;
};

/// Compares each point with the 31 around it. An outlier is further from their median than four times what is
/// usual (the median of the distances), and than a tenth of the median, so that figures that hardly change
/// have none; with fewer than five points nothing is unusual. `points` come in the order of time.
[[nodiscard]] QList<TrendFigure> trendOf(const QList<TrendPoint> &points);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/trend.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace litekeeper {

namespace {

constexpr qsizetype neighbours = 31;
constexpr qsizetype leastPoints = 5;
constexpr double usualDistances = 4;
constexpr double leastShare = 0.1;

/// Of sorted values, between two of them if need be.
double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * double(sorted.size() - 1);
    const auto before = size_t(place);
    const size_t after = std::min(before + 1, sorted.size() - 1);
    return sorted[before] + (sorted[after] - sorted[before]) * (place - double(before));
}

} // namespace

QList<TrendFigure> trendOf(const QList<TrendPoint> &points)
{
    QList<TrendFigure> figures;
    figures.reserve(points.size());
    std::vector<double> values;
    std::vector<double> distances;
    for (qsizetype at = 0; at < points.size(); ++at) {
        const qsizetype size = std::min(neighbours, points.size());
        const qsizetype first = std::clamp<qsizetype>(at - neighbours / 2, 0, points.size() - size);
        values.clear();
        for (qsizetype near = first; near < first + size; ++near) {
            values.push_back(points.at(near).value);
        }
        std::sort(values.begin(), values.end());
        const double median = quantile(values, 0.5);
        distances.clear();
        for (const double value : values) {
            distances.push_back(std::abs(value - median));
        }
        std::sort(distances.begin(), distances.end());
        const double limit
            = std::max(usualDistances * quantile(distances, 0.5), leastShare * std::abs(median));
        const bool isFar = std::abs(points.at(at).value - median) > limit;
        figures.append({points.at(at), median, quantile(values, 0.25), quantile(values, 0.75),
                        isFar && size >= leastPoints});
    }
    return figures;
}

} // namespace litekeeper

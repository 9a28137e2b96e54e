// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/trendview.h"

class QCPAxisRect;
class QCPGraph;
class QCPItemText;
class QCustomPlot;

namespace litekeeper {

/// One plot of a TrendView: the graphs of QCustomPlot and what they show.
class TrendCurve
{
public:
    TrendCurve(QCustomPlot &plot, int row, const QString &title, TrendView::Unit unit);

    void setPoints(const QList<TrendPoint> &points);
    void showRange(const TimeRange &range, const QTimeZone &zone);
    void wearPalette(const QPalette &palette, const QFont &font);
    void setCurrent(qsizetype figure, bool isShown); ///< -1: none
    void setLeftMargin(int pixels);

    [[nodiscard]] const QList<TrendFigure> &figures() const { return m_figures; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString valueText(double value) const;
    [[nodiscard]] QRect area() const;
    [[nodiscard]] QPointF positionOf(const TrendFigure &figure) const;
    [[nodiscard]] qsizetype figureAt(const QPointF &position) const; ///< -1: none is near
    /// What a screen reader says of the figures in a range.
    [[nodiscard]] QString summary(const TimeRange &range) const;
    /// As the first one in the range and the one behind the last.
    [[nodiscard]] std::pair<qsizetype, qsizetype> figuresIn(const TimeRange &range) const;

private:
    void fitValues(const TimeRange &range);

    QString m_title;
    TrendView::Unit m_unit;
    QCPAxisRect *m_rect;
    QCPItemText *m_name;
    QCPGraph *m_low;
    QCPGraph *m_high; ///< filled down to m_low
    QCPGraph *m_median;
    QCPGraph *m_points;
    QCPGraph *m_outliers;
    QCPGraph *m_current;
    QList<TrendFigure> m_figures;
};

} // namespace litekeeper

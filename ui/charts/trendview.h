// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/trend.h"

#include <QTimeZone>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QCustomPlot;

namespace litekeeper {

class TimeWindow;
class TrendCurve;

/// Figures of runs over time, each kind in a plot of its own, on the time axis of the other charts: points,
/// what is usual as a line and a band, outliers as diamonds. The wheel zooms, dragging pans, a click or
/// Return activates a run, arrows walk.
class TrendView : public QWidget
{
    Q_OBJECT

public:
    enum class Unit { Bytes, Milliseconds };
    using Explanation = std::function<QString(qint64 key)>;

    explicit TrendView(TimeWindow &window, QWidget *parent = nullptr); ///< the window lives longer
    ~TrendView() override;

    /// One below the other, in the order in which they are added.
    void addTrend(const QString &title, Unit unit);
    void setPoints(int trend, const QList<TrendPoint> &points);
    void setExplanation(Explanation explanation); ///< for tooltips
    void setTimeZone(const QTimeZone &zone);
    void setLeftMargin(int pixels); ///< so that it stands below a timeline

    struct Place
    {
        int trend = -1;
        qsizetype figure = 0;

        bool operator==(const Place &) const = default;
    };
    [[nodiscard]] Place currentPlace() const { return m_current; }
    void setCurrentPlace(const Place &place);
    [[nodiscard]] const QList<TrendFigure> &figures(int trend) const;
    [[nodiscard]] QString textOf(const Place &place) const;
    [[nodiscard]] QPoint positionOf(const Place &place) const;
    [[nodiscard]] Place placeAt(const QPoint &position) const;

    void paintAll(QPainter &painter, const QRect &area) const; ///< for a file

Q_SIGNALS:
    void activated(qint64 key);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showRange();
    void wearPalette();
    void describeAll();
    void showCurrent();
    void walk(int steps);
    void activate(const Place &place);
    bool mouseEvent(QEvent *event);
    [[nodiscard]] double millisecondsPerPixel() const;

    TimeWindow &m_window;
    QTimeZone m_zone;
    QCustomPlot *m_plot;
    std::vector<std::unique_ptr<TrendCurve>> m_curves;
    Explanation m_explanation;
    Place m_current;
    QPoint m_pressed;
    int m_dragged = 0;
    bool m_isPressed = false;
    bool m_pans = false;
};

} // namespace litekeeper

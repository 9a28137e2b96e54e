// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/trendview.h"

#include "ui/charts/timelinetext.h"
#include "ui/charts/timewindow.h"
#include "ui/charts/trendcurve.h"

#include "ui/charts/plotting.h"

#include <QPicture>
#include <QVBoxLayout>

namespace litekeeper {

TrendView::TrendView(TimeWindow &window, QWidget *parent)
    : QWidget(parent)
    , m_window(window)
    , m_zone(QTimeZone::systemTimeZone())
    , m_plot(new QCustomPlot(this))
{
    setObjectName(QStringLiteral("trends"));
    setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setAutoAddPlottableToLegend(false);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setMouseTracking(true);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setFocusProxy(this);
    m_plot->installEventFilter(this);
    connect(&window, &TimeWindow::rangeChanged, this, &TrendView::showRange);
    wearPalette();
}

TrendView::~TrendView() = default;

void TrendView::addTrend(const QString &title, Unit unit)
{
    m_curves.push_back(std::make_unique<TrendCurve>(*m_plot, int(m_curves.size()), title, unit));
    wearPalette();
}

void TrendView::setPoints(int trend, const QList<TrendPoint> &points)
{
    m_curves.at(trend)->setPoints(points);
    m_current = {};
    showCurrent();
    showRange();
}

void TrendView::setExplanation(Explanation explanation)
{
    m_explanation = std::move(explanation);
}

void TrendView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    showRange();
}

void TrendView::setLeftMargin(int pixels)
{
    for (const auto &curve : m_curves) {
        curve->setLeftMargin(pixels);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

const QList<TrendFigure> &TrendView::figures(int trend) const
{
    return m_curves.at(trend)->figures();
}

void TrendView::showRange()
{
    for (const auto &curve : m_curves) {
        curve->showRange(m_window.range(), m_zone);
    }
    describeAll();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrendView::describeAll()
{
    QStringList sentences;
    for (const auto &curve : m_curves) {
        sentences.append(curve->summary(m_window.range()));
    }
    setAccessibleDescription(sentences.join(u' '));
}

void TrendView::wearPalette()
{
    m_plot->setBackground(QBrush(palette().color(QPalette::Base)));
    for (const auto &curve : m_curves) {
        curve->wearPalette(palette(), font());
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrendView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        wearPalette();
    }
}

QString TrendView::textOf(const Place &place) const
{
    const TrendCurve &curve = *m_curves.at(place.trend);
    const TrendFigure &figure = curve.figures().at(place.figure);
    QStringList lines{tr("%1: %2").arg(curve.title(), curve.valueText(figure.point.value)),
                      instantText(figure.point.at, m_zone)};
    if (figure.isOutlier) {
        lines.append(tr("Far from the usual %1").arg(curve.valueText(figure.median)));
    }
    if (const QString cause = m_explanation ? m_explanation(figure.point.key) : QString(); !cause.isEmpty()) {
        lines.append(cause);
    }
    return lines.join(u'\n');
}

QPoint TrendView::positionOf(const Place &place) const
{
    const TrendCurve &curve = *m_curves.at(place.trend);
    return m_plot->mapTo(this, curve.positionOf(curve.figures().at(place.figure)).toPoint());
}

TrendView::Place TrendView::placeAt(const QPoint &position) const
{
    for (int trend = 0; trend < int(m_curves.size()); ++trend) {
        const qsizetype figure = m_curves.at(trend)->figureAt(position);
        if (figure >= 0 && m_curves.at(trend)->area().adjusted(-8, -8, 8, 8).contains(position)) {
            return {trend, figure};
        }
    }
    return {};
}

void TrendView::setCurrentPlace(const Place &place)
{
    m_current = place;
    if (place.trend >= 0) {
        m_window.reveal(m_curves.at(place.trend)->figures().at(place.figure).point.at);
        setAccessibleName(textOf(place).replace(u'\n', QLatin1String(", ")));
    }
    showCurrent();
}

void TrendView::showCurrent()
{
    for (int trend = 0; trend < int(m_curves.size()); ++trend) {
        m_curves.at(trend)->setCurrent(m_current.figure, m_current.trend == trend && hasFocus());
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrendView::activate(const Place &place)
{
    if (place.trend >= 0) {
        Q_EMIT activated(m_curves.at(place.trend)->figures().at(place.figure).point.key);
    }
}

void TrendView::paintAll(QPainter &painter, const QRect &area) const
{
    // QCustomPlot draws with a painter of its own, so it draws a picture that ours can play anywhere.
    QPicture picture;
    QCPPainter inner;
    inner.begin(&picture);
    m_plot->toPainter(&inner, area.width(), area.height());
    inner.end();
    painter.drawPicture(area.topLeft(), picture);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/trendcurve.h"

#include "ui/charts/trendticker.h"
#include "ui/common/format.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QCoreApplication>

#include <cmath>

namespace litekeeper {

namespace {

constexpr int nearPixels = 12;
constexpr int leftMargin = 90; // has room for figures
constexpr int rightMargin = 12;
constexpr int nameLeft = 12;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::TrendView)
};

double seconds(Instant instant)
{
    return double(instant) / 1000;
}

} // namespace

TrendCurve::TrendCurve(QCustomPlot &plot, int row, const QString &title, TrendView::Unit unit)
    : m_title(title)
    , m_unit(unit)
    , m_rect(new QCPAxisRect(&plot))
    , m_name(new QCPItemText(&plot))
{
    plot.plotLayout()->addElement(row, 0, m_rect);
    m_rect->setAutoMargins(QCP::msTop | QCP::msBottom);
    m_rect->setMinimumMargins({0, 12, 0, 4});
    setLeftMargin(leftMargin);
    // In the margin, where a timeline has the names of its lanes.
    m_name->setText(title);
    m_name->setClipToAxisRect(false);
    m_name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_name->position->setAxisRect(m_rect);
    m_name->position->setTypeX(QCPItemPosition::ptAbsolute);
    m_name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_name->position->setCoords(nameLeft, 0);
    QCPAxis *time = m_rect->axis(QCPAxis::atBottom);
    QCPAxis *value = m_rect->axis(QCPAxis::atLeft);
    time->setTicker(QSharedPointer<TimeTicker>::create());
    value->setTicker(QSharedPointer<FigureTicker>::create(unit));
    for (QCPAxis *axis : {time, value}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 0);
        axis->setBasePen(Qt::NoPen);
    }
    const auto graph = [&plot, time, value] {
        QCPGraph *made = plot.addGraph(time, value);
        made->setAdaptiveSampling(true);
        return made;
    };
    m_low = graph();
    m_high = graph();
    m_high->setChannelFillGraph(m_low);
    m_median = graph();
    m_points = graph();
    m_outliers = graph();
    m_current = graph();
    for (QCPGraph *marks : {m_points, m_outliers, m_current}) {
        marks->setLineStyle(QCPGraph::lsNone);
    }
}

void TrendCurve::setPoints(const QList<TrendPoint> &points)
{
    m_figures = trendOf(points);
    for (QCPGraph *graph : {m_low, m_high, m_median, m_points, m_outliers, m_current}) {
        graph->data()->clear();
    }
    for (const TrendFigure &figure : std::as_const(m_figures)) {
        const double at = seconds(figure.point.at);
        m_low->addData(at, figure.low);
        m_high->addData(at, figure.high);
        m_median->addData(at, figure.median);
        (figure.isOutlier ? m_outliers : m_points)->addData(at, figure.point.value);
    }
}

void TrendCurve::setLeftMargin(int pixels)
{
    m_rect->setAutoMargins(QCP::msTop | QCP::msBottom);
    m_rect->setMargins({pixels, 0, rightMargin, 0});
}

void TrendCurve::showRange(const TimeRange &range, const QTimeZone &zone)
{
    QCPAxis *time = m_rect->axis(QCPAxis::atBottom);
    const auto ticker = time->ticker().staticCast<TimeTicker>();
    ticker->setTimeZone(zone);
    ticker->setWidth(std::max(100, m_rect->width()));
    time->setRange(seconds(range.from), seconds(range.until));
    fitValues(range);
}

/// What is seen fills the plot, but a wobble of a few per cent does not look like a storm.
void TrendCurve::fitValues(const TimeRange &range)
{
    const auto [first, end] = figuresIn(range);
    double least = 0;
    double most = 1;
    for (qsizetype at = first; at < end; ++at) {
        const double value = m_figures.at(at).point.value;
        least = at == first ? value : std::min(least, value);
        most = at == first ? value : std::max(most, value);
    }
    const double room = std::max({most - least, most * 0.1, 1.0});
    m_rect->axis(QCPAxis::atLeft)->setRange(std::max(0.0, least - room * 0.6), most + room * 0.25);
}

void TrendCurve::wearPalette(const QPalette &palette, const QFont &font)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor outlier = toneColor(Tone::Waiting, palette);
    m_low->setPen(Qt::NoPen);
    m_high->setPen(Qt::NoPen);
    m_high->setBrush(mixed(base, accent, isDark(palette) ? 0.28 : 0.3));
    m_median->setPen(QPen(mixed(accent, text, isDark(palette) ? 0 : 0.15), 2));
    // A disc of QCustomPlot has the colour of the pen.
    m_points->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, mixed(base, text, 0.62), 4));
    m_outliers->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, QPen(base, 1), outlier, 11));
    m_name->setFont(font);
    m_name->setColor(text);
    m_current->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(text, 2), Qt::NoBrush, 15));
    for (QCPAxis *axis : {m_rect->axis(QCPAxis::atBottom), m_rect->axis(QCPAxis::atLeft)}) {
        axis->setTickLabelColor(mutedColor(palette));
        axis->setTickLabelFont(smallFont(font));
        axis->grid()->setPen(QPen(mixed(base, text, 0.1), 1));
        axis->grid()->setZeroLinePen(QPen(mixed(base, text, 0.2), 1));
    }
}

void TrendCurve::setCurrent(qsizetype figure, bool isShown)
{
    m_current->data()->clear();
    if (isShown && figure >= 0 && figure < m_figures.size()) {
        const TrendPoint &point = m_figures.at(figure).point;
        m_current->addData(seconds(point.at), point.value);
    }
}

QString TrendCurve::valueText(double value) const
{
    return m_unit == TrendView::Unit::Bytes ? bytesText(qRound64(value)) : durationText(qRound64(value));
}

QRect TrendCurve::area() const
{
    return m_rect->rect();
}

QPointF TrendCurve::positionOf(const TrendFigure &figure) const
{
    return {m_rect->axis(QCPAxis::atBottom)->coordToPixel(seconds(figure.point.at)),
            m_rect->axis(QCPAxis::atLeft)->coordToPixel(figure.point.value)};
}

qsizetype TrendCurve::figureAt(const QPointF &position) const
{
    QCPAxis *time = m_rect->axis(QCPAxis::atBottom);
    const auto instant = [time](double pixel) { return qRound64(time->pixelToCoord(pixel) * 1000); };
    const auto [first, end]
        = figuresIn({instant(position.x() - nearPixels), instant(position.x() + nearPixels)});
    qsizetype nearest = -1;
    double distance = nearPixels;
    for (qsizetype at = first; at < end; ++at) {
        const QPointF apart = positionOf(m_figures.at(at)) - position;
        if (const double length = std::hypot(apart.x(), apart.y()); length <= distance) {
            nearest = at;
            distance = length;
        }
    }
    return nearest;
}

std::pair<qsizetype, qsizetype> TrendCurve::figuresIn(const TimeRange &range) const
{
    const auto before = [](Instant instant) {
        return [instant](const TrendFigure &figure) { return figure.point.at < instant; };
    };
    const auto first = std::partition_point(m_figures.begin(), m_figures.end(), before(range.from));
    const auto end = std::partition_point(first, m_figures.end(), before(range.until));
    return {first - m_figures.begin(), end - m_figures.begin()};
}

QString TrendCurve::summary(const TimeRange &range) const
{
    const auto [first, end] = figuresIn(range);
    if (first == end) {
        return Words::tr("%1: no runs in this time.").arg(m_title);
    }
    qsizetype outliers = 0;
    double least = m_figures.at(first).point.value;
    double most = least;
    for (qsizetype at = first; at < end; ++at) {
        const TrendFigure &figure = m_figures.at(at);
        outliers += figure.isOutlier ? 1 : 0;
        least = std::min(least, figure.point.value);
        most = std::max(most, figure.point.value);
    }
    const TrendFigure &last = m_figures.at(end - 1);
    return Words::tr("%1 of %2 runs: %3 at the last one, usually %4, between %5 and %6, %7 outliers.")
        .arg(m_title, countText(end - first), valueText(last.point.value), valueText(last.median),
             valueText(least), valueText(most), countText(outliers));
}

} // namespace litekeeper

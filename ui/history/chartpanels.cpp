// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/chartpanels.h"

#include "ui/charts/chartlegend.h"
#include "ui/charts/laneprovider.h"
#include "ui/charts/timelineview.h"
#include "ui/charts/timeticks.h"
#include "ui/charts/timewindow.h"
#include "ui/charts/trendview.h"
#include "ui/common/panel.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int mostLanes = 8; // seen without scrolling
constexpr int trendHeight = 300;
constexpr int pictureGap = 20;
constexpr int margin = 12;

QLabel *makeHeading(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(headingFont(parent->font()));
    label->setBuddy(buddy);
    return label;
}

/// A panel with a heading and what stands right of it.
QVBoxLayout *makePanel(QWidget *panel, QLabel *heading, QWidget *beside)
{
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(1, 10, 1, 12); // timelines and trends bring a margin of their own
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(margin, 0, margin, 0);
    head->setSpacing(16);
    head->addWidget(heading);
    head->addStretch(1);
    head->addWidget(beside);
    layout->addLayout(head);
    return layout;
}

} // namespace

ChartPanels::ChartPanels(TimeWindow &window, QWidget *parent)
    : QScrollArea(parent)
    , m_window(window)
    , m_calendar(new CalendarView(this))
    , m_timeline(new TimelineView(window, this))
    , m_trends(new TrendView(window, this))
    , m_sources(new QComboBox(this))
    , m_noTrend(
          new QuietLabel(tr("No run of this database left a backup yet. After the first ones, their size and "
                            "duration are shown here."),
                         this))
{
    setObjectName(QStringLiteral("chartPanels"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeCalendarPanel());
    layout->addWidget(makeTimelinePanel());
    layout->addWidget(makeTrendPanel(), 1);
    setWidget(content);
    content->setAutoFillBackground(false);
    watch();
    showRange();
}

QWidget *ChartPanels::makeCalendarPanel()
{
    auto *panel = new litekeeper::Panel(this);
    m_calendar->setAccessibleName(tr("Runs of each day"));
    auto *legend = new ChartLegend(panel);
    legend->setObjectName(QStringLiteral("calendarLegend"));
    for (const Outcome outcome :
         {Outcome::Succeeded, Outcome::Warning, Outcome::Failed, Outcome::Interrupted, Outcome::Skipped}) {
        legend->addState(statusOf(outcome));
    }
    legend->addFrame(tr("Missed"));
    auto *layout = makePanel(panel, makeHeading(tr("Da&ys"), m_calendar, panel), legend);
    auto *days = new QHBoxLayout;
    days->setContentsMargins(margin, 0, margin, 0);
    days->addWidget(m_calendar);
    layout->addLayout(days);
    return panel;
}

QWidget *ChartPanels::makeTimelinePanel()
{
    auto *panel = new litekeeper::Panel(this);
    m_timeline->setAccessibleName(tr("Backups of each database over time"));
    m_timeline->setEmptyText(tr("Nothing was backed up yet."));
    auto *legend = new ChartLegend(panel);
    legend->setObjectName(QStringLiteral("timelineLegend"));
    legend->addMark(LaneMark::Kind::Backup, tr("Backup"));
    legend->addMark(LaneMark::Kind::Change, tr("Change"));
    legend->addHatch(tr("No run, or not watched"));
    auto *layout = makePanel(panel, makeHeading(tr("T&imeline"), m_timeline, panel), legend);
    layout->addWidget(m_timeline);
    return panel;
}

QWidget *ChartPanels::makeTrendPanel()
{
    auto *panel = new litekeeper::Panel(this);
    m_trends->setAccessibleName(tr("Size and duration of the runs"));
    m_trends->addTrend(tr("Size"), TrendView::Unit::Bytes);
    m_trends->addTrend(tr("Duration"), TrendView::Unit::Milliseconds);
    m_trends->setMinimumHeight(trendHeight);
    m_noTrend->setObjectName(QStringLiteral("noTrend"));
    m_noTrend->setWordWrap(true);
    m_noTrend->setAlignment(Qt::AlignCenter);
    m_noTrend->setMinimumHeight(96);
    m_sources->setObjectName(QStringLiteral("trendSource"));
    m_sources->setAccessibleName(tr("Database of which size and duration are shown"));
    m_sources->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *layout = makePanel(panel, makeHeading(tr("Si&ze and duration"), m_sources, panel), m_sources);
    layout->addWidget(m_trends, 1);
    layout->addWidget(m_noTrend, 1);
    return panel;
}

void ChartPanels::watch()
{
    connect(&m_window, &TimeWindow::rangeChanged, this, &ChartPanels::showRange);
    connect(m_calendar, &CalendarView::dayActivated, this, &ChartPanels::dayActivated);
    connect(m_timeline, &TimelineView::activated, this, &ChartPanels::activate);
    connect(m_sources, &QComboBox::currentIndexChanged, this, &ChartPanels::showTrends);
    connect(m_trends, &TrendView::activated, this,
            [this](qint64 key) { Q_EMIT runActivated(m_picture.runs.at(key).id); });
    m_timeline->setExplanation(
        [this](const QString &laneId, qint64 key) { return explanation(laneId, key); });
    m_trends->setExplanation([this](qint64 key) { return runPointText(m_picture.runs.at(key)); });
}

void ChartPanels::setPicture(const HistoryPicture &picture)
{
    m_picture = picture;
    m_now = picture.bounds.until;
    m_calendar->setToday(localDate(m_now, m_timeline->timeZone()));
    m_calendar->setDays(picture.days);
    showLanes();
    showSources();
    showRange();
}

void ChartPanels::addProvider(LaneProvider *provider)
{
    m_providers.append(provider);
    connect(provider, &LaneProvider::lanesChanged, this, &ChartPanels::showLanes);
    showLanes();
}

void ChartPanels::showLanes()
{
    LaneTracks lanes = m_picture.lanes;
    for (const LaneProvider *provider : std::as_const(m_providers)) {
        lanes += provider->lanes();
    }
    m_timeline->setTracks(lanes, m_now);
    m_timeline->setFixedHeight(m_timeline->heightOf(std::clamp(int(lanes.size()), 1, mostLanes)));
}

/// The database that was chosen stays; otherwise the one with the most runs comes first.
void ChartPanels::showSources()
{
    const QString chosen = m_sources->currentData().toString();
    QHash<QByteArray, int> counts;
    QHash<QByteArray, Path> paths;
    for (const RunPoint &run : std::as_const(m_picture.runs)) {
        const QByteArray bytes = pathBytes(run.source);
        ++counts[bytes];
        paths.insert(bytes, run.source);
    }
    QList<QByteArray> order = counts.keys();
    std::sort(order.begin(), order.end(), [&counts](const QByteArray &left, const QByteArray &right) {
        return counts.value(left) != counts.value(right) ? counts.value(left) > counts.value(right)
                                                         : left < right;
    });
    const QSignalBlocker blocker(m_sources);
    m_sources->clear();
    for (const QByteArray &bytes : std::as_const(order)) {
        m_sources->addItem(displayName(paths.value(bytes)), displayPath(paths.value(bytes)));
        m_sources->setItemData(m_sources->count() - 1, displayPath(paths.value(bytes)), Qt::ToolTipRole);
    }
    m_sources->setCurrentIndex(std::max(0, m_sources->findData(chosen)));
    m_sources->setVisible(m_sources->count() > 1);
    showTrends();
}

void ChartPanels::showTrends()
{
    const QString source = m_sources->currentData().toString();
    const QList<TrendPoint> sizes = trendPoints(m_picture.runs, source, RunFigure::Size);
    m_trends->setPoints(0, sizes);
    m_trends->setPoints(1, trendPoints(m_picture.runs, source, RunFigure::Duration));
    m_trends->setVisible(!sizes.isEmpty());
    m_noTrend->setVisible(sizes.isEmpty());
}

void ChartPanels::showRange()
{
    const QTimeZone &zone = m_timeline->timeZone();
    m_calendar->setShownRange(localDate(m_window.range().from, zone),
                              localDate(m_window.range().until - 1, zone));
}

QString ChartPanels::explanation(const QString &laneId, qint64 key) const
{
    const auto isOurs = [&laneId](const auto &track) { return track->lane().id == laneId; };
    if (std::any_of(m_picture.lanes.begin(), m_picture.lanes.end(), isOurs)) {
        return runPointText(m_picture.runs.at(key));
    }
    for (const LaneProvider *provider : m_providers) {
        if (const QString text = provider->explanation(laneId, key); !text.isEmpty()) {
            return text;
        }
    }
    return {};
}

void ChartPanels::activate(const QString &laneId, qint64 key)
{
    const auto has = [&laneId](const LaneTracks &lanes) {
        return std::any_of(lanes.begin(), lanes.end(),
                           [&laneId](const auto &track) { return track->lane().id == laneId; });
    };
    if (has(m_picture.lanes)) {
        Q_EMIT runActivated(m_picture.runs.at(key).id);
        return;
    }
    for (LaneProvider *provider : std::as_const(m_providers)) {
        if (has(provider->lanes())) {
            return provider->activate(laneId, key);
        }
    }
}

void ChartPanels::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        showLanes();
    }
}

void ChartPanels::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    // Once the layout has given the timeline its width.
    QMetaObject::invokeMethod(this, &ChartPanels::alignTrends, Qt::QueuedConnection);
}

/// An instant stands at the same place in the timeline and below it.
void ChartPanels::alignTrends()
{
    m_trends->setLeftMargin(qRound(m_timeline->axis().left()));
}

QSize ChartPanels::pictureSize(int width) const
{
    const int lanes = m_timeline->heightOf(int(m_timeline->tracks().size()));
    return {width, 4 * pictureGap + m_calendar->layoutOfDays().height() + lanes + trendHeight};
}

void ChartPanels::paintAll(QPainter &painter, int width) const
{
    const int inner = width - 2 * pictureGap;
    painter.fillRect(QRect(QPoint(), pictureSize(width)), palette().color(QPalette::Base));
    painter.save();
    painter.translate(pictureGap, pictureGap);
    m_calendar->paintAll(painter, inner);
    painter.translate(0, m_calendar->layoutOfDays().height() + pictureGap);
    m_timeline->paintAll(painter, inner);
    painter.translate(0, m_timeline->heightOf(int(m_timeline->tracks().size())) + pictureGap);
    m_trends->paintAll(painter, QRect(0, 0, inner, trendHeight));
    painter.restore();
}

} // namespace litekeeper

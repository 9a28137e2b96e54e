// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelineview.h"

#include "ui/charts/lanepainter.h"
#include "ui/charts/timelineaccess.h"
#include "ui/charts/timelinepainter.h"
#include "ui/charts/timewindow.h"
#include "ui/common/typography.h"

#include <QAccessible>
#include <QApplication>
#include <QDateTime>
#include <QPainter>
#include <QScrollBar>

namespace litekeeper {

TimelineView::TimelineView(TimeWindow &window, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_window(window)
    , m_zone(QTimeZone::systemTimeZone())
{
    installTimelineAccess();
    setObjectName(QStringLiteral("timeline"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&window, &TimeWindow::rangeChanged, viewport(), qOverload<>(&QWidget::update));
    updateLayout();
}

TimelineView::~TimelineView() = default;

void TimelineView::setLanes(const QList<Lane> &lanes, Instant now)
{
    LaneTracks tracks;
    tracks.reserve(lanes.size());
    for (const Lane &lane : lanes) {
        tracks.append(std::make_shared<const LaneTrack>(lane, now));
    }
    setTracks(tracks, now);
}

void TimelineView::setTracks(const LaneTracks &tracks, Instant now)
{
    const LaneTracks before = m_tracks;
    m_tracks = tracks;
    m_now = now;
    m_current = restored(before);
    updateLayout();
    viewport()->update();
    QAccessibleEvent event(this, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

/// The current item as it is among new lanes.
LaneItem TimelineView::restored(const LaneTracks &before) const
{
    if (!m_current.isValid()) {
        return {};
    }
    const QString id = before.at(m_current.lane)->lane().id;
    const Instant at = extentOf(before, m_current).from;
    for (int lane = 0; lane < int(m_tracks.size()); ++lane) {
        if (m_tracks.at(lane)->lane().id == id) {
            return itemAt(m_tracks, lane, at);
        }
    }
    return {};
}

void TimelineView::setExplanation(LaneExplanation explanation)
{
    m_explanation = std::move(explanation);
}

void TimelineView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TimelineView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    viewport()->update();
}

void TimelineView::setSelectedLane(const QString &laneId)
{
    m_selectedLane = laneId;
    viewport()->update();
}

TimelineLayout TimelineView::layoutFor(const QSize &size) const
{
    return {size, fontMetrics(), QFontMetrics(smallFont(font())), int(m_tracks.size())};
}

void TimelineView::updateLayout()
{
    m_layout = layoutFor(viewport()->size());
    QScrollBar &bar = *verticalScrollBar();
    bar.setRange(0, std::max(0, m_layout.fullHeight() - viewport()->height()));
    bar.setPageStep(viewport()->height());
    bar.setSingleStep(m_layout.rowHeight());
    m_layout.setScroll(bar.value());
}

int TimelineView::heightOf(int lanes) const
{
    return m_layout.header() + std::max(1, lanes) * m_layout.rowHeight() + 4;
}

QSize TimelineView::sizeHint() const
{
    return {640, heightOf(int(m_tracks.size()))};
}

QSize TimelineView::minimumSizeHint() const
{
    return {240, heightOf(1)};
}

TimeAxis TimelineView::axis() const
{
    return m_layout.axis(m_window.range());
}

TimelinePainter TimelineView::painterFor(const TimelineLayout &layout) const
{
    return {.tracks = m_tracks,
            .layout = layout,
            .axis = layout.axis(m_window.range()),
            .zone = m_zone,
            .palette = palette(),
            .font = font(),
            .now = m_now,
            .emptyText = m_emptyText};
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    TimelinePainter timeline = painterFor(m_layout);
    timeline.current = hasFocus() ? m_current : LaneItem();
    timeline.selectedLane = m_selectedLane;
    if (m_pointer && !m_pans) {
        timeline.pointer = m_pointer->x();
    }
    timeline.paint(painter, event->rect());
}

void TimelineView::paintAll(QPainter &painter, int width) const
{
    const QSize size(width, heightOf(int(m_tracks.size())));
    painterFor(layoutFor(size)).paint(painter, QRect(QPoint(), size));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void TimelineView::scrollContentsBy(int, int)
{
    m_layout.setScroll(verticalScrollBar()->value());
    viewport()->update();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateLayout();
    }
    viewport()->update();
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    // Whoever comes by keyboard stands somewhere at once: at what is newest in the first lane.
    if (!m_current.isValid() && !m_tracks.isEmpty() && event->reason() != Qt::MouseFocusReason) {
        walkToLane(0);
    }
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

LaneItem TimelineView::itemAtPosition(const QPoint &position) const
{
    const int lane = m_layout.laneAt(position.y());
    if (lane < 0 || position.x() < m_layout.plot().left()) {
        return {};
    }
    const LaneTrack &track = *m_tracks.at(lane);
    if (const qsizetype mark = markAt(track, axis(), m_layout.band(lane), position); mark >= 0) {
        return {lane, true, mark};
    }
    const qsizetype piece = track.pieceAt(axis().instantAt(position.x() + 0.5));
    const bool isOnBand = m_layout.band(lane).adjusted(0, -3, 0, 3).contains(position);
    if (piece < 0 || !isOnBand || track.pieces()[piece].state == LaneTrack::nothing) {
        return {};
    }
    return {lane, false, piece};
}

QRect TimelineView::rectOf(const LaneItem &item) const
{
    return itemRect(m_tracks, item, m_layout, axis());
}

QRect TimelineView::rectOfLane(int lane) const
{
    return m_layout.row(lane);
}

void TimelineView::setCurrentItem(const LaneItem &item)
{
    if (m_current == item) {
        return;
    }
    m_current = item;
    showCurrent();
    viewport()->update();
    Q_EMIT currentItemChanged();
    tellFocus(*this);
}

void TimelineView::showCurrent()
{
    if (!m_current.isValid()) {
        return;
    }
    const TimeRange extent = extentOf(m_tracks, m_current);
    const TimeRange range = m_window.range();
    if (extent.until < range.from || extent.from >= range.until) {
        m_window.reveal(extent.from);
    }
    const QRect row = m_layout.row(m_current.lane);
    QScrollBar &bar = *verticalScrollBar();
    if (row.top() < m_layout.header()) {
        bar.setValue(bar.value() - (m_layout.header() - row.top()));
    } else if (row.bottom() > viewport()->height()) {
        bar.setValue(bar.value() + row.bottom() + 1 - viewport()->height());
    }
}

void TimelineView::activateItem(const LaneItem &item)
{
    if (!item.isValid()) {
        return;
    }
    const LaneTrack &track = *m_tracks.at(item.lane);
    if (item.isMark) {
        Q_EMIT activated(track.lane().id, track.lane().marks.at(item.index).key);
        return;
    }
    const LaneTrack::Piece &piece = track.pieces().at(item.index);
    const bool isBelowPointer = m_pointer && m_isPressed;
    const Instant at
        = isBelowPointer ? axis().instantAt(m_pointer->x() + 0.5) : std::max(piece.from, piece.until - 1);
    if (const LaneSpan *span = track.spanAt(piece, at)) {
        Q_EMIT activated(track.lane().id, span->key);
    }
}

} // namespace litekeeper

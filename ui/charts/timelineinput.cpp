// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelineview.h"
#include "ui/charts/timewindow.h"

#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace litekeeper {

namespace {

constexpr double zoomOfKey = 1.6;
constexpr double zoomOfNotch = 1.25; // 120 units of a wheel
constexpr double panOfKey = 0.15;    // of the range

} // namespace

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const qint64 step = qint64(double(m_window.range().length()) * panOfKey);
    const bool pans = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift on most keyboards
        return zoomByKey(zoomOfKey);
    case Qt::Key_Minus:
        return zoomByKey(1 / zoomOfKey);
    case Qt::Key_Left:
        return pans ? m_window.pan(-step) : walk(event->key());
    case Qt::Key_Right:
        return pans ? m_window.pan(step) : walk(event->key());
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        return walk(event->key());
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activateItem(m_current);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::zoomByKey(double factor)
{
    const TimeRange range = m_window.range();
    Instant fixed = range.from + range.length() / 2;
    if (m_current.isValid()) {
        const TimeRange extent = extentOf(m_tracks, m_current);
        const Instant at = std::clamp(extent.from, range.from, range.until);
        fixed = extent.until < range.from || extent.from > range.until ? fixed : at;
    }
    m_window.zoom(factor, fixed);
}

void TimelineView::walk(int key)
{
    if (m_tracks.isEmpty()) {
        return;
    }
    if (!m_current.isValid()) {
        return walkToLane(0);
    }
    LaneItem next;
    switch (key) {
    case Qt::Key_Left:
        next = itemBefore(m_tracks, m_current);
        break;
    case Qt::Key_Right:
        next = itemAfter(m_tracks, m_current);
        break;
    case Qt::Key_Home:
        next = firstItem(m_tracks, m_current.lane);
        break;
    case Qt::Key_End:
        next = lastItem(m_tracks, m_current.lane);
        break;
    case Qt::Key_Up:
        return walkToLane(m_current.lane - 1);
    case Qt::Key_Down:
        return walkToLane(m_current.lane + 1);
    default:
        return;
    }
    if (next.isValid()) {
        setCurrentItem(next);
    }
}

/// To what the lane shows at the same instant; lanes in which there is nothing are passed over.
void TimelineView::walkToLane(int lane)
{
    const TimeRange range = m_window.range();
    Instant at = range.until - 1;
    if (m_current.isValid()) {
        const TimeRange extent = extentOf(m_tracks, m_current);
        at = std::clamp(extent.from + extent.length() / 2, range.from, range.until - 1);
    }
    const int direction = m_current.isValid() && lane < m_current.lane ? -1 : 1;
    for (; lane >= 0 && lane < int(m_tracks.size()); lane += direction) {
        if (!m_tracks.at(lane)->isEmpty()) {
            return setCurrentItem(itemAt(m_tracks, lane, at));
        }
    }
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPointF position = event->position();
    const QPoint delta = event->angleDelta();
    if (position.x() < m_layout.plot().left()) {
        return QAbstractScrollArea::wheelEvent(event); // over the names it scrolls
    }
    event->accept();
    const bool pans
        = event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(delta.x()) > std::abs(delta.y());
    if (pans) {
        const int pixels = delta.x() != 0 ? delta.x() : delta.y();
        m_window.pan(-qRound64(pixels * axis().millisecondsPerPixel()));
        return;
    }
    m_window.zoom(std::pow(zoomOfNotch, delta.y() / 120.0), axis().instantAt(position.x()));
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return QAbstractScrollArea::mousePressEvent(event);
    }
    if (event->position().x() < m_layout.plot().left()) {
        return click(event->position().toPoint()); // names are not dragged
    }
    m_isPressed = true;
    m_pressed = event->position().toPoint();
    m_dragged = m_pressed.x();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    if (m_isPressed && !m_pans
        && std::abs(m_pointer->x() - m_pressed.x()) >= QApplication::startDragDistance()) {
        m_pans = true;
    }
    if (m_pans) {
        viewport()->setCursor(Qt::ClosedHandCursor);
        m_window.pan(qRound64((m_dragged - m_pointer->x()) * axis().millisecondsPerPixel()));
        m_dragged = m_pointer->x();
    } else if (itemAtPosition(*m_pointer).isValid()) {
        viewport()->setCursor(Qt::PointingHandCursor);
    } else {
        viewport()->unsetCursor();
    }
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_isPressed) {
        return QAbstractScrollArea::mouseReleaseEvent(event);
    }
    m_pointer = event->position().toPoint();
    if (!m_pans) {
        click(*m_pointer);
    }
    m_isPressed = false;
    m_pans = false;
    viewport()->unsetCursor();
    viewport()->update();
}

void TimelineView::click(const QPoint &position)
{
    if (const LaneItem item = itemAtPosition(position); item.isValid()) {
        setCurrentItem(item);
        activateItem(item);
    } else if (const int lane = m_layout.laneAt(position.y()); lane >= 0) {
        Q_EMIT laneActivated(m_tracks.at(lane)->lane().id);
    }
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
        viewport()->update();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, viewport());
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString TimelineView::textOf(const LaneItem &item) const
{
    const QString text = itemText(m_tracks, item, m_zone);
    if (!m_explanation) {
        return text;
    }
    const LaneTrack &track = *m_tracks.at(item.lane);
    QString cause;
    if (item.isMark) {
        cause = m_explanation(track.lane().id, track.lane().marks.at(item.index).key);
    } else if (const LaneTrack::Piece &piece = track.pieces().at(item.index);
               const LaneSpan *span = track.spanAt(piece, std::max(piece.from, piece.until - 1))) {
        cause = m_explanation(track.lane().id, span->key);
    }
    return cause.isEmpty() ? text : text + u'\n' + cause;
}

/// Where several states share a pixel, how much each has of it.
QString TimelineView::toolTipAt(const QPoint &position) const
{
    const int lane = m_layout.laneAt(position.y());
    if (lane < 0) {
        return {};
    }
    const LaneTrack &track = *m_tracks.at(lane);
    if (position.x() < m_layout.plot().left()) {
        return track.lane().toolTip.isEmpty()
            ? QStringList{track.lane().title, track.lane().subtitle}.join(u'\n').trimmed()
            : track.lane().toolTip;
    }
    const LaneItem item = itemAtPosition(position);
    if (!item.isValid()) {
        return {};
    }
    const TimeAxis here = axis();
    const TimeRange pixel{here.instantAt(position.x()), here.instantAt(position.x() + 1)};
    const auto [first, end] = track.piecesIn(pixel);
    if (item.isMark || end - first <= 2) {
        return track.lane().title + u'\n' + textOf(item);
    }
    return QStringList{track.lane().title, rangeText(pixel, m_zone), sharesText(track, pixel).join(u'\n')}
        .join(u'\n');
}

} // namespace litekeeper

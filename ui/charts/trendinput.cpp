// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/plotting.h"
#include "ui/charts/timewindow.h"
#include "ui/charts/trendcurve.h"
#include "ui/charts/trendview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace litekeeper {

namespace {

constexpr double zoomOfKey = 1.6;
constexpr double zoomOfNotch = 1.25; // as in timelines

} // namespace

/// By one figure, within those that there are; without a current one, to the newest one that is shown.
void TrendView::walk(int steps)
{
    const int trend = std::max(0, m_current.trend);
    if (m_curves.empty() || m_curves.at(trend)->figures().isEmpty()) {
        return;
    }
    const qsizetype last = m_curves.at(trend)->figures().size() - 1;
    const qsizetype shownEnd = m_curves.at(trend)->figuresIn(m_window.range()).second;
    const qsizetype start
        = m_current.trend < 0 ? std::max<qsizetype>(0, shownEnd - 1) : m_current.figure + steps;
    setCurrentPlace({trend, std::clamp<qsizetype>(start, 0, last)});
}

void TrendView::keyPressEvent(QKeyEvent *event)
{
    const TimeRange range = m_window.range();
    const Instant middle = range.from + range.length() / 2;
    const int trends = int(m_curves.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return walk(-1);
    case Qt::Key_Right:
        return walk(1);
    case Qt::Key_Home:
        return walk(-int(m_current.figure));
    case Qt::Key_End:
        return walk(std::numeric_limits<int>::max() / 2);
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int next = m_current.trend + (event->key() == Qt::Key_Up ? -1 : 1);
        if (m_current.trend >= 0 && next >= 0 && next < trends
            && m_current.figure < m_curves.at(next)->figures().size()) {
            setCurrentPlace({next, m_current.figure});
        }
        return;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_window.zoom(zoomOfKey, middle);
    case Qt::Key_Minus:
        return m_window.zoom(1 / zoomOfKey, middle);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activate(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

void TrendView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current.trend < 0 && event->reason() != Qt::MouseFocusReason) {
        walk(0);
    }
    showCurrent();
}

void TrendView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    showCurrent();
}

double TrendView::millisecondsPerPixel() const
{
    return m_curves.empty()
        ? 1
        : double(m_window.range().length()) / std::max(1, m_curves.front()->area().width());
}

bool TrendView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel: {
        const auto *wheel = static_cast<QWheelEvent *>(event);
        const double left = m_curves.empty() ? 0 : m_curves.front()->area().left();
        const Instant fixed
            = m_window.range().from + qRound64((wheel->position().x() - left) * millisecondsPerPixel());
        m_window.zoom(std::pow(zoomOfNotch, wheel->angleDelta().y() / 120.0), fixed);
        return true;
    }
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Place place = placeAt(help->pos());
        QToolTip::showText(help->globalPos(), place.trend < 0 ? QString() : textOf(place), m_plot);
        return true;
    }
    case QEvent::Resize:
        QMetaObject::invokeMethod(this, &TrendView::showRange, Qt::QueuedConnection);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonRelease:
        return mouseEvent(event);
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool TrendView::mouseEvent(QEvent *event)
{
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QPoint position = mouse->position().toPoint();
    if (event->type() == QEvent::MouseButtonPress && mouse->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        m_isPressed = true;
        m_pressed = position;
        m_dragged = position.x();
    } else if (event->type() == QEvent::MouseMove && m_isPressed) {
        m_pans = m_pans || std::abs(position.x() - m_pressed.x()) >= QApplication::startDragDistance();
        if (m_pans) {
            m_window.pan(qRound64((m_dragged - position.x()) * millisecondsPerPixel()));
            m_dragged = position.x();
        }
    } else if (event->type() == QEvent::MouseMove) {
        m_plot->setCursor(placeAt(position).trend < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    } else if (event->type() == QEvent::MouseButtonRelease && m_isPressed) {
        const Place place = m_pans ? Place() : placeAt(position);
        m_isPressed = false;
        m_pans = false;
        if (place.trend >= 0) {
            setCurrentPlace(place);
            activate(place);
        }
    }
    return true;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timelinelayout.h"
#include "ui/charts/timelinetext.h"

#include <QAbstractScrollArea>

#include <optional>

namespace litekeeper {

class TimeWindow;
struct TimelinePainter;

/// Lanes on one time axis. The wheel zooms at the pointer, dragging pans, a click or Return activates. Arrows
/// walk from state to state and from lane to lane, + and - zoom, Home and End go to the first and last.
/// Paints per pixel, so how much there is in a lane does not matter.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(TimeWindow &window, QWidget *parent = nullptr); ///< the window lives longer
    ~TimelineView() override;

    /// What the last spans hold until, and where the line of now stands.
    void setLanes(const QList<Lane> &lanes, Instant now);
    /// The same with lanes that were made ready before, for instance on a worker.
    void setTracks(const LaneTracks &tracks, Instant now);
    void setExplanation(LaneExplanation explanation); ///< for tooltips and screen readers
    void setEmptyText(const QString &text);           ///< while there are no lanes
    void setTimeZone(const QTimeZone &zone);          ///< the system's unless set
    /// The lane whose details the page shows stands on the ground of a selected row; empty: none.
    void setSelectedLane(const QString &laneId);

    [[nodiscard]] const LaneTracks &tracks() const { return m_tracks; }
    [[nodiscard]] const QTimeZone &timeZone() const { return m_zone; }
    [[nodiscard]] TimeWindow &timeWindow() const { return m_window; }
    [[nodiscard]] LaneItem currentItem() const { return m_current; }
    void setCurrentItem(const LaneItem &item);
    void activateItem(const LaneItem &item);
    [[nodiscard]] LaneItem itemAtPosition(const QPoint &position) const; ///< in the viewport
    [[nodiscard]] QRect rectOf(const LaneItem &item) const;              ///< in the viewport
    [[nodiscard]] QRect rectOfLane(int lane) const;
    [[nodiscard]] QString textOf(const LaneItem &item) const;
    [[nodiscard]] TimeAxis axis() const;
    [[nodiscard]] QString toolTipAt(const QPoint &position) const;

    [[nodiscard]] int heightOf(int lanes) const; ///< that shows so many without scrolling
    /// All lanes, for a file: `width` logical pixels wide, as high as they need.
    void paintAll(QPainter &painter, int width) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &laneId, qint64 key);
    void laneActivated(const QString &laneId); ///< a click on its name or beside what it shows
    void currentItemChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] TimelineLayout layoutFor(const QSize &size) const;
    [[nodiscard]] TimelinePainter painterFor(const TimelineLayout &layout) const;
    void updateLayout();
    void walk(int key);
    void walkToLane(int lane);
    void showCurrent();
    void zoomByKey(double factor);
    [[nodiscard]] LaneItem restored(const LaneTracks &before) const;
    void click(const QPoint &position);

    TimeWindow &m_window;
    LaneTracks m_tracks;
    TimelineLayout m_layout;
    QTimeZone m_zone;
    LaneExplanation m_explanation;
    QString m_emptyText;
    QString m_selectedLane;
    LaneItem m_current;
    std::optional<QPoint> m_pointer;
    QPoint m_pressed;
    int m_dragged = 0; ///< x up to which a drag has panned
    bool m_pans = false;
    bool m_isPressed = false;
    Instant m_now = 0;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historypicture.h"

#include <QScrollArea>

class QComboBox;
class QLabel;

namespace litekeeper {

class CalendarView;
class LaneProvider;
class TimelineView;
class TimeWindow;
class TrendView;

/// The charts of the history below each other: days, lanes, trends. They show one range of time.
class ChartPanels : public QScrollArea
{
    Q_OBJECT

public:
    explicit ChartPanels(TimeWindow &window, QWidget *parent = nullptr); ///< the window lives longer

    void setPicture(const HistoryPicture &picture);
    void addProvider(LaneProvider *provider); ///< its lanes stand below ours; it lives longer

    [[nodiscard]] CalendarView &calendar() const { return *m_calendar; }
    [[nodiscard]] TimelineView &timeline() const { return *m_timeline; }
    [[nodiscard]] TrendView &trends() const { return *m_trends; }
    [[nodiscard]] const HistoryPicture &picture() const { return m_picture; }

    [[nodiscard]] QSize pictureSize(int width) const; ///< that paintAll() fills, in logical pixels
    void paintAll(QPainter &painter, int width) const;

Q_SIGNALS:
    void dayActivated(const QDate &date);
    void runActivated(const QUuid &runId);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeCalendarPanel();
    [[nodiscard]] QWidget *makeTimelinePanel();
    [[nodiscard]] QWidget *makeTrendPanel();
    void watch();
    void showLanes();
    void showSources();
    void showTrends();
    void showRange();
    void alignTrends();
    void activate(const QString &laneId, qint64 key);
    [[nodiscard]] QString explanation(const QString &laneId, qint64 key) const;

    TimeWindow &m_window;
    CalendarView *m_calendar;
    TimelineView *m_timeline;
    TrendView *m_trends;
    QComboBox *m_sources;
    QLabel *m_noTrend;
    QList<LaneProvider *> m_providers;
    HistoryPicture m_picture;
    Instant m_now = 0;
};

} // namespace litekeeper

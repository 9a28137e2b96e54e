// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/calendarlayout.h"
#include "ui/common/status.h"

#include <QHash>
#include <QWidget>

namespace litekeeper {

/// What happened on a day. A day without runs is not in the calendar's list and looks neutral.
struct CalendarDay
{
    QDate date;
    Status worst; ///< of the runs of the day; no word: there were none
    int runs = 0;
    int missed = 0; ///< runs that should have been and were not: the day gets a frame
    QString text;   ///< for tooltips and screen readers, below the date

    bool operator==(const CalendarDay &other) const;
};

/// A heat map: a column for each week, a row for each weekday, each day in the colour of its worst run.
/// Arrows walk, a click or Return activates a day, the wheel goes through the years.
class CalendarView : public QWidget
{
    Q_OBJECT

public:
    explicit CalendarView(QWidget *parent = nullptr);
    ~CalendarView() override;

    void setDays(const QList<CalendarDay> &days);
    void setToday(const QDate &today);
    /// The days from `from` up to `until` are those that other charts show now.
    void setShownRange(const QDate &from, const QDate &until);

    [[nodiscard]] QDate currentDay() const { return m_current; }
    void setCurrentDay(const QDate &date);
    void activateDay(const QDate &date);
    [[nodiscard]] const CalendarLayout &layoutOfDays() const { return m_layout; }
    [[nodiscard]] QString textOf(const QDate &date) const; ///< the date and what happened
    [[nodiscard]] const CalendarDay *day(const QDate &date) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    void paintAll(QPainter &painter, int width) const; ///< for a file

Q_SIGNALS:
    void dayActivated(const QDate &date);
    void currentDayChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateLayout();
    void scrollTo(const QDate &date);
    void paintCalendar(QPainter &painter, const CalendarLayout &layout, bool isForScreen) const;
    void paintLabels(QPainter &painter, const CalendarLayout &layout) const;
    void paintDay(QPainter &painter, const QRect &cell, const QDate &date) const;
    void paintShownRange(QPainter &painter, const CalendarLayout &layout) const;

    QHash<QDate, CalendarDay> m_days;
    QDate m_firstDay; ///< with something on it
    QDate m_today;
    QDate m_last; ///< its week is the last one that is seen
    QDate m_shownFrom;
    QDate m_shownUntil;
    QDate m_current;
    QDate m_hovered;
    CalendarLayout m_layout;
};

} // namespace litekeeper

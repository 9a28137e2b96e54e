// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/calendarlayout.h"

#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int labelGap = 8;
constexpr int margin = 4; // room for frames around cells at the edges

int widestWeekday(const QFontMetrics &labels)
{
    int widest = 0;
    for (int day = 1; day <= 7; ++day) {
        const QString name = QLocale().standaloneDayName(day, QLocale::ShortFormat);
        widest = std::max(widest, labels.horizontalAdvance(name));
    }
    return widest;
}

} // namespace

CalendarLayout::CalendarLayout(int width, const QFontMetrics &labels, const QDate &last)
    : m_left(margin + widestWeekday(labels) + labelGap)
    , m_top(labels.height() + 10)
{
    m_weeks = std::max(1, (width - m_left - margin + (pitch - cell)) / pitch);
    m_first = startOfWeek(last).addDays(-7LL * (m_weeks - 1));
}

int CalendarLayout::height() const
{
    return m_top + 7 * pitch - (pitch - cell) + margin;
}

bool CalendarLayout::contains(const QDate &date) const
{
    return date >= m_first && date < endDay();
}

QRect CalendarLayout::rectOf(const QDate &date) const
{
    const int day = int(m_first.daysTo(date));
    return {m_left + day / 7 * pitch, m_top + day % 7 * pitch, cell, cell};
}

std::optional<QDate> CalendarLayout::dateAt(const QPoint &position) const
{
    const int x = position.x() - m_left;
    const int y = position.y() - m_top;
    if (x < 0 || y < 0 || x / pitch >= m_weeks || y / pitch >= 7) {
        return {};
    }
    return m_first.addDays(7LL * (x / pitch) + y / pitch);
}

QDate startOfWeek(const QDate &date)
{
    return date.addDays(-((date.dayOfWeek() - int(QLocale().firstDayOfWeek()) + 7) % 7));
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QFontMetrics>
#include <QRect>

#include <optional>

namespace litekeeper {

/// Where days stand in a calendar of week columns and weekday rows, in logical pixels. Weeks begin as the
/// default QLocale has it.
class CalendarLayout
{
public:
    static constexpr int cell = 13;
    static constexpr int pitch = 16;

    CalendarLayout() = default;
    /// The last column is the week of `last`.
    CalendarLayout(int width, const QFontMetrics &labels, const QDate &last);

    [[nodiscard]] int weeks() const { return m_weeks; }
    [[nodiscard]] int left() const { return m_left; } ///< of the first column
    [[nodiscard]] int top() const { return m_top; }   ///< of the first row
    [[nodiscard]] int height() const;
    [[nodiscard]] QDate firstDay() const { return m_first; }                    ///< of the first week
    [[nodiscard]] QDate endDay() const { return m_first.addDays(7 * m_weeks); } ///< behind the last week
    [[nodiscard]] bool contains(const QDate &date) const;
    [[nodiscard]] QRect rectOf(const QDate &date) const;
    [[nodiscard]] std::optional<QDate> dateAt(const QPoint &position) const;

private:
    QDate m_first;
    int m_weeks = 1;
    int m_left = 0;
    int m_top = 0;
};

/// The first day of the week of `date`.
[[nodiscard]] QDate startOfWeek(const QDate &date);

} // namespace litekeeper

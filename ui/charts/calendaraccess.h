// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

class CalendarView;

/// Calendars tell assistive technology of each day they show.
void installCalendarAccess();
/// The current day of a calendar has the focus now.
void tellFocus(CalendarView &view);

} // namespace litekeeper

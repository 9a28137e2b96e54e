// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

class TimelineView;

/// Timelines tell assistive technology of their lanes, and lanes of the states within the range that is
/// shown.
void installTimelineAccess();
/// The current item of a timeline has the focus now.
void tellFocus(TimelineView &view);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"
#include "ui/common/status.h"

#include <QList>
#include <QString>

#include <chrono>

namespace litekeeper {

/// A state that lasted, or one look (then `from` and `until` are the same): it is taken to hold until the
/// next span begins, unless that is further away than the lane's `notWatchedAfter`.
struct LaneSpan
{
    Instant from = 0;
    Instant until = 0;
    qint64 key = 0;   ///< the page's own name for it, handed back when it is activated
    quint8 state = 0; ///< which of the lane's `states`
};

/// Something that happened at an instant.
struct LaneMark
{
    enum class Kind {
        Change, ///< a diamond on the band
        Backup, ///< a tick below the band
        Deploy, ///< a flag above the band
        Reboot, ///< a ring above the band
    };
    static constexpr int kindCount = 4;

    Instant at = 0;
    Kind kind = Kind::Change;
    Status status;     ///< its tone is the colour
    QString text = {}; ///< what happened, in a sentence
    qint64 key = 0;
};

/// One line of a timeline: what was seen of one thing, in the order of time. Values only.
struct Lane
{
    QString id; ///< stays the same when the page brings new data
    QString title;
    QString subtitle;
    QList<Status> states; ///< at most 200
    QList<LaneSpan> spans;
    QList<LaneMark> marks;
    /// Longer gaps are hatched (after half of this), also the one until now; zero: gaps are empty.
    std::chrono::milliseconds notWatchedAfter{0};
    QString gapText = {}; ///< what a hatched gap is called; empty: "Not watched"
    /// Until when the last span holds at most, if that is earlier than now; 0: until now.
    Instant endsAt = 0;
    QString toolTip = {}; ///< of its name; empty: title and subtitle
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/timerfiles.h"
#include "system/usertimer.h"

#include <QVariantMap>

namespace litekeeper {

/// What was seen of the timer, on the disk and by systemd.
struct TimerFacts
{
    TimerFiles::Content files;
    bool isUpToDate = false; ///< the files are those that would be written now
    bool hasSystemd = false;
    QString whyNone;     ///< if there is no systemd
    QVariantMap unit;    ///< org.freedesktop.systemd1.Unit of the timer
    QVariantMap timer;   ///< org.freedesktop.systemd1.Timer
    QVariantMap service; ///< org.freedesktop.systemd1.Service of what it starts
};

[[nodiscard]] UserTimerState timerState(const TimerFacts &facts);

/// How to have the program woken where there is no systemd.
[[nodiscard]] QString cronAdvice(const WakeCommand &command);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <sys/types.h>

namespace litekeeper {

/// Names one process on this machine for good: process numbers are used again, and all begin anew at a boot.
struct ProcessIdentity
{
    pid_t pid = 0;
    qint64 startTime = 0; ///< clock ticks since boot, proc(5) /proc/<pid>/stat field 22
    QString bootId;       ///< /proc/sys/kernel/random/boot_id
};

[[nodiscard]] ProcessIdentity currentProcess();

/// Empty where the system does not tell.
[[nodiscard]] QString currentBootId();

/// Start time of a process that runs now; 0 if there is none or it is a zombie.
[[nodiscard]] qint64 startTimeOf(pid_t pid);

/// Whether exactly this process still runs. A start time of 0 (not recorded) matches any process with that
/// number.
[[nodiscard]] bool isAlive(const ProcessIdentity &process);

} // namespace litekeeper

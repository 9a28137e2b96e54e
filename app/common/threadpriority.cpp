// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/threadpriority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr int niceness = 10;
// ioprio_set(2): who, and class in the upper three of 16 bits. The lowest level of the usual class; the idle
// class could wait forever on a busy disk.
constexpr int ioprioWhoProcess = 1;
constexpr int ioprioBestEffortLowest = (2 << 13) | 7;

} // namespace

// On Linux both calls mean the calling thread.
void standBack()
{
    (void)::setpriority(PRIO_PROCESS, 0, niceness);
    (void)::syscall(SYS_ioprio_set, ioprioWhoProcess, 0, ioprioBestEffortLowest);
}

} // namespace litekeeper

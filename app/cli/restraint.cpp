// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/restraint.h"

#include "common/threadpriority.h"
#include "sqlite/tolerance.h"

#include <csignal>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace litekeeper {

namespace {

// What a sound file needs stays far below: pages of a cache, blocks of a decompressor (the largest window of
// zstd that is read has 128 MiB, xz's largest dictionary 1.5 GiB).
constexpr rlim_t memoryLimit = rlim_t(4) << 30;
// SQLite says that it is out of memory before the process is, so that the verdict says so as well.
constexpr qint64 sqliteMemoryLimit = qint64(1) << 30;
constexpr rlim_t processorSeconds = 6 * 60 * 60;

void limit(int resource, rlim_t value)
{
    const rlimit wanted{.rlim_cur = value, .rlim_max = value};
    (void)::setrlimit(resource, &wanted);
}

} // namespace

void endWithParent()
{
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
}

void restrain()
{
    endWithParent();
    limit(RLIMIT_CPU, processorSeconds);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // The sanitizers map more than that at their start.
    limit(RLIMIT_AS, memoryLimit);
#endif
    limitSqliteMemory(sqliteMemoryLimit);
    standBack();
}

} // namespace litekeeper

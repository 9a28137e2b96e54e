// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QLockFile>

#include <memory>

namespace litekeeper {

/// One run per source, across processes: a lock file with the owner's pid and boot id. The lock of a dead
/// process is taken over; a living one's never.
class SourceLock
{
public:
    /// `source` is canonical; `lockFolder` is made if missing. ErrorKind::AlreadyRunning says since when and
    /// by whom.
    [[nodiscard]] static Result<SourceLock> acquire(const Path &source, const Path &lockFolder);

private:
    explicit SourceLock(std::unique_ptr<QLockFile> lock);

    std::unique_ptr<QLockFile> m_lock;
};

} // namespace litekeeper

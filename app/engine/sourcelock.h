// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"

namespace litekeeper {

/// One run per source, across processes: a lock of the system on a small file, which it takes back when the
/// owner ends, however it ends. The file stays and tells who owns it or did last.
class SourceLock
{
public:
    /// `source` is canonical; `lockFolder` is made if missing. ErrorKind::AlreadyRunning says since when and
    /// by whom.
    [[nodiscard]] static Result<SourceLock> acquire(const Path &source, const Path &lockFolder);

private:
    explicit SourceLock(FileDescriptor file);

    FileDescriptor m_file;
};

} // namespace litekeeper

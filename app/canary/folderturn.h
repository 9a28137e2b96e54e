// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/path.h"

namespace litekeeper {

/// One process after the other reads a canary and writes it on, by flock(2) on its folder: two that step on
/// from the same number would each look like a clone to the other. Waits for ten seconds at most, and goes
/// without where the file system knows no locks.
class FolderTurn
{
public:
    explicit FolderTurn(const Path &folder);

    /// Whether another process kept it all the time, so that nothing should be written.
    [[nodiscard]] bool isTaken() const { return m_isTaken; }

private:
    FileDescriptor m_folder;
    bool m_isTaken = false;
};

} // namespace litekeeper

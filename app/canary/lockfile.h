// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

namespace litekeeper {

/// A lock lies where a deployment wipes everything: while it is there, no deployment has tested the folder.
/// It remembers the canary, in case that is gone.
struct CanaryLock
{
    bool isPresent = false;   ///< whatever it holds; an empty file locks as well
    bool isPlanting = false;  ///< its process died before the canary was there, so it remembers nothing
    CanaryMemory memory = {}; ///< empty if it tells none
};

/// The lock of a watched folder in `lockFolder`; its name tells the folder, so that several may share one.
[[nodiscard]] Path canaryLockFile(const Path &lockFolder, const Path &folder);

/// Fails if nobody could look; a missing file or folder is a lock that is gone.
[[nodiscard]] Result<CanaryLock> readCanaryLock(const Path &file);
/// No error if there is none.
void removeCanaryLock(const Path &file);
/// Durable; makes its folder where that is missing, for all to enter. Replaces a lock. Without a memory it is
/// one that is planting.
[[nodiscard]] Result<void> writeCanaryLock(const Path &file, const CanaryMemory &memory);
/// Plants between two writes of the lock: a crash in between leaves neither a canary without a lock, which
/// would seem tested, nor a lock that remembers a canary which never was. A lock that was there before stays
/// if nothing could be planted.
template <typename Plant>
[[nodiscard]] Result<void> plantUnderLock(const Path &file, const CanaryMemory &memory, Plant plant)
{
    const Result<CanaryLock> before = readCanaryLock(file);
    if (!before) {
        return before.error();
    }
    if (Result<void> locked = writeCanaryLock(file, {}); !locked) {
        return locked;
    }
    if (Result<void> planted = plant(); !planted) {
        if (!before->isPresent) {
            removeCanaryLock(file);
        } else if (!before->memory.isEmpty()) {
            (void)writeCanaryLock(file, before->memory);
        }
        return planted;
    }
    return writeCanaryLock(file, memory);
}

} // namespace litekeeper

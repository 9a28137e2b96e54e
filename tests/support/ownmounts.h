// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace litekeeper::test {

/// From now on, mounts of this thread and its children are seen by nobody else, and go with them. Empty, or
/// why that cannot be. To be called once, before anything is mounted.
[[nodiscard]] inline std::string enterOwnMounts()
{
    if (::geteuid() != 0) {
        return "mounting needs root";
    }
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        return std::string("no mount name space of our own: ") + std::strerror(errno);
    }
    return {};
}

/// Shows `what` in the place of `where`, for us only.
[[nodiscard]] inline bool bindOver(const Path &what, const Path &where)
{
    return ::mount(what.c_str(), where.c_str(), nullptr, MS_BIND, nullptr) == 0;
}

} // namespace litekeeper::test

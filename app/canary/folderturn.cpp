// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/folderturn.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <ctime>

namespace litekeeper {

namespace {

constexpr int mostTries = 1000;
constexpr timespec pause{.tv_sec = 0, .tv_nsec = 10'000'000};

} // namespace

FolderTurn::FolderTurn(const Path &folder)
    : m_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    if (!m_folder.isValid()) {
        return;
    }
    for (int tries = 0; tries < mostTries; ++tries) {
        if (::flock(m_folder.get(), LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR)) {
            return;
        }
        ::nanosleep(&pause, nullptr);
    }
    m_isTaken = true;
}

} // namespace litekeeper

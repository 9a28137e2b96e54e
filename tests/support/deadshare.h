// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

namespace litekeeper::test {

/// A FUSE mount nobody answers for, at an existing folder: every look at it waits for ever, as on a share
/// whose server is gone. Whoever hangs in it goes on with an error when this object dies.
class DeadShare
{
public:
    /// `type` begins with "fuse".
    explicit DeadShare(Path folder, const char *type = "fuse.sshfs", const char *source = "//host/share")
        : m_folder(std::move(folder))
        , m_device(::open("/dev/fuse", O_RDWR | O_CLOEXEC))
    {
        const std::string options = "fd=" + std::to_string(m_device) + ",rootmode=40000,user_id=0,group_id=0";
        if (m_device < 0
            || ::mount(source, m_folder.c_str(), type, MS_NOSUID | MS_NODEV, options.c_str()) != 0) {
            m_why = std::string("no FUSE mount of our own: ") + std::strerror(errno);
        }
    }
    ~DeadShare()
    {
        if (m_why.empty()) {
            ::umount2(m_folder.c_str(), MNT_DETACH);
        }
        if (m_device >= 0) {
            ::close(m_device); // who waits is told that the connection is gone
        }
    }
    DeadShare(const DeadShare &) = delete;
    DeadShare &operator=(const DeadShare &) = delete;

    [[nodiscard]] const std::string &why() const { return m_why; } ///< there is none; empty: there is

private:
    Path m_folder;
    int m_device;
    std::string m_why;
};

} // namespace litekeeper::test

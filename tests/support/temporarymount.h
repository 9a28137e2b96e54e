// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <cstring>
#include <string>

#include <sys/mount.h>
#include <unistd.h>

namespace litekeeper::test {

inline bool canMount()
{
    return ::geteuid() == 0;
}

/// A small file system of its own, in memory, at an existing folder. Needs root: ask canMount() first.
class TemporaryMount
{
public:
    TemporaryMount(Path folder, const std::string &options)
        : m_folder(std::move(folder))
        , m_isMounted(::mount("litekeeper-test", m_folder.c_str(), "tmpfs", 0, options.c_str()) == 0)
    {
    }
    ~TemporaryMount()
    {
        if (m_isMounted) {
            ::umount2(m_folder.c_str(), MNT_DETACH);
        }
    }
    TemporaryMount(const TemporaryMount &) = delete;
    TemporaryMount &operator=(const TemporaryMount &) = delete;

    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    [[nodiscard]] bool makeReadOnly() const
    {
        return ::mount(nullptr, m_folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

private:
    Path m_folder;
    bool m_isMounted;
};

} // namespace litekeeper::test

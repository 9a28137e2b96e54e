// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

namespace litekeeper {

/// A read-only VFS over one open descriptor: for files without a name, and to count what is read. Connections
/// to it may live in several threads; all of them must be closed before it goes. Does not own the descriptor.
class DescriptorVfs
{
public:
    /// `file` is for error messages only.
    DescriptorVfs(int descriptor, Path file);
    ~DescriptorVfs();
    DescriptorVfs(const DescriptorVfs &) = delete;
    DescriptorVfs &operator=(const DescriptorVfs &) = delete;

    /// A distrustful connection to the file as it lies there, without journals. Thread-safe.
    [[nodiscard]] Result<Connection> connect() const;
    /// By all connections, in all. Thread-safe.
    [[nodiscard]] qint64 bytesRead() const;

    class Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace litekeeper

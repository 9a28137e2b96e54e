// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"

namespace litekeeper {

/// A file without a name for the plain copy that is compressed afterwards: in memory up to 64 MiB, else in
/// the destination's folder. It vanishes with its descriptor, whatever happens to the process.
class StagingFile
{
public:
    [[nodiscard]] static Result<StagingFile> create(const Path &folder, qint64 expectedBytes);

    [[nodiscard]] int descriptor() const { return m_descriptor.get(); }

    /// Up to this size no room in the destination is needed.
    static constexpr qint64 memoryLimit = qint64(64) << 20;

private:
    explicit StagingFile(FileDescriptor descriptor);

    FileDescriptor m_descriptor;
};

} // namespace litekeeper

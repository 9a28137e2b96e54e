// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <QtEndian>

#include <cstring>
#include <vector>

namespace litekeeper {

/// The file a container lies in, read by position. The descriptor stays the caller's. Every read heeds a wish
/// to stop with ErrorKind::Cancelled.
class ArchiveFile
{
public:
    [[nodiscard]] static Result<ArchiveFile> of(int descriptor, const Path &path, const RunControl &control);

    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] const Path &path() const { return m_path; }
    [[nodiscard]] const RunControl &control() const { return *m_control; }
    /// Up to `length` bytes from `offset`; fewer only at the end of the file.
    [[nodiscard]] Result<qint64> read(qint64 offset, char *bytes, qint64 length) const;

private:
    ArchiveFile(int descriptor, Path path, qint64 bytes, const RunControl &control);

    int m_descriptor;
    Path m_path;
    qint64 m_bytes;
    const RunControl *m_control;
};

/// Looks at a file piece by piece without a system call for each: what lies close behind was read along.
class FileWindow
{
public:
    /// `ahead`: bytes that one system call reads.
    FileWindow(const ArchiveFile &file, qint64 ahead)
        : m_file(file)
        , m_ahead(ahead)
    {
    }

    /// `length` bytes at `offset`, valid until the next call; a null pointer where the file does not have
    /// them.
    [[nodiscard]] Result<const char *> look(qint64 offset, qint64 length);

private:
    const ArchiveFile &m_file;
    qint64 m_ahead;
    qint64 m_offset = 0;
    std::vector<char> m_bytes;
};

/// The little endian number at `bytes`, wherever it is aligned.
template <typename Value>
[[nodiscard]] Value littleEndian(const char *bytes)
{
    Value value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return qFromLittleEndian(value);
}

} // namespace litekeeper

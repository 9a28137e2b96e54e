// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/bytestream.h"

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <optional>

namespace litekeeper {

/// A libarchive reader that gets its bytes from us, so that what it reads is what was audited, and whose
/// failures become our errors. Not movable: libarchive keeps its address.
class LibarchiveReader
{
public:
    /// The next bytes: sets the pointer, which has to stay valid until the next call, and gives their number;
    /// 0 at the end.
    using Source = std::function<Result<qint64>(const void **bytes)>;

    explicit LibarchiveReader(Path path);
    LibarchiveReader(const LibarchiveReader &) = delete;
    LibarchiveReader &operator=(const LibarchiveReader &) = delete;

    /// For formats and options, before it is opened. A null pointer if there is no memory.
    [[nodiscard]] archive *get() const { return m_reader.get(); }
    [[nodiscard]] Result<void> open(Source source);
    /// With seeking, for formats whose index stands at the end. `file` has to outlive this.
    [[nodiscard]] Result<void> openFile(const ArchiveFile &file);

    /// What the last call failed of: the source's own error, or Unsupported or Damaged with libarchive's
    /// words.
    [[nodiscard]] Error failure() const;
    /// Did the last call fail because of a missing or wrong password?
    [[nodiscard]] bool failedAtPassword() const;
    /// Did the last call fail because the source did?
    [[nodiscard]] bool failedInSource() const { return m_sourceError.has_value(); }
    [[nodiscard]] qint64 position() const { return m_position; }

private:
    struct Delete
    {
        void operator()(archive *reader) const { archive_read_free(reader); }
    };
    static la_ssize_t give(archive *reader, void *self, const void **bytes);
    static la_int64_t seek(archive *reader, void *self, la_int64_t offset, int whence);
    static la_int64_t skip(archive *reader, void *self, la_int64_t request);
    [[nodiscard]] QByteArray message() const;

    Path m_path;
    Source m_source;
    std::optional<Error> m_sourceError;
    const ArchiveFile *m_file = nullptr;
    std::vector<char> m_input;
    qint64 m_position = 0;
    std::unique_ptr<archive, Delete> m_reader;
};

} // namespace litekeeper

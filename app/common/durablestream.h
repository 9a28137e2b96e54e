// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/temporaryfile.h"

#include <QByteArray>

namespace litekeeper {

/// A file that is written piece by piece and gets its name, in the place of what had it, when it is whole and
/// on the disk. Until then, and if it never comes to that, whatever lies there stays as it is. One thread.
class DurableStream
{
public:
    [[nodiscard]] static Result<DurableStream> begin(const Path &file);

    DurableStream(DurableStream &&other) noexcept = default;
    DurableStream &operator=(DurableStream &&other) = delete;
    DurableStream(const DurableStream &) = delete;
    DurableStream &operator=(const DurableStream &) = delete;
    ~DurableStream(); ///< removes what was not published

    [[nodiscard]] Result<void> write(const QByteArray &bytes);
    /// Nothing may be written behind that. A failed fsync is final; see writeDurably().
    [[nodiscard]] Result<void> publish();

    [[nodiscard]] qint64 bytes() const { return m_bytes; } ///< that were written

private:
    DurableStream(Path file, TemporaryFile temporary);
    [[nodiscard]] Result<void> flush();

    Path m_file;
    TemporaryFile m_temporary;
    QByteArray m_pending; ///< many small pieces make one large write
    qint64 m_bytes = 0;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/compress.h"

namespace litekeeper {

/// Appends to a sink that knows only offsets.
class Appender
{
public:
    explicit Appender(PageSink &sink)
        : m_sink(sink)
    {
    }
    [[nodiscard]] Result<void> append(const QByteArray &bytes)
    {
        Result<void> written = m_sink.write(bytes.constData(), bytes.size(), m_offset);
        m_offset += bytes.size();
        return written;
    }
    [[nodiscard]] qint64 offset() const { return m_offset; }

private:
    PageSink &m_sink;
    qint64 m_offset = 0;
};

/// A piece of the input; an error if the file has become shorter.
[[nodiscard]] Result<QByteArray> readInput(const CompressionInput &input, qint64 offset, qint64 length);

/// How many threads compress: one for each processor, four at most.
[[nodiscard]] int compressionWorkers();

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/bytestream.h"

#include <algorithm>

namespace litekeeper {

namespace {

class PlainStream : public ByteStream
{
public:
    explicit PlainStream(const ArchiveFile &file)
        : m_file(file)
    {
    }

    Result<qint64> read(char *bytes, qint64 length) override
    {
        Result<qint64> count = m_file.read(m_position, bytes, length);
        m_position += count ? *count : 0;
        return count;
    }
    qint64 position() const override { return m_position; }

private:
    const ArchiveFile &m_file;
    qint64 m_position = 0;
};

} // namespace

std::unique_ptr<ByteStream> plainStream(const ArchiveFile &file)
{
    return std::make_unique<PlainStream>(file);
}

QByteArray PeekedStream::peek(qint64 length)
{
    while (m_peeked.size() < length && !m_failure) {
        QByteArray more(length - m_peeked.size(), Qt::Uninitialized);
        const Result<qint64> count = m_stream->read(more.data(), more.size());
        if (!count) {
            m_failure = count.error();
        } else if (*count == 0) {
            break;
        } else {
            m_peeked += more.first(*count);
        }
    }
    return m_peeked;
}

Result<qint64> PeekedStream::read(char *bytes, qint64 length)
{
    if (m_peeked.isEmpty()) {
        return m_failure ? Result<qint64>(*m_failure) : m_stream->read(bytes, length);
    }
    const qint64 count = std::min<qint64>(length, m_peeked.size());
    std::copy_n(m_peeked.constData(), count, bytes);
    m_peeked.remove(0, count);
    return count;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archivefile.h"
#include "verify/judgement.h"

#include <memory>
#include <optional>

namespace litekeeper {

/// The bytes inside the outer layer of a container, from the first to the last. What is wrong with the layer
/// lands in the judgement it was made with. Errors: ErrorKind::Damaged and Unsupported (found already),
/// reading failed, Cancelled.
class ByteStream
{
public:
    virtual ~ByteStream() = default;
    ByteStream(const ByteStream &) = delete;
    ByteStream &operator=(const ByteStream &) = delete;

    /// 0 at the end, when everything that the layer can prove about itself is proven.
    [[nodiscard]] virtual Result<qint64> read(char *bytes, qint64 length) = 0;
    /// In the container's file.
    [[nodiscard]] virtual qint64 position() const = 0;

protected:
    ByteStream() = default;
};

/// The file itself: a container without an outer layer.
[[nodiscard]] std::unique_ptr<ByteStream> plainStream(const ArchiveFile &file);

/// RFC 1952, with all its members. libarchive does not compare its checksums.
[[nodiscard]] std::unique_ptr<ByteStream> gzipStream(const ArchiveFile &file, Judgement &judgement);

/// RFC 8878, with all its frames; windows up to 2 GiB as far as memory is there for them.
[[nodiscard]] std::unique_ptr<ByteStream> zstdStream(const ArchiveFile &file, Judgement &judgement);

/// xz and bzip2, whose checks libarchive does.
[[nodiscard]] std::unique_ptr<ByteStream> filteredStream(const ArchiveFile &file, Judgement &judgement);

/// Begins with bytes that were read from the stream already, for whoever has to look before reading.
class PeekedStream : public ByteStream
{
public:
    explicit PeekedStream(std::unique_ptr<ByteStream> stream)
        : m_stream(std::move(stream))
    {
    }

    /// Up to `length` first bytes; fewer where the stream ends or fails, which reading will tell again.
    [[nodiscard]] QByteArray peek(qint64 length);
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 position() const override { return m_stream->position(); }

private:
    std::unique_ptr<ByteStream> m_stream;
    QByteArray m_peeked;
    std::optional<Error> m_failure;
};

} // namespace litekeeper

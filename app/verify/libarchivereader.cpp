// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/libarchivereader.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

namespace litekeeper {

namespace {

constexpr qint64 inputBytes = 256 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("LibarchiveReader", text);
}

bool hasOneOf(const QByteArray &message, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return message.contains(word); });
}

} // namespace

LibarchiveReader::LibarchiveReader(Path path)
    : m_path(std::move(path))
    , m_reader(archive_read_new())
{
}

la_ssize_t LibarchiveReader::give(archive *reader, void *self, const void **bytes)
{
    auto &that = *static_cast<LibarchiveReader *>(self);
    const Result<qint64> count = that.m_source(bytes);
    if (!count) {
        that.m_sourceError = count.error();
        archive_set_error(reader, EIO, "reading failed");
        return ARCHIVE_FATAL;
    }
    that.m_position += *count;
    return *count;
}

la_int64_t LibarchiveReader::seek(archive *reader, void *self, la_int64_t offset, int whence)
{
    Q_UNUSED(reader)
    auto &that = *static_cast<LibarchiveReader *>(self);
    const qint64 from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? that.m_position : that.m_file->bytes();
    that.m_position = std::clamp<qint64>(from + offset, 0, that.m_file->bytes());
    return that.m_position;
}

la_int64_t LibarchiveReader::skip(archive *reader, void *self, la_int64_t request)
{
    Q_UNUSED(reader)
    auto &that = *static_cast<LibarchiveReader *>(self);
    const qint64 skipped = std::clamp<qint64>(request, 0, that.m_file->bytes() - that.m_position);
    that.m_position += skipped;
    return skipped;
}

Result<void> LibarchiveReader::open(Source source)
{
    m_source = std::move(source);
    if (archive_read_open(m_reader.get(), this, nullptr, &LibarchiveReader::give, nullptr) != ARCHIVE_OK) {
        return failure();
    }
    return {};
}

Result<void> LibarchiveReader::openFile(const ArchiveFile &file)
{
    m_file = &file;
    m_input.resize(inputBytes);
    m_source = [this](const void **bytes) {
        *bytes = m_input.data();
        return m_file->read(m_position, m_input.data(), inputBytes);
    };
    archive *reader = m_reader.get();
    archive_read_set_callback_data(reader, this);
    archive_read_set_read_callback(reader, &LibarchiveReader::give);
    archive_read_set_seek_callback(reader, &LibarchiveReader::seek);
    archive_read_set_skip_callback(reader, &LibarchiveReader::skip);
    if (archive_read_open1(reader) != ARCHIVE_OK) {
        return failure();
    }
    return {};
}

QByteArray LibarchiveReader::message() const
{
    const char *text = m_reader ? archive_error_string(m_reader.get()) : nullptr;
    return text ? QByteArray(text) : QByteArray("no reason given");
}

bool LibarchiveReader::failedAtPassword() const
{
    return !m_sourceError && hasOneOf(message(), {"assphrase", "ncrypt", "ecrypt", "Crypto"});
}

// libarchive tells what it does not know from what is broken by its words only.
Error LibarchiveReader::failure() const
{
    if (m_sourceError) {
        return *m_sourceError;
    }
    const QByteArray text = message();
    Error error{.kind = ErrorKind::Damaged, .path = m_path};
    if (!m_reader || hasOneOf(text, {"Can't allocate", "Couldn't allocate", "No memory", "Out of memory"})) {
        error.kind = ErrorKind::Unsupported;
        error.detail
            = say("It would take more memory than there is (%1). Unpack it with the program that packed it "
                  "and verify what comes out.");
    } else if (hasOneOf(
                   text,
                   {"nsupported", "not supported", "Unknown codec", "Unknown method", "Unknown compression"})
               || failedAtPassword()) {
        error.kind = ErrorKind::Unsupported;
        error.detail
            = say("It is packed in a way that Litekeeper cannot unpack (%1). Unpack it with the program that "
                  "packed it and verify what comes out.");
    } else {
        error.detail = say("It is damaged (%1). Download the archive again.");
    }
    error.detail = error.detail.arg(QString::fromUtf8(text));
    return error;
}

} // namespace litekeeper

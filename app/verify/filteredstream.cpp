// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/bytestream.h"
#include "verify/libarchivereader.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 inputBytes = 256 * 1024;

/// libarchive gives the file's whole content as one raw entry.
class FilteredStream : public ByteStream
{
public:
    FilteredStream(const ArchiveFile &file, Judgement &judgement)
        : m_file(file)
        , m_judgement(judgement)
        , m_reader(file.path())
        , m_input(inputBytes)
    {
    }

    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 position() const override { return m_reader.position(); }

private:
    bool open();
    Error failure();

    const ArchiveFile &m_file;
    Judgement &m_judgement;
    LibarchiveReader m_reader;
    std::vector<char> m_input;
    bool m_isOpen = false;
};

bool FilteredStream::open()
{
    archive *reader = m_reader.get();
    if (!reader) {
        return false;
    }
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_format_raw(reader);
    const Result<void> opened = m_reader.open([this](const void **bytes) {
        *bytes = m_input.data();
        return m_file.read(m_reader.position(), m_input.data(), inputBytes);
    });
    archive_entry *entry = nullptr;
    return opened && archive_read_next_header(reader, &entry) == ARCHIVE_OK;
}

Error FilteredStream::failure()
{
    const Error error = m_reader.failure();
    if (error.kind == ErrorKind::Damaged) {
        m_judgement.find(Verdict::Damaged, QStringLiteral("data-damaged"), error.detail);
    } else if (error.kind == ErrorKind::Unsupported) {
        m_judgement.find(Verdict::Unsupported, QStringLiteral("method"), error.detail);
    }
    return error;
}

Result<qint64> FilteredStream::read(char *bytes, qint64 length)
{
    if (m_file.control().stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
    }
    if (!m_isOpen && !open()) {
        return failure();
    }
    m_isOpen = true;
    const la_ssize_t count = archive_read_data(m_reader.get(), bytes, size_t(length));
    if (count < 0) {
        return failure();
    }
    return qint64(count);
}

} // namespace

std::unique_ptr<ByteStream> filteredStream(const ArchiveFile &file, Judgement &judgement)
{
    return std::make_unique<FilteredStream>(file, judgement);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/foreignarchive.h"

#include "verify/entryname.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace litekeeper {

namespace {

// A set of hashes that grows with a hostile archive; what comes behind is not compared any more.
constexpr std::size_t mostNames = 2'000'000;

QString say(const char *text)
{
    return QCoreApplication::translate("ForeignArchive", text);
}

QByteArray nameOf(archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    // A name that the locale cannot hold is there in UTF-8.
    name = name ? name : archive_entry_pathname_utf8(entry);
    return name ? QByteArray(name) : QByteArray("?");
}

ArchiveEntry::Kind kindOf(archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK) {
        return ArchiveEntry::Kind::Link;
    }
    switch (archive_entry_filetype(entry)) {
    case AE_IFDIR:
        return ArchiveEntry::Kind::Folder;
    case AE_IFREG:
    case 0:
        return ArchiveEntry::Kind::File;
    default:
        return ArchiveEntry::Kind::Special;
    }
}

bool concernsContent(const Error &error)
{
    return error.kind == ErrorKind::Damaged || error.kind == ErrorKind::Unsupported;
}

} // namespace

ForeignArchive::ForeignArchive(const ArchiveFile &file, QString container)
    : m_file(file)
    , m_reader(file.path())
    , m_container(std::move(container))
{
}

// Failures of the layer below are in the judgement already.
Error ForeignArchive::found(const Error &error)
{
    if (!concernsContent(error) || m_reader.failedInSource()) {
        return error;
    }
    const bool isUnsupported = error.kind == ErrorKind::Unsupported;
    // libarchive decrypts none of these, so that nobody shall be asked for a password.
    const QString code = m_reader.failedAtPassword() ? QStringLiteral("cannot-decrypt")
        : isUnsupported                              ? QStringLiteral("method")
                                                     : QStringLiteral("data-damaged");
    m_judgement.find(isUnsupported ? Verdict::Unsupported : Verdict::Damaged, code, error.detail, m_where);
    return error;
}

Result<void> ForeignArchive::judgeOpening(const Result<void> &opened)
{
    if (opened) {
        return {};
    }
    m_isBroken = true;
    const Error error = found(opened.error());
    return concernsContent(error) ? Result<void>() : error;
}

ArchiveEntry ForeignArchive::describeEntry(archive_entry *entry)
{
    const QByteArray name = nameOf(entry);
    ArchiveEntry described;
    described.path = entryPath(name);
    described.kind = kindOf(entry);
    described.bytes = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : -1;
    described.method = method();
    described.isEncrypted = archive_entry_is_encrypted(entry) == 1;
    if (archive_entry_mtime_is_set(entry)) {
        described.modified = QDateTime::fromSecsSinceEpoch(archive_entry_mtime(entry), Qt::UTC);
    }
    m_where = shownName(name);
    m_expected = described.kind == ArchiveEntry::Kind::File ? described.bytes : -1;
    judge(described, name);
    return described;
}

void ForeignArchive::judge(const ArchiveEntry &entry, const QByteArray &name)
{
    judgeEntryName(name, m_judgement);
    judgeEntryKind(entry.kind, m_where, m_judgement);
    if (entry.kind == ArchiveEntry::Kind::Folder || m_names.size() >= mostNames) {
        return;
    }
    const QByteArray normal = normalEntryName(name);
    const bool isNew
        = m_names.insert(qHashBits(normal.constData(), size_t(normal.size()), QHashSeed::globalSeed()))
              .second;
    if (!isNew && !m_remarkedDuplicate) {
        m_remarkedDuplicate = true;
        m_judgement.remark(
            Severity::Warning, QStringLiteral("duplicate-name"),
            say("More than one entry has this name; the last one will replace the others when they are "
                "unpacked."),
            m_where);
    }
}

Result<int> ForeignArchive::nextHeader(archive_entry **entry)
{
    if (m_file.control().stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
    }
    const int code = archive_read_next_header(m_reader.get(), entry);
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN && code != ARCHIVE_EOF) {
        m_where.clear();
        const Error error = found(m_reader.failure());
        m_isBroken = true;
        if (!concernsContent(error)) {
            return error;
        }
    }
    return code;
}

Result<std::optional<ArchiveEntry>> ForeignArchive::next()
{
    m_failure.reset();
    m_given = 0;
    if (m_isBroken || m_hasEnded) {
        return std::optional<ArchiveEntry>();
    }
    archive_entry *entry = nullptr;
    const Result<int> code = nextHeader(&entry);
    if (!code) {
        return code.error();
    }
    if (m_isBroken) {
        return std::optional<ArchiveEntry>();
    }
    if (*code != ARCHIVE_EOF) {
        return std::optional<ArchiveEntry>(describeEntry(entry));
    }
    m_hasEnded = true;
    const Result<void> finished = finish();
    if (!finished && !concernsContent(finished.error())) {
        return finished.error();
    }
    return std::optional<ArchiveEntry>();
}

Result<qint64> ForeignArchive::read(char *bytes, qint64 length)
{
    if (m_failure) {
        return *m_failure;
    }
    if (m_isBroken || m_hasEnded || length <= 0) {
        return qint64(0);
    }
    if (m_file.control().stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
    }
    const la_ssize_t count = archive_read_data(m_reader.get(), bytes, size_t(length));
    if (count < 0) {
        m_isBroken = count == ARCHIVE_FATAL;
        m_failure = found(m_reader.failure());
        return *m_failure;
    }
    m_given += count;
    if (count == 0 && m_expected >= 0 && m_given != m_expected) {
        m_failure
            = Error{.kind = ErrorKind::Damaged,
                    .path = m_file.path(),
                    .detail = say("The entry should have %1 bytes and has %2. Download the archive again.")
                                  .arg(m_expected)
                                  .arg(m_given)};
        m_judgement.find(Verdict::Damaged, QStringLiteral("size"), m_failure->detail, m_where);
        return *m_failure;
    }
    return qint64(count);
}

SevenZipArchive::SevenZipArchive(const ArchiveFile &file)
    : ForeignArchive(file, QStringLiteral("7z"))
{
}

Result<void> SevenZipArchive::open(const QByteArray &password)
{
    if (!m_reader.get()) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    archive_read_support_format_7zip(m_reader.get());
    if (!password.isEmpty()) {
        archive_read_add_passphrase(m_reader.get(), password.constData());
    }
    return judgeOpening(m_reader.openFile(m_file));
}

} // namespace litekeeper

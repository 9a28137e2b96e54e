// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/collector.h"

#include <QCoreApplication>
#include <QLocale>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace litekeeper {

namespace {

constexpr qint64 bufferBytes = qint64(1) << 20;
constexpr qint64 headBytes = qint64(64) << 10;
constexpr qint64 mostRecordBytes = qint64(4) << 20;
constexpr size_t mostNames = 1'000'000;
constexpr qint64 roomCheckBytes = qint64(64) << 20;
// Recovery and sorting need some as well.
constexpr qint64 roomToSpare = qint64(16) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Collector", text);
}

// The archive has judged these already, and goes on with its next entry.
bool concernsEntryOnly(const Error &error)
{
    return error.kind == ErrorKind::Damaged || error.kind == ErrorKind::Unsupported;
}

Result<void> writeAll(int descriptor, const char *bytes, qint64 length, const Path &path)
{
    while (length > 0) {
        const ssize_t count = ::write(descriptor, bytes, size_t(length));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        bytes += count;
        length -= count;
    }
    return {};
}

} // namespace

Collector::Collector(Path folder, ProgressMeter &meter, const RunControl &control)
    : m_folder(std::move(folder))
    , m_meter(meter)
    , m_control(control)
    , m_buffer(bufferBytes, Qt::Uninitialized)
{
}

Result<void> Collector::collect(Archive &archive, const Path &prefix)
{
    m_troubled.clear();
    m_findingsSeen = 0;
    while (true) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = prefix};
        }
        const Result<std::optional<ArchiveEntry>> entry = archive.next();
        if (!entry) {
            return entry.error();
        }
        if (!*entry) {
            return {};
        }
        ++entryCount;
        const Path name
            = prefix.empty() ? (*entry)->path : Path(prefix.string() + "/" + (*entry)->path.string());
        if (names.size() < mostNames) {
            names.push_back(name);
        }
        if ((*entry)->kind == ArchiveEntry::Kind::File && (!wants || wants(name))) {
            const Result<void> collected = collectEntry(archive, **entry, name);
            if (!collected) {
                return collected;
            }
        } else if (const Verdict verdict = verdictOf(archive, **entry); verdict != Verdict::Sound) {
            addEntry(**entry, name, std::max<qint64>((*entry)->bytes, 0), Content::Other, verdict);
        }
        m_meter.advanceTo(archive.position());
    }
}

Result<void> Collector::collectEntry(Archive &archive, const ArchiveEntry &entry, const Path &name)
{
    const Result<qint64> head = readHead(archive);
    if (!head && !concernsEntryOnly(head.error())) {
        return head.error();
    }
    if (!head) {
        addEntry(entry, name, std::max<qint64>(entry.bytes, 0), Content::Other, verdictOf(archive, entry));
        return {};
    }
    const qint64 known = m_headBytes < headBytes ? qint64(m_headBytes) : entry.bytes;
    const Content content
        = contentOf(name, QByteArray::fromRawData(m_buffer.constData(), m_headBytes), known);
    TakenFile taken{.name = name, .file = {}, .bytes = m_headBytes, .sha256 = {}, .modified = entry.modified};
    bool whole = true;
    if (content == Content::Other) {
        const Result<void> read = readRecord(archive, name, taken.bytes);
        if (!read && !concernsEntryOnly(read.error())) {
            return read.error();
        }
    } else {
        const Result<bool> wasTaken = take(archive, taken, entry);
        if (!wasTaken) {
            return wasTaken.error();
        }
        whole = *wasTaken;
    }
    addEntry(entry, name, taken.bytes, content,
             whole ? verdictOf(archive, entry) : worse(verdictOf(archive, entry), Verdict::Unsupported));
    if (!taken.file.empty()) {
        auto &list = content == Content::Archive                     ? containers
            : content == Content::Wal || content == Content::Journal ? companions
                                                                     : databases;
        list.push_back(std::move(taken));
    }
    return {};
}

// The container says where it found something, at its opening or while the entry is read, and how bad all of
// it is.
Verdict Collector::verdictOf(const Archive &archive, const ArchiveEntry &entry)
{
    const QList<Finding> &findings = archive.judgement().findings();
    for (; m_findingsSeen < findings.size(); ++m_findingsSeen) {
        const Finding &finding = findings[m_findingsSeen];
        if (finding.severity == Severity::Problem && !finding.where.isEmpty()) {
            m_troubled.insert(finding.where);
        }
    }
    return m_troubled.contains(displayPath(entry.path)) ? archive.judgement().verdict() : Verdict::Sound;
}

Result<qint64> Collector::readHead(Archive &archive)
{
    m_headBytes = 0;
    while (m_headBytes < headBytes) {
        const Result<qint64> count = archive.read(m_buffer.data() + m_headBytes, headBytes - m_headBytes);
        if (!count) {
            return count;
        }
        if (*count == 0) {
            break;
        }
        m_headBytes += *count;
    }
    return qint64(m_headBytes);
}

Result<void> Collector::readThrough(Archive &archive, qint64 &bytes)
{
    while (true) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_folder};
        }
        m_meter.waitWhilePaused();
        const Result<qint64> count = archive.read(m_buffer.data(), bufferBytes);
        if (!count) {
            return count.error();
        }
        if (*count == 0) {
            return {};
        }
        bytes += *count;
        m_meter.advanceTo(archive.position());
    }
}

// A log or manifest in the archive is read as well as it can be; what else it is does not matter here.
Result<void> Collector::readRecord(Archive &archive, const Path &name, qint64 &bytes)
{
    const bool isLog = name.extension() == ".log";
    if (!isLog && name.extension() != ".xml") {
        return readThrough(archive, bytes);
    }
    QByteArray text = m_buffer.first(m_headBytes);
    Result<qint64> count = qint64(0);
    do {
        count = archive.read(m_buffer.data(), bufferBytes);
        text += m_buffer.first(count ? *count : 0);
        bytes += count ? *count : 0;
    } while (count && *count > 0 && text.size() < mostRecordBytes);
    const HostingRecord record = isLog ? recordFromLog(text) : recordFromManifest(text);
    if (isLog ? !record.skipped.isEmpty() : name == manifest) {
        records.append(record);
    }
    return count ? readThrough(archive, bytes) : Result<void>(count.error());
}

// False: it is not in the folder, or not whole; why has been judged. What can be unpacked of a damaged entry
// is kept: it shows what is left of the database.
Result<bool> Collector::take(Archive &archive, TakenFile &taken, const ArchiveEntry &entry)
{
    if (!hasRoom(std::max(entry.bytes, qint64(m_headBytes)), taken.name)) {
        const Result<void> read = readThrough(archive, taken.bytes);
        return read || concernsEntryOnly(read.error()) ? Result<bool>(false) : read.error();
    }
    const Path file = m_folder / ("taken-" + std::to_string(++m_taken));
    const FileDescriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!descriptor.isValid()) {
        return systemError(errno, file);
    }
    Sha256 sha256;
    qint64 length = m_headBytes;
    taken.bytes = 0;
    while (length > 0) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_folder};
        }
        m_meter.waitWhilePaused();
        if (taken.bytes / roomCheckBytes != (taken.bytes + length) / roomCheckBytes
            && !hasRoom(roomCheckBytes, taken.name)) {
            std::error_code ignored;
            std::filesystem::remove(file, ignored);
            const Result<void> read = readThrough(archive, taken.bytes);
            return read || concernsEntryOnly(read.error()) ? Result<bool>(false) : read.error();
        }
        const Result<void> written = writeAll(descriptor.get(), m_buffer.constData(), length, file);
        if (!written) {
            return written.error();
        }
        sha256.add(m_buffer.constData(), size_t(length));
        taken.bytes += length;
        m_meter.advanceTo(archive.position());
        const Result<qint64> count = archive.read(m_buffer.data(), bufferBytes);
        if (!count && !concernsEntryOnly(count.error())) {
            return count.error();
        }
        length = count ? *count : 0;
    }
    taken.file = file;
    taken.sha256 = sha256.take();
    return true;
}

bool Collector::hasRoom(qint64 bytes, const Path &name)
{
    std::error_code failed;
    const std::filesystem::space_info space = std::filesystem::space(m_folder, failed);
    if (failed || bytes + roomToSpare <= qint64(space.available)) {
        return true;
    }
    const QLocale locale;
    judgement.find(
        Verdict::Unsupported, QStringLiteral("no-room"),
        tr("To judge it, it must be unpacked: that needs %1, and %2 are free in “%3”. Make room there, "
           "and verify it again.")
            .arg(locale.formattedDataSize(bytes + roomToSpare),
                 locale.formattedDataSize(qint64(space.available)), displayPath(m_folder.parent_path())),
        displayPath(name));
    return false;
}

void Collector::addEntry(const ArchiveEntry &entry, const Path &name, qint64 bytes, Content content,
                         Verdict verdict)
{
    const bool matters = content != Content::Other || verdict != Verdict::Sound;
    if (entries.size() >= FileVerdict::entryLimit && !matters) {
        return;
    }
    const bool isDatabase = content == Content::Database || content == Content::SupposedDatabase;
    const EntryVerdict added{.path = name,
                             .bytes = bytes,
                             .packedBytes = entry.packedBytes,
                             .method = entry.method,
                             .isDatabase = isDatabase,
                             .verdict = verdict};
    if (entries.size() < FileVerdict::entryLimit) {
        entries.append(added);
    } else {
        // The end of the list holds what matters least, or something that matters as much.
        entries.last() = added;
    }
}

} // namespace litekeeper

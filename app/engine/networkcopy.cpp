// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networkcopy.h"

#include "common/fileio.h"
#include "engine/stagedrecovery.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"

#include <QCoreApplication>
#include <QLocale>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

namespace litekeeper {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr qint64 readBytes = NetworkReader::pieceBytes;
// SQLite puts its locks on the page there and nothing else (SQLite file format, section 1.6). A server may
// refuse to read bytes that a program has locked.
constexpr qint64 lockByteOffset = qint64(1) << 30;
constexpr auto firstPause = 50ms;
constexpr auto longestPause = 2000ms;
constexpr int loggedAttempts = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkCopy", text);
}

Path stagedDatabase(const PrivateFolder &folder)
{
    return folder.path() / "database";
}

Result<FileDescriptor> createStaged(const Path &file, const Path &folder)
{
    FileDescriptor descriptor(
        ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!descriptor.isValid()) {
        return systemError(errno, folder);
    }
    return descriptor;
}

} // namespace

NetworkCopy::NetworkCopy(const BackupRequest &request, const BackupPlan &plan, ProgressMeter &meter,
                         RunLog &log, const RunControl &control)
    : m_request(request)
    , m_plan(plan)
    , m_meter(meter)
    , m_log(log)
    , m_control(control)
{
}

Result<SnapshotCopy> NetworkCopy::copyTo(PageSink &sink)
{
    const steady_clock::time_point deadline = steady_clock::now() + m_request.patience;
    std::chrono::milliseconds pause = firstPause;
    while (true) {
        ++m_attempts;
        const Result<Ending> ending = attempt(sink);
        if (!ending) {
            return ending.error();
        }
        if (*ending == Ending::Finished) {
            m_log.add(tr("Copied from the share in attempt %1 and compared with it again.").arg(m_attempts));
            return SnapshotCopy{.strategy = QStringLiteral("network copy"),
                                .pages = m_bytes / m_pageSize,
                                .pageSize = m_pageSize};
        }
        m_meter.addRestart();
        if (*ending == Ending::Paused) {
            m_log.add(tr("Resumed after a pause: the copy started over."));
            continue;
        }
        if (m_attempts <= loggedAttempts) {
            m_log.add(
                tr("Attempt %1 brought no consistent copy: %2.").arg(m_attempts).arg(m_disturbance->detail));
        }
        if (steady_clock::now() + pause >= deadline) {
            return giveUp();
        }
        if (!waitBeforeRetry(pause)) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
        }
        pause = std::min<std::chrono::milliseconds>(pause * 2, longestPause);
    }
}

Result<NetworkCopy::Ending> NetworkCopy::attempt(PageSink &sink)
{
    m_disturbance.reset();
    m_meter.beginPhase(Phase::Fetching, -1);
    const Result<NetworkLook> before = NetworkLook::at(m_plan.source);
    if (!before) {
        return before.error();
    }
    if (before->hasHotJournal()) {
        return disturbed(ErrorKind::HotJournal, tr("a transaction was going on"));
    }
    const Result<DatabaseFacts> facts
        = parseDatabaseHeader(before->header, before->status.bytes, m_plan.source);
    if (!facts) {
        return facts.error();
    }
    m_pageSize = facts->pageSize;
    m_permissions = before->status.mode & 0666;
    m_meter.beginPhase(Phase::Fetching, before->status.bytes + before->walBytes);
    const Result<void> emptied = sink.truncate(0);
    if (!emptied) {
        return emptied.error();
    }
    return before->hasWal() ? copyWithWal(*before, sink) : copyResting(*before, sink);
}

// Nothing is left to take in afterwards, so the bytes go straight where the backup is made.
Result<NetworkCopy::Ending> NetworkCopy::copyResting(const NetworkLook &before, PageSink &sink)
{
    Pass pass;
    const Take take = [&](char *bytes, qint64 length, qint64 offset) {
        if (offset == 0 && length > 19) {
            // A backup leaves in rollback mode, or it cannot be opened on read-only media (section 1.3.3).
            bytes[18] = bytes[19] = 1;
        }
        return sink.write(bytes, length, offset);
    };
    const Result<Ending> read = readMain(take, pass);
    if (!read || *read != Ending::Finished) {
        return read;
    }
    m_copiedAt = QDateTime::currentDateTimeUtc();
    m_bytes = pass.bytes / m_pageSize * m_pageSize;
    const Result<void> cut = sink.truncate(m_bytes);
    if (!cut) {
        return cut.error();
    }
    return confirm(before, pass, true);
}

Result<NetworkCopy::Ending> NetworkCopy::copyWithWal(const NetworkLook &before, PageSink &sink)
{
    const Result<void> prepared = prepareStaging(before);
    if (!prepared) {
        return prepared.error();
    }
    const Path staged = stagedDatabase(*m_staging);
    const Result<FileDescriptor> file = createStaged(staged, m_request.stagingFolder);
    if (!file) {
        return file.error();
    }
    const Take take = [&](const char *bytes, qint64 length, qint64 offset) {
        return writeFully(file->get(), bytes, length, offset, m_request.stagingFolder);
    };
    Pass pass;
    const Result<Ending> read = readMain(take, pass);
    if (!read || *read != Ending::Finished) {
        return read;
    }
    m_copiedAt = QDateTime::currentDateTimeUtc();
    const Result<Ending> wal = copyWal(before, withSuffix(staged, "-wal"));
    if (!wal || *wal != Ending::Finished) {
        return wal;
    }
    // In rollback mode the file itself changes, whatever lies beside it.
    const Result<Ending> confirmed = confirm(before, pass, !before.isWalMode());
    if (!confirmed || *confirmed != Ending::Finished) {
        return confirmed;
    }
    const Result<void> taken = takeStaged(sink);
    if (!taken) {
        return taken.error();
    }
    return Ending::Finished;
}

Result<NetworkCopy::Ending> NetworkCopy::readMain(const Take &take, Pass &pass)
{
    const Result<NetworkFile> file = NetworkFile::open(m_plan.source, NetworkFile::Use::Whole);
    if (!file) {
        return file.error();
    }
    const auto readPiece = [&](char *bytes, qint64 offset) { return readAroundLocks(*file, bytes, offset); };
    const Take note = [&](char *bytes, qint64 length, qint64 offset) {
        pass.hashes.push_back(xxh128(bytes, size_t(length)));
        pass.bytes = offset + length;
        m_meter.advanceTo(pass.bytes);
        return take(bytes, length, offset);
    };
    return readThrough(readPiece, note);
}

Result<NetworkCopy::Ending> NetworkCopy::readThrough(const NetworkReader::ReadPiece &readPiece,
                                                     const Take &take)
{
    NetworkReader reader(readPiece);
    qint64 offset = 0;
    for (qint64 length = readBytes; length == readBytes; offset += length) {
        if (m_control.pauseRequested()) {
            m_meter.waitWhilePaused();
            return Ending::Paused;
        }
        const Result<NetworkReader::Piece> piece = reader.next(m_control, m_plan.source);
        if (!piece) {
            return piece.error();
        }
        length = piece->length;
        const Result<void> taken = take(piece->bytes, length, offset);
        if (!taken) {
            return taken.error();
        }
        if (m_disturbance) {
            return Ending::Disturbed;
        }
    }
    return Ending::Finished;
}

// The lock-byte page counts as zeros, whether or not it can be read: programs may write anything there, and
// SQLite never looks.
Result<qint64> NetworkCopy::readAroundLocks(const NetworkFile &file, char *bytes, qint64 offset) const
{
    const qint64 inPiece = lockByteOffset - offset;
    const bool holdsLocks = inPiece >= 0 && inPiece < readBytes;
    Result<qint64> count = file.read(bytes, readBytes, offset);
    if (!holdsLocks || (count && *count <= inPiece)) {
        return count;
    }
    const qint64 behind = std::min(readBytes, inPiece + m_pageSize);
    if (!count) {
        // Around it, in reads that do not touch it.
        const Result<qint64> start = file.read(bytes, inPiece, offset);
        count = start ? file.read(bytes + behind, readBytes - behind, offset + behind) : start;
        if (!count) {
            return count;
        }
        count = behind + *count;
    }
    std::memset(bytes + inPiece, 0, size_t(std::min(behind, *count) - inPiece));
    return count;
}

Result<NetworkCopy::Ending> NetworkCopy::copyWal(const NetworkLook &before, const Path &target)
{
    const Result<FileDescriptor> copy = createStaged(target, m_request.stagingFolder);
    if (!copy) {
        return copy.error();
    }
    const Result<NetworkFile> wal
        = NetworkFile::open(withSuffix(m_plan.source, "-wal"), NetworkFile::Use::Whole);
    if (!wal && wal.error().kind == ErrorKind::NotFound) {
        return disturbed(ErrorKind::SourceChanged, tr("its -wal was taken in and removed"));
    }
    if (!wal) {
        return wal.error();
    }
    const auto readPiece = [&](char *bytes, qint64 offset) { return wal->read(bytes, readBytes, offset); };
    const Take take = [&](char *bytes, qint64 length, qint64 offset) -> Result<void> {
        if (offset == 0 && !QByteArrayView(bytes, length).startsWith(before.walHeader)) {
            (void)disturbed(ErrorKind::SourceChanged, tr("its -wal began anew"));
            return {};
        }
        m_meter.advanceTo(before.status.bytes + offset + length);
        return writeFully(copy->get(), bytes, length, offset, m_request.stagingFolder);
    };
    return readThrough(readPiece, take);
}

// What was read belongs together if nothing changed from before the first byte until after the last: in WAL
// mode the start of the -wal, because a checkpoint only takes into the file what is in the -wal from its
// start on; else the file, of which every byte is then compared, too.
Result<NetworkCopy::Ending> NetworkCopy::confirm(const NetworkLook &before, const Pass &first, bool rests)
{
    m_meter.beginPhase(Phase::Confirming, rests ? first.bytes : -1);
    const Result<Ending> same = lookAgain(before, rests);
    if (!same || *same != Ending::Finished || !rests) {
        return same;
    }
    const Result<Ending> equal = readAgain(first);
    if (!equal || *equal != Ending::Finished) {
        return equal;
    }
    return lookAgain(before, rests);
}

Result<NetworkCopy::Ending> NetworkCopy::lookAgain(const NetworkLook &before, bool rests)
{
    const Result<NetworkLook> now = NetworkLook::at(m_plan.source);
    if (!now) {
        return now.error();
    }
    if (now->hasHotJournal()) {
        return disturbed(ErrorKind::SourceChanged, tr("a transaction began during the copy"));
    }
    if (now->walHeader != before.walHeader) {
        return disturbed(ErrorKind::SourceChanged, tr("its -wal began anew during the copy"));
    }
    if (now->isWalMode() != before.isWalMode()) {
        return disturbed(ErrorKind::SourceChanged, tr("its journal mode changed during the copy"));
    }
    if (rests && (now->header != before.header || !now->status.sameAs(before.status))) {
        return disturbed(ErrorKind::SourceChanged, tr("it was written during the copy"));
    }
    return Ending::Finished;
}

Result<NetworkCopy::Ending> NetworkCopy::readAgain(const Pass &first)
{
    Pass second;
    const Take compare = [&](const char *, qint64, qint64) -> Result<void> {
        const size_t index = second.hashes.size() - 1;
        if (index >= first.hashes.size() || first.hashes[index] != second.hashes[index]) {
            (void)disturbed(ErrorKind::SourceChanged, tr("read a second time it was not the same"));
        }
        return {};
    };
    const Result<Ending> read = readMain(compare, second);
    if (read && *read == Ending::Finished && second.bytes != first.bytes) {
        return disturbed(ErrorKind::SourceChanged, tr("read a second time it was shorter"));
    }
    return read;
}

Result<void> NetworkCopy::prepareStaging(const NetworkLook &before)
{
    // Taking the -wal in may make the file longer by as much.
    const qint64 needed = before.status.bytes + 2 * before.walBytes;
    if (!m_staging) {
        Result<PrivateFolder> folder = PrivateFolder::createIn(m_request.stagingFolder);
        if (!folder) {
            return folder.error();
        }
        m_staging.emplace(std::move(folder).value());
    }
    const Result<FileSystemFacts> facts = fileSystemOf(m_request.stagingFolder);
    if (m_attempts == 1 && facts && facts->freeBytes >= 0 && facts->freeBytes < needed) {
        const QLocale locale;
        return Error{
            .kind = ErrorKind::NoSpace,
            .path = m_request.stagingFolder,
            .detail = tr("to fetch the database from the share, %1 are needed there and %2 are free")
                          .arg(locale.formattedDataSize(needed), locale.formattedDataSize(facts->freeBytes))};
    }
    return {};
}

Result<void> NetworkCopy::takeStaged(PageSink &sink)
{
    const Path staged = stagedDatabase(*m_staging);
    const Result<void> recovered = recoverStaged(staged, m_plan.source);
    if (!recovered) {
        return recovered;
    }
    const FileDescriptor file(::open(staged.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.isValid()) {
        return systemError(errno, m_request.stagingFolder);
    }
    QByteArray buffer(readBytes, Qt::Uninitialized);
    m_bytes = 0;
    for (qint64 length = readBytes; length == readBytes; m_bytes += length) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
        }
        const Result<qint64> count
            = readUpTo(file.get(), buffer.data(), readBytes, m_bytes, m_request.stagingFolder);
        if (!count) {
            return count.error();
        }
        length = *count;
        const Result<void> written = sink.write(buffer.constData(), length, m_bytes);
        if (!written) {
            return written;
        }
    }
    m_staging.reset();
    m_bytes = m_bytes / m_pageSize * m_pageSize;
    return sink.truncate(m_bytes);
}

NetworkCopy::Ending NetworkCopy::disturbed(ErrorKind kind, const QString &reason)
{
    m_disturbance = {.kind = kind, .path = m_plan.source, .detail = reason};
    return Ending::Disturbed;
}

// False after a stop. A pause lasts as long as it is wished.
bool NetworkCopy::waitBeforeRetry(std::chrono::milliseconds pause)
{
    m_meter.beginPhase(Phase::Retrying, -1);
    const steady_clock::time_point end = steady_clock::now() + pause;
    while (steady_clock::now() < end && !m_control.stopRequested()) {
        std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(pause, 20ms));
    }
    m_meter.waitWhilePaused();
    return !m_control.stopRequested();
}

Error NetworkCopy::giveUp() const
{
    Error error = *m_disturbance;
    const double seconds = double(m_request.patience.count()) / 1000;
    if (error.kind == ErrorKind::HotJournal) {
        error.detail
            = tr("through a network mount it cannot be told whether the transaction goes on or was broken "
                 "off (%1 attempts in %2 s)")
                  .arg(m_attempts)
                  .arg(seconds);
        error.advice
            = tr("If no program writes there, open the database with its application on the machine that "
                 "holds it; else back it up at a quieter hour.");
        return error;
    }
    error.detail
        = tr("%1 attempts in %2 s brought no consistent copy through the network mount; at the last one "
             "%3")
              .arg(m_attempts)
              .arg(seconds)
              .arg(m_disturbance->detail);
    error.advice
        = tr("Back it up on the machine that holds it, choose a quieter hour, or back up a snapshot that "
             "the server makes.");
    return error;
}

} // namespace litekeeper

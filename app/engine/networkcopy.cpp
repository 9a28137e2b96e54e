// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networkcopy.h"

#include "places/databaseheader.h"

#include <QCoreApplication>

#include <algorithm>
#include <thread>

namespace litekeeper {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr auto firstPause = 50ms;
constexpr auto longestPause = 2000ms;
constexpr int loggedAttempts = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkCopy", text);
}

// What a step writes, as the answer to more.
Result<bool> wantMore(const Result<void> &written)
{
    return written ? Result<bool>(true) : Result<bool>(written.error());
}

} // namespace

NetworkCopy::NetworkCopy(const BackupRequest &request, const BackupPlan &plan, ProgressMeter &meter,
                         RunLog &log, const RunControl &control)
    : m_request(request)
    , m_plan(plan)
    , m_meter(meter)
    , m_log(log)
    , m_control(control)
    , m_fetch(plan.source, meter, control)
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
                tr("Attempt %1 brought no consistent copy: %2.").arg(m_attempts).arg(m_disturbance.detail));
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
    m_fetch.countFrom(0);
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
    const auto take = [&](char *bytes, qint64 length, qint64 offset) {
        if (offset == 0 && length > 19) {
            // A backup leaves in rollback mode, or it cannot be opened on read-only media (section 1.3.3).
            bytes[18] = bytes[19] = 1;
        }
        return wantMore(sink.write(bytes, length, offset));
    };
    const Result<Ending> read = m_fetch.readDatabase(m_pageSize, pass, take);
    if (!read || *read != Ending::Finished) {
        return read;
    }
    m_copiedAt = QDateTime::currentDateTimeUtc();
    const Result<Ending> kept = keepWholePages(pass.bytes, sink);
    return kept ? confirm(before, pass, true) : kept;
}

// What the -wal holds before is put into the database as it comes past. Only what it holds afterwards makes
// the copy consistent: a checkpoint takes nothing into the database that is not in the -wal by then.
Result<NetworkCopy::Ending> NetworkCopy::copyWithWal(const NetworkLook &before, PageSink &sink)
{
    Result<WalPages> pages = WalPages::create(m_request.stagingFolder, before.walBytes);
    if (!pages) {
        return pages.error();
    }
    const Result<Ending> early = readWal(before, *pages, 0);
    if (!early || *early != Ending::Finished) {
        return early;
    }
    Pass pass;
    const auto take = [&](char *bytes, qint64 length, qint64 offset) {
        const Result<void> patched = pages->patch(bytes, length, offset);
        return wantMore(patched ? sink.write(bytes, length, offset) : patched);
    };
    m_fetch.countFrom(before.walBytes);
    const Result<Ending> read = m_fetch.readDatabase(m_pageSize, pass, take);
    if (!read || *read != Ending::Finished) {
        return read;
    }
    m_copiedAt = QDateTime::currentDateTimeUtc();
    const Result<Ending> late = readWal(before, *pages, before.status.bytes);
    if (!late || *late != Ending::Finished) {
        return late;
    }
    // In rollback mode the file itself changes, whatever lies beside it.
    const Result<Ending> confirmed = confirm(before, pass, !before.isWalMode());
    if (!confirmed || *confirmed != Ending::Finished) {
        return confirmed;
    }
    const Result<qint64> bytes = pages->finish(sink, pass.bytes, m_plan.source);
    if (!bytes) {
        return bytes.error();
    }
    return keepWholePages(*bytes, sink);
}

Result<NetworkCopy::Ending> NetworkCopy::readWal(const NetworkLook &before, WalPages &pages,
                                                 qint64 countedBefore)
{
    bool hasBegunAnew = false;
    const auto take = [&](const char *bytes, qint64 length, qint64 offset) -> Result<bool> {
        hasBegunAnew = offset == 0 && !QByteArrayView(bytes, length).startsWith(before.walHeader);
        if (hasBegunAnew) {
            return false;
        }
        m_meter.advanceTo(countedBefore + std::min(offset + length, before.walBytes));
        return pages.take(bytes, length, offset);
    };
    const Result<Ending> read = m_fetch.readWal(pages.beginReading(), take);
    if (!read && read.error().kind == ErrorKind::NotFound) {
        return disturbed(ErrorKind::SourceChanged, tr("its -wal was taken in and removed"));
    }
    if (!read && read.error().kind == ErrorKind::Unsupported) {
        return Error{.kind = ErrorKind::Unsupported, .path = m_plan.source, .detail = read.error().detail};
    }
    if (hasBegunAnew) {
        return disturbed(ErrorKind::SourceChanged, tr("its -wal began anew"));
    }
    if (!read || *read == Ending::Paused) {
        return read;
    }
    if (pages.pageSize() != 0 && pages.pageSize() != m_pageSize) {
        return Error{
            .kind = ErrorKind::Damaged,
            .path = m_plan.source,
            .detail
            = tr("its -wal has pages of %1 bytes and not of %2").arg(pages.pageSize()).arg(m_pageSize)};
    }
    return Ending::Finished;
}

// SQLite leaves what is less than a page at the end alone.
Result<NetworkCopy::Ending> NetworkCopy::keepWholePages(qint64 bytes, PageSink &sink)
{
    m_bytes = bytes / m_pageSize * m_pageSize;
    const Result<void> cut = sink.truncate(m_bytes);
    if (!cut) {
        return cut.error();
    }
    return Ending::Finished;
}

// What was read belongs together if nothing changed from before the first byte until after the last: in WAL
// mode the start of the -wal, because a checkpoint only takes into the file what is in the -wal from its
// start on; else the file, of which every byte is then compared, too.
Result<NetworkCopy::Ending> NetworkCopy::confirm(const NetworkLook &before, const Pass &first, bool rests)
{
    m_fetch.countFrom(0);
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
    const auto compare = [&](const char *, qint64, qint64) -> Result<bool> {
        const size_t index = second.hashes.size() - 1;
        return index < first.hashes.size() && first.hashes[index] == second.hashes[index];
    };
    const Result<Ending> read = m_fetch.readDatabase(m_pageSize, second, compare);
    if (!read || *read == Ending::Paused) {
        return read;
    }
    if (*read == Ending::Refused || second.bytes != first.bytes) {
        return disturbed(ErrorKind::SourceChanged, tr("read a second time it was not the same"));
    }
    return Ending::Finished;
}

NetworkCopy::Ending NetworkCopy::disturbed(ErrorKind kind, const QString &reason)
{
    m_disturbance = {.kind = kind, .path = m_plan.source, .detail = reason};
    return Ending::Refused;
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
    Error error = m_disturbance;
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
              .arg(m_disturbance.detail);
    error.advice
        = tr("Back it up on the machine that holds it, choose a quieter hour, or back up a snapshot that "
             "the server makes.");
    return error;
}

} // namespace litekeeper

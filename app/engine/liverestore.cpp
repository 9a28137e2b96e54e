// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/liverestore.h"

#include "common/progressmeter.h"
#include "engine/earlywriteback.h"
#include "engine/lockholder.h"
#include "engine/room.h"
#include "engine/stilldatabase.h"
#include "sqlite/descriptorvfs.h"
#include "sqlite/integrity.h"
#include "sqlite/onlinebackup.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int stepBytes = 4 << 20;
constexpr auto glance = 5ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("LiveRestore", text);
}

qint64 bytesOf(const Path &file)
{
    std::error_code failed;
    const auto bytes = qint64(std::filesystem::file_size(file, failed));
    return failed ? 0 : bytes;
}

/// What a restore takes beside the target while it lasts: in WAL mode every page again, with its frame header
/// of 24 bytes (SQLite file format 4.1), and room for the file to grow when that is taken over; otherwise the
/// journal with the old pages.
Result<qint64> bytesBeside(const StillDatabase &backup, Connection &from, const RestoreTarget &target)
{
    const Result<qint64> pageSize = from.queryInteger("PRAGMA page_size");
    if (!pageSize) {
        return pageSize.error();
    }
    const qint64 old = bytesOf(target.file);
    const qint64 growth = std::max<qint64>(0, backup.bytes() - old);
    const bool isWal = target.facts && target.facts->journalMode == JournalMode::Wal;
    return growth + (isWal ? backup.bytes() + backup.bytes() / *pageSize * 24 : old);
}

/// All pages, in one transaction of the target.
Result<void> copyPages(Connection &from, Connection &into, qint64 bytes, ProgressMeter &meter,
                       const RunControl &control)
{
    const Result<qint64> pageSize = from.queryInteger("PRAGMA page_size");
    if (!pageSize) {
        return pageSize.error();
    }
    Result<OnlineBackup> backup = OnlineBackup::begin(from, into);
    if (!backup) {
        return backup.error();
    }
    meter.beginPhase(Phase::Copying, bytes);
    const int pagesPerStep = std::max(1, stepBytes / int(*pageSize));
    EarlyWriteback log(withSuffix(into.file(), "-wal"));
    EarlyWriteback file(into.file()); // where it has no -wal
    while (true) {
        const Result<OnlineBackup::Position> position = backup->step(pagesPerStep);
        if (!position) {
            return position.error();
        }
        meter.advancePages(position->pagesDone, position->pagesTotal, int(*pageSize));
        if (position->finished) {
            return {};
        }
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = into.file()};
        }
        log.proceed();
        file.proceed();
    }
}

/// The restore has happened; what is wrong with it now is a finding.
void check(Connection &connection, ProgressMeter &meter, const RunControl &control, RestoreReport &report)
{
    meter.beginPhase(Phase::Checking, -1);
    connection.setStopControl(&control);
    const Result<CheckReport> checked = control.stopRequested()
        ? Result<CheckReport>(Error{.kind = ErrorKind::Cancelled})
        : quickCheck(connection);
    report.proof = ProofLevel::Copied;
    if (checked && checked->problems.isEmpty()) {
        report.proof = ProofLevel::Checked;
        return;
    }
    if (!checked && control.stopRequested()) {
        report.findings.append({.severity = Severity::Warning,
                                .code = QStringLiteral("not-checked"),
                                .text = tr("The database had been restored when the wish to stop came. Its "
                                           "check afterwards was left out.")});
        return;
    }
    const QString problem = checked ? checked->problems.first() : describe(checked.error());
    report.findings.append(
        {.severity = checked ? Severity::Problem : Severity::Warning,
         .code = QStringLiteral("not-checked"),
         .text = tr("The database was restored, but its check afterwards failed: %1").arg(problem)});
}

} // namespace

Error busyWith(const Path &target, const RestoreRequest &request)
{
    const QString holder = lockHolderOf(target);
    const double seconds = double(request.busyTimeout.count()) / 1000;
    return {.kind = ErrorKind::Busy,
            .path = target,
            .detail
            = holder.isEmpty() ? tr("for %1 s").arg(seconds) : tr("for %1 s, by %2").arg(seconds).arg(holder),
            .advice
            = tr("Nothing was changed. Try again, or stop the program that uses it and swap the file.")};
}

void takeWalOver(Connection &into, const RunControl &control)
{
    if (control.stopRequested()) {
        return;
    }
    // It asks nobody meanwhile.
    std::atomic<bool> isDone = false;
    std::thread watch([&] {
        EarlyWriteback file(into.file());
        while (!isDone) {
            if (control.stopRequested()) {
                into.interrupt();
            }
            file.begin();
            std::this_thread::sleep_for(glance);
        }
    });
    (void)into.execute("PRAGMA wal_checkpoint(PASSIVE)");
    isDone = true;
    watch.join();
}

Result<RestoreReport> restoreIntoLive(const StillDatabase &backup, const RestoreTarget &target,
                                      const RestoreRequest &request, const RunControl &control)
{
    ProgressMeter meter(control);
    meter.beginPhase(Phase::Waiting, -1);
    Result<Connection> from = backup.file().connect();
    if (!from) {
        return from.error();
    }
    const Path folder = target.file.parent_path();
    const Result<qint64> needed = bytesBeside(backup, *from, target);
    const Result<void> room = needed ? requireRoom(folder, *needed) : Result<void>(needed.error());
    if (!room) {
        return room.error();
    }
    const SourceHold hold(target.file);
    Result<Connection> into = Connection::open(target.file, {.mode = Connection::Mode::ReadWrite});
    if (!into) {
        return into.error();
    }
    into->setBusyTimeout(request.busyTimeout, &control);
    if (const Result<void> set = into->execute("PRAGMA synchronous=FULL"); !set) {
        return set.error().kind == ErrorKind::Busy ? busyWith(target.file, request)
                                                   : withRoom(set.error(), folder, *needed);
    }
    const Result<void> copied = copyPages(*from, *into, backup.bytes(), meter, control);
    if (!copied && copied.error().kind == ErrorKind::Busy) {
        return control.stopRequested() ? Error{.kind = ErrorKind::Cancelled, .path = target.file}
                                       : busyWith(target.file, request);
    }
    if (!copied) {
        const qint64 taken = bytesOf(withSuffix(target.file, "-wal"));
        return withRoom(copied.error(), folder, std::max<qint64>(1, *needed - taken));
    }
    RestoreReport report;
    takeWalOver(*into, control);
    check(*into, meter, control, report);
    return report;
}

} // namespace litekeeper

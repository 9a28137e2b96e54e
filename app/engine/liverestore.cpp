// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/liverestore.h"

#include "common/progressmeter.h"
#include "engine/lockholder.h"
#include "engine/stilldatabase.h"
#include "sqlite/descriptorvfs.h"
#include "sqlite/integrity.h"
#include "sqlite/onlinebackup.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int stepBytes = 4 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("LiveRestore", text);
}

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
    }
}

/// The restore has happened; what is wrong with it now is a finding.
void check(Connection &connection, ProgressMeter &meter, RestoreReport &report)
{
    meter.beginPhase(Phase::Checking, -1);
    const Result<CheckReport> checked = quickCheck(connection);
    report.proof = ProofLevel::Copied;
    if (checked && checked->problems.isEmpty()) {
        report.proof = ProofLevel::Checked;
        return;
    }
    const QString problem = checked ? checked->problems.first() : describe(checked.error());
    report.findings.append(
        {.severity = checked ? Severity::Problem : Severity::Warning,
         .code = QStringLiteral("not-checked"),
         .text = tr("The database was restored, but its check afterwards failed: %1").arg(problem)});
}

} // namespace

Result<RestoreReport> restoreIntoLive(const StillDatabase &backup, const RestoreTarget &target,
                                      const RestoreRequest &request, const RunControl &control)
{
    ProgressMeter meter(control);
    meter.beginPhase(Phase::Waiting, -1);
    Result<Connection> from = backup.file().connect();
    if (!from) {
        return from.error();
    }
    Result<Connection> into = Connection::open(target.file, {.mode = Connection::Mode::ReadWrite});
    if (!into) {
        return into.error();
    }
    into->setBusyTimeout(request.busyTimeout, &control);
    if (const Result<void> set = into->execute("PRAGMA synchronous=FULL"); !set) {
        return set.error().kind == ErrorKind::Busy ? busyWith(target.file, request) : set.error();
    }
    const Result<void> copied = copyPages(*from, *into, backup.bytes(), meter, control);
    if (!copied && copied.error().kind == ErrorKind::Busy) {
        return control.stopRequested() ? Error{.kind = ErrorKind::Cancelled, .path = target.file}
                                       : busyWith(target.file, request);
    }
    if (!copied) {
        return copied.error();
    }
    RestoreReport report;
    // All of it is in the -wal now. Whoever writes next would take it over page by page, and wait for that.
    (void)into->execute("PRAGMA wal_checkpoint(PASSIVE)");
    check(*into, meter, report);
    return report;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoring.h"

#include "common/progressmeter.h"
#include "engine/comparison.h"
#include "engine/openedproof.h"
#include "engine/proof.h"
#include "engine/sidebyside.h"
#include "service/networkaccess.h"
#include "service/networkrestore.h"
#include "service/openedbackup.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

/// Reads it as it lies there; what a manifest says of its bytes is compared first.
Result<ProofResult> proveAgain(const OpenedBackup &opened, const RunControl &control)
{
    if (opened.manifest) {
        Backup backup = *opened.manifest;
        backup.file = opened.bytes;
        const Result<Backup> verified = proveOpened(backup, opened.database, control);
        if (!verified) {
            return verified.error();
        }
        return ProofResult{
            .level = verified->proof, .tables = verified->tables, .findings = verified->findings};
    }
    ProgressMeter meter(control);
    return prove(opened.database.file(), opened.file, opened.database.bytes(), ProofLevel::Proven, meter,
                 control);
}

/// One state of a database that may be live.
Result<StillDatabase> stateOf(const Path &database, const Path &scratchFolder, const NetworkAccess &network,
                              const RunControl &control)
{
    if (!network.isRemote(database)) {
        return StillDatabase::ofLive(database, scratchFolder, control);
    }
    Result<OpenedBackup> fetched = openBackup(database, scratchFolder, network, control);
    return fetched ? Result<StillDatabase>(std::move(fetched->database)) : fetched.error();
}

Result<std::optional<Comparison>> differenceFrom(const RestoreTarget &target, const OpenedBackup &backup,
                                                 const Path &scratchFolder, int samples,
                                                 const NetworkAccess &network, const RunControl &control)
{
    if (!target.facts) {
        return std::optional<Comparison>();
    }
    const Result<StillDatabase> now = stateOf(target.file, scratchFolder, network, control);
    if (!now) {
        // A target that cannot be read is a reason to restore, not an obstacle.
        return now.error().kind == ErrorKind::Cancelled ? Result<std::optional<Comparison>>(now.error())
                                                        : std::optional<Comparison>();
    }
    const Result<Comparison> difference = compareDatabases(
        {.file = &now->file(), .name = target.file, .bytes = now->bytes()},
        {.file = &backup.database.file(), .name = backup.file, .bytes = backup.database.bytes()},
        {.samples = samples}, control);
    if (!difference) {
        return difference.error().kind == ErrorKind::Cancelled
            ? Result<std::optional<Comparison>>(difference.error())
            : std::optional<Comparison>();
    }
    return std::optional(*difference);
}

/// What has to be read whole for a plan.
struct Readings
{
    ProofResult proof;
    std::optional<Comparison> difference;
};

/// The backup is proven while it is compared with the target. What is wrong with it ends both.
Result<Readings> readBoth(const OpenedBackup &backup, const RestoreTarget &target, const Path &scratchFolder,
                          int samples, const NetworkAccess &network, const RunControl &control)
{
    Readings readings;
    const auto prove = [&](const RunControl &own) -> Result<void> {
        Result<ProofResult> proof = proveAgain(backup, own);
        if (!proof) {
            return proof.error();
        }
        readings.proof = std::move(proof).value();
        return {};
    };
    const auto compare = [&](const RunControl &own) -> Result<void> {
        Result<std::optional<Comparison>> difference
            = differenceFrom(target, backup, scratchFolder, samples, network, own);
        if (!difference) {
            return difference.error();
        }
        readings.difference = std::move(difference).value();
        return {};
    };
    const Result<void> read = doSideBySide(control, prove, compare);
    return read ? Result<Readings>(std::move(readings)) : read.error();
}

} // namespace

RestoreSum sumOf(const Comparison &difference)
{
    using State = TableComparison::State;
    RestoreSum sum;
    for (const TableComparison &table : difference.tables) {
        sum.back += table.added + (table.state == State::OnlyRight ? qMax<qint64>(0, table.rowsRight) : 0);
        sum.gone += table.removed + (table.state == State::OnlyLeft ? qMax<qint64>(0, table.rowsLeft) : 0);
        sum.changed += table.changed;
        sum.sameTables += table.state == State::Same ? 1 : 0;
    }
    return sum;
}

Result<RestorePlan> planRestore(const Path &backup, const Path &target, const Path &scratchFolder,
                                int samples, const NetworkAccess &network, const RunControl &control)
{
    Result<OpenedBackup> opened = openBackup(backup, scratchFolder, network, control);
    if (!opened) {
        return opened.error();
    }
    const Path whole = absolutePath(target);
    const Result<RestoreTarget> look = network.isRemote(whole)
        ? lookAtTargetThere(network, whole, opened->database, control)
        : lookAtTarget(whole, opened->database);
    if (!look) {
        // It may be the backup that cannot be opened.
        const Result<ProofResult> proof = proveAgain(*opened, control);
        return proof ? look.error() : proof.error();
    }
    if (look->file == opened->file) {
        return Error{.kind = ErrorKind::SameFile,
                     .path = target,
                     .advice
                     = QCoreApplication::translate("Restoring", "Choose another file to restore to.")};
    }
    Result<Readings> readings = readBoth(*opened, *look, scratchFolder, samples, network, control);
    if (!readings) {
        return readings.error();
    }
    return RestorePlan{.backup = std::move(opened->database),
                       .manifest = std::move(opened->manifest),
                       .proof = readings->proof.level,
                       .findings = readings->proof.findings,
                       .target = *look,
                       .tables = {},
                       .difference = std::move(readings->difference)};
}

Result<RestoreReport> restorePlanned(const RestorePlan &plan, const RestoreRequest &request,
                                     const NetworkAccess &network, const RunControl &control)
{
    // Single tables are refused there, and never become all of them.
    return plan.target.isOnNetwork && request.tables.isEmpty()
        ? restoreDatabaseThere(network, plan.backup, plan.target, request, control)
        : restoreDatabase(plan.backup, plan.target, request, control);
}

QString safetyCopyTemplate()
{
    return QStringLiteral("{name}-before-restore-{date}-{time}");
}

bool isSafetyCopy(const Path &file)
{
    return file.filename().string().find("-before-restore-") != std::string::npos;
}

Path safetyCopyFolder(const RestorePlan &plan, const Path &usual)
{
    return plan.manifest ? plan.manifest->file.parent_path() : usual;
}

} // namespace litekeeper

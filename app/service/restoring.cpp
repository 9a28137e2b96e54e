// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoring.h"

#include "common/progressmeter.h"
#include "engine/backup.h"
#include "engine/comparison.h"
#include "engine/proof.h"
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
        const Result<Backup> verified = verifyAgain(backup, ProofLevel::Proven, control);
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

Result<std::optional<Comparison>> differenceFrom(const RestoreTarget &target, const Path &name,
                                                 const StillDatabase &backup, const ProofResult &proof,
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
        {.file = &backup.file(), .name = name, .bytes = backup.bytes(), .figures = proof.tables},
        {.samples = samples}, control);
    if (!difference) {
        return difference.error().kind == ErrorKind::Cancelled
            ? Result<std::optional<Comparison>>(difference.error())
            : std::optional<Comparison>();
    }
    return std::optional(*difference);
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
    const Result<ProofResult> proof = proveAgain(*opened, control);
    if (!proof) {
        return proof.error();
    }
    const Path whole = absolutePath(target);
    const Result<RestoreTarget> look = network.isRemote(whole)
        ? lookAtTargetThere(network, whole, opened->database, control)
        : lookAtTarget(whole, opened->database);
    if (!look) {
        return look.error();
    }
    if (look->file == opened->file) {
        return Error{.kind = ErrorKind::SameFile,
                     .path = target,
                     .advice
                     = QCoreApplication::translate("Restoring", "Choose another file to restore to.")};
    }
    Result<std::optional<Comparison>> difference = differenceFrom(
        *look, opened->file, opened->database, *proof, scratchFolder, samples, network, control);
    if (!difference) {
        return difference.error();
    }
    return RestorePlan{.backup = std::move(opened->database),
                       .manifest = std::move(opened->manifest),
                       .proof = proof->level,
                       .findings = proof->findings,
                       .target = *look,
                       .tables = {},
                       .difference = std::move(difference).value()};
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

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/rehearsal.h"

#include "common/progressmeter.h"
#include "engine/proof.h"
#include "engine/restore.h"
#include "engine/stilldatabase.h"
#include "engine/tablefigures.h"

#include <cerrno>

#include <fcntl.h>

namespace litekeeper {

namespace {

class RestoreRehearsal
{
public:
    RestoreRehearsal(const StillDatabase &backup, const RehearsalRequest &request, const RunControl &control)
        : m_backup(backup)
        , m_request(request)
        , m_control(control)
        , m_meter(control)
        , m_file(request.folder / "rehearsed.db")
    {
    }

    [[nodiscard]] Result<RehearsedRestore> run();

private:
    [[nodiscard]] Result<void> restore();
    [[nodiscard]] Result<void> check();
    [[nodiscard]] Result<void> ask();

    const StillDatabase &m_backup;
    const RehearsalRequest &m_request;
    const RunControl &m_control;
    ProgressMeter m_meter;
    Path m_file;
    RehearsedRestore m_seen;
};

Result<RehearsedRestore> RestoreRehearsal::run()
{
    for (const auto step : {&RestoreRehearsal::restore, &RestoreRehearsal::check, &RestoreRehearsal::ask}) {
        m_meter.waitWhilePaused();
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_file};
        }
        if (const Result<void> done = (this->*step)(); !done) {
            return done.error();
        }
    }
    return m_seen;
}

Result<void> RestoreRehearsal::restore()
{
    const Result<RestoreTarget> target = lookAtTarget(m_file, m_backup);
    if (!target) {
        return target.error();
    }
    const Result<RestoreReport> report
        = restoreDatabase(m_backup, *target, {.way = RestoreWay::SwapFile}, m_control);
    if (!report) {
        return report.error();
    }
    m_seen.bytes = report->bytes;
    return {};
}

/// Before anything is written to it, the file is what any restore would have left.
Result<void> RestoreRehearsal::check()
{
    if (m_request.extent == RehearsalRequest::Extent::QueryOnly) {
        return {};
    }
    const FileDescriptor file(::open(m_file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.isValid()) {
        return systemError(errno, m_file);
    }
    const DescriptorVfs vfs(file.get(), m_file);
    const Result<ProofResult> proof
        = prove(vfs, m_file, m_seen.bytes, ProofLevel::Proven, m_meter, m_control);
    if (!proof) {
        return proof.error();
    }
    m_seen.findings = proof->findings;
    if (m_request.tables.isEmpty() || proof->level < ProofLevel::Proven) {
        return {};
    }
    const QString difference = differenceOf(m_request.tables, proof->tables);
    if (!difference.isEmpty()) {
        return Error{.kind = ErrorKind::Damaged, .path = m_file, .detail = difference};
    }
    m_seen.tables = proof->tables.size() - 1; // the schema is one of them
    return {};
}

Result<void> RestoreRehearsal::ask()
{
    m_meter.beginPhase(Phase::Rehearsing, -1);
    Result<Connection> application = Connection::open(m_file, {.mode = Connection::Mode::ReadWrite});
    if (!application) {
        return application.error();
    }
    application->setStopControl(&m_control);
    const bool isWal = m_request.journalMode == JournalMode::Wal;
    for (const char *statement :
         {isWal ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE", "BEGIN IMMEDIATE", "ROLLBACK"}) {
        if (const Result<void> done = application->execute(statement); !done) {
            return done;
        }
    }
    if (m_request.query.trimmed().isEmpty()) {
        return {};
    }
    Result<Answer> answer = askOneValue(*application, m_request.query, m_request.limits, m_control);
    if (!answer) {
        return answer.error();
    }
    m_seen.answer = std::move(answer).value();
    return {};
}

} // namespace

Result<RehearsedRestore> rehearseRestore(const StillDatabase &backup, const RehearsalRequest &request,
                                         const RunControl &control)
{
    return RestoreRehearsal(backup, request, control).run();
}

} // namespace litekeeper

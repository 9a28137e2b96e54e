// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/sourcesession.h"

#include "engine/lockholder.h"
#include "engine/tablefigures.h"
#include "places/databaseheader.h"

#include <QCoreApplication>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

// Up to these sizes the writers of a rollback-journal source wait a few dozen milliseconds at most.
constexpr qint64 lockedCopyLimit = qint64(64) << 20;
constexpr qint64 lockedTablesLimit = qint64(8) << 20;
// A file system may give two writes within this time the same modification time (FAT: 2 s).
constexpr auto quietTime = 2s;
constexpr int idleAttempts = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("SourceSession", text);
}

bool isQuiet(const struct stat &status)
{
    const auto modified
        = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    return std::chrono::system_clock::now().time_since_epoch() - modified > quietTime;
}

} // namespace

SourceSession::SourceSession(const BackupRequest &request, const BackupPlan &plan, ProgressMeter &meter,
                             RunLog &log, const RunControl &control)
    : m_request(request)
    , m_plan(plan)
    , m_meter(meter)
    , m_log(log)
    , m_control(control)
{
}

SourceSession::~SourceSession()
{
    SourceSession::release();
}

Result<SnapshotCopy> SourceSession::copyTo(PageSink &sink)
{
    for (int attempt = 1; attempt <= idleAttempts; ++attempt) {
        Result<SnapshotCopy> copy = copyOnce(sink);
        if (!copy || m_source->isUndisturbed()) {
            return copy;
        }
        m_meter.addRestart();
        m_log.find(Severity::Note, QStringLiteral("source-woke-up"),
                   tr("The source was opened by another program during the copy, so the copy started over."));
    }
    return Error{.kind = ErrorKind::SourceChanged, .path = m_plan.source};
}

Result<SnapshotCopy> SourceSession::copyOnce(PageSink &sink)
{
    m_source.reset();
    const Result<DatabaseFacts> facts = lookAtDatabase(m_plan.source);
    if (!facts) {
        return facts.error();
    }
    m_isWal = facts->journalMode == JournalMode::Wal;
    struct stat status = {};
    if (::stat(m_plan.source.c_str(), &status) != 0) {
        return systemError(errno, m_plan.source);
    }
    m_permissions = status.st_mode & 0666;
    const Result<void> opened = open(chooseWay(status));
    if (!opened) {
        return opened.error();
    }
    SnapshotCopier copier(*m_source, sink, m_meter, m_control);
    const bool ahead = !m_isWal && facts->bytes > lockedCopyLimit;
    Result<SnapshotCopy> copy = ahead ? copier.copyAhead() : copier.copyOnline();
    for (const QString &line : copier.notes()) {
        m_log.add(line);
    }
    if (copy && !ahead && !m_isWal) {
        copy->strategy = QStringLiteral("locked copy");
    }
    m_heldAt = m_source->heldAt();
    return copy;
}

HeldSource::Way SourceSession::chooseWay(struct stat status) const
{
    if (!m_isWal || sideFilesOf(m_plan.source).wal) {
        return HeldSource::Way::Live;
    }
    // Opened the usual way, SQLite makes companions beside the source; where we can take them away again,
    // that is as good.
    const bool canTidy = ::access(m_plan.source.c_str(), W_OK) == 0
        && ::access(m_plan.source.parent_path().c_str(), W_OK | X_OK) == 0;
    for (int waits = 0; waits < 50 && !canTidy && !isQuiet(status) && !m_control.stopRequested(); ++waits) {
        std::this_thread::sleep_for(50ms);
        ::stat(m_plan.source.c_str(), &status);
    }
    return isQuiet(status) && !sideFilesOf(m_plan.source).wal ? HeldSource::Way::Idle : HeldSource::Way::Live;
}

Result<void> SourceSession::open(HeldSource::Way way)
{
    Result<std::unique_ptr<HeldSource>> source = HeldSource::open(m_request, m_plan.source, way, m_control);
    if (!source) {
        return source.error();
    }
    m_source = std::move(source).value();
    // A short hold tells now what would otherwise come after gigabytes: locked, a hot journal, damaged.
    m_meter.beginPhase(Phase::Waiting, -1);
    Result<void> held = m_source->hold();
    if (!held && held.error().kind == ErrorKind::Busy) {
        Error busy = held.error();
        const QString holder = lockHolderOf(m_plan.source);
        busy.detail = holder.isEmpty()
            ? tr("for %1 s").arg(m_request.busyTimeout.count() / 1000.0)
            : tr("for %1 s, by %2").arg(m_request.busyTimeout.count() / 1000.0).arg(holder);
        return busy;
    }
    m_source->release();
    return held;
}

void SourceSession::beginReadingTables(qint64 databaseBytes)
{
    // Writers of a rollback-journal source wait for the snapshot. A larger one was compared block by block
    // under the lock, which says the same.
    if (!m_isWal && databaseBytes > lockedTablesLimit) {
        release();
        m_log.find(
            Severity::Note, QStringLiteral("compared-by-blocks"),
            tr("The copy was compared with the source block by block under its lock, not table by table, so "
               "that its writers did not wait longer."));
        return;
    }
    m_source->vfs().endReadAhead();
    m_tables = std::async(std::launch::async, [this] { return readTables(); });
}

Result<QList<TableFigures>> SourceSession::readTables()
{
    auto lastLook = std::chrono::steady_clock::now();
    m_source->connection().setStopCondition([this, lastLook]() mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - lastLook < 20ms) {
            return false;
        }
        lastLook = now;
        return m_tablesControl.stopRequested() || m_control.stopRequested() || !m_source->checkLimits();
    });
    Result<QList<TableFigures>> tables = readAllTables(m_source->connection());
    const Result<void> limits = m_source->checkLimits();
    const bool undisturbed = m_source->isUndisturbed();
    m_source->release();
    if (!tables && !limits) {
        return limits.error();
    }
    if (!undisturbed) {
        return Error{.kind = ErrorKind::SourceChanged,
                     .path = m_plan.source,
                     .detail = tr("another program opened it")};
    }
    return tables;
}

Result<std::optional<QList<TableFigures>>> SourceSession::finishReadingTables()
{
    if (!m_tables.valid()) {
        return std::optional<QList<TableFigures>>();
    }
    m_meter.beginPhase(Phase::Comparing, -1);
    while (m_tables.wait_for(20ms) != std::future_status::ready) {
        m_meter.advanceTo(0);
    }
    Result<QList<TableFigures>> tables = m_tables.get();
    release();
    if (tables) {
        return std::optional(std::move(tables).value());
    }
    switch (tables.error().kind) {
    case ErrorKind::LimitReached:
    case ErrorKind::SourceChanged:
    case ErrorKind::Unsupported:
        m_log.find(
            Severity::Note, QStringLiteral("compared-by-pages"),
            tr("The tables of the source were not compared one by one (%1); its pages were, by their hashes.")
                .arg(tables.error().detail));
        return std::optional<QList<TableFigures>>();
    default:
        return tables.error();
    }
}

void SourceSession::release()
{
    if (m_tables.valid()) {
        m_tablesControl.requestStop();
        m_tables.wait();
    }
    if (!m_source) {
        return;
    }
    m_source->release();
    m_holdMilliseconds = m_source->holdMilliseconds();
    m_walGrowthBytes = m_source->walGrowthBytes();
    notePresence();
    m_source.reset();
}

void SourceSession::notePresence()
{
    switch (m_source->presence()) {
    case HeldSource::Presence::Same:
        break;
    case HeldSource::Presence::Replaced:
        m_log.find(
            Severity::Warning, QStringLiteral("source-replaced"),
            tr("The source was replaced by another file during the run. The backup holds the one that was "
               "there when it began; back up again to have the new one."));
        break;
    case HeldSource::Presence::Gone:
        m_log.find(
            Severity::Warning, QStringLiteral("source-deleted"),
            tr("The source was deleted or renamed during the run. The backup holds it as it was; find out "
               "who removed it."));
        break;
    }
}

} // namespace litekeeper

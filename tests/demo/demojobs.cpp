// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/demojobs.h"

#include "places/destination.h"
#include "service/backupwork.h"
#include "support/databases.h"

#include <QTimeZone>

namespace litekeeper::test {

namespace {

constexpr qsizetype keptBackups = 14;

/// A log line begins with its instant, which moves with the run.
QString movedLog(const QString &log, qint64 milliseconds)
{
    QStringList lines = log.split(u'\n');
    for (QString &line : lines) {
        const QDateTime instant = QDateTime::fromString(line.section(u'\t', 0, 0), Qt::ISODateWithMs);
        if (instant.isValid()) {
            line = instant.addMSecs(milliseconds).toUTC().toString(Qt::ISODateWithMs) + u'\t'
                + line.section(u'\t', 1);
        }
    }
    return lines.join(u'\n');
}

} // namespace

DemoJob::DemoJob(Catalogue &catalogue, const Path &profile, Plan plan)
    : m_catalogue(catalogue)
    , m_profile(profile)
    , m_plan(std::move(plan))
    , m_source(profile / "home" / m_plan.source)
    , m_destination(profile / "backups")
{
    std::filesystem::create_directories(m_source.parent_path());
    std::filesystem::create_directories(m_destination);
    Sqlite database(m_source);
    database.execute(std::string("PRAGMA journal_mode=WAL; BEGIN; ") + m_plan.schema
                     + "; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                     + std::to_string(m_plan.rows)
                     + ") INSERT INTO history SELECT i, randomblob(900) FROM n; COMMIT");
    m_job.id = QUuid::createUuid();
    m_job.name = QString::fromUtf8(m_plan.name);
    m_job.source = m_source;
    m_job.destination = m_destination;
    m_job.schedule = QStringLiteral("0 30 %1 * * *").arg(m_plan.hour);
    m_job.timeZone = QTimeZone::systemTimeZoneId();
    m_job.retention.last = int(keptBackups);
    m_job.createdAt = QDateTime::currentDateTimeUtc().addYears(-1);
    m_job.scheduledSince = m_job.createdAt;
    m_job.evaluatedUntil = QDateTime::currentDateTimeUtc();
    (void)m_catalogue.storeJob(m_job);
    (void)m_catalogue.rememberDatabase(m_source);
}

QDateTime DemoJob::dueAt(int nightsAgo) const
{
    const QDate day = QDate::currentDate().addDays(-nightsAgo);
    return QDateTime(day, QTime(m_plan.hour, 30)).toUTC();
}

void DemoJob::runNight(int nightsAgo)
{
    if (dueAt(nightsAgo) > QDateTime::currentDateTimeUtc()) {
        return; // tonight
    }
    grow(nightsAgo);
    if (m_plan.missed.contains(nightsAgo)) {
        recordMissed(nightsAgo);
    } else {
        backUp(nightsAgo);
    }
}

/// Weekends are quiet; once in a while somebody imports something.
void DemoJob::grow(int nightsAgo)
{
    const bool isWeekend = QDate::currentDate().addDays(-nightsAgo).dayOfWeek() >= Qt::Saturday;
    const int rows = nightsAgo % 53 == 17 ? m_plan.rowsPerNight * 25
        : isWeekend                       ? m_plan.rowsPerNight / 3
                                          : m_plan.rowsPerNight;
    Sqlite database(m_source);
    database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                     + std::to_string(std::max(rows, 1))
                     + ") INSERT INTO history(content) SELECT randomblob(900) FROM n");
}

void DemoJob::recordMissed(int nightsAgo)
{
    Run run;
    run.id = QUuid::createUuid();
    run.source = m_source;
    run.destination = m_destination;
    run.jobId = m_job.id;
    run.trigger = Trigger::Schedule;
    run.outcome = Outcome::Skipped;
    run.errorCode = QStringLiteral("missed");
    run.reason = QStringLiteral("The computer was off when this run was due.");
    run.dueAt = dueAt(nightsAgo);
    run.startedAt = run.finishedAt = run.dueAt.addSecs(8 * 3600);
    run.missed = 1;
    (void)m_catalogue.storeRun(run);
}

void DemoJob::backUp(int nightsAgo)
{
    const Result<Destination> destination = Destination::openOrCreate(m_destination);
    const bool isAway = m_plan.failures.contains(nightsAgo);
    const Path away = withSuffix(m_destination, " (not mounted)");
    if (isAway) {
        std::filesystem::rename(m_destination, away);
    }
    const QDateTime due = dueAt(nightsAgo);
    BackupWork work;
    work.run.id = QUuid::createUuid();
    work.run.source = m_source;
    work.run.destination = m_destination;
    work.run.jobId = m_job.id;
    work.run.trigger = Trigger::Schedule;
    work.run.startedAt = QDateTime::currentDateTimeUtc();
    work.run.dueAt = due;
    work.request.source = m_source;
    work.request.destination = m_destination;
    work.request.runId = work.run.id;
    work.request.jobId = m_job.id;
    work.request.nameTemplate
        = QStringLiteral("{name}-") + due.toLocalTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    work.request.destinationId = destination ? destination->id() : QUuid();
    work.lockFolder = m_profile / "data" / "locks";
    work.ticket = std::make_shared<BackupTicket>();
    work.ticket->control = std::make_shared<RunControl>();
    work.store = [](const Run &) { return Result<void>(); };
    const BackupWorkResult result = performBackup(work);
    if (isAway) {
        std::filesystem::rename(away, m_destination);
    }
    storeMovedTo(due, result.run, result.backup);
}

void DemoJob::storeMovedTo(const QDateTime &dueAt, Run run, std::optional<Backup> backup)
{
    const qint64 moved = run.startedAt.msecsTo(dueAt.addSecs(2));
    run.startedAt = run.startedAt.addMSecs(moved);
    run.finishedAt = run.startedAt.addMSecs(std::max<qint64>(run.milliseconds, 1));
    run.log = movedLog(run.log, moved);
    if (backup) {
        backup->createdAt = backup->createdAt.addMSecs(moved);
        backup->proofAt = backup->proofAt.addMSecs(moved);
        if (const Result<Destination> destination = Destination::open(m_destination)) {
            (void)destination->writeManifest(*backup);
        }
        m_kept.append(*backup);
    }
    (void)m_catalogue.storeRun(run);
    (void)m_catalogue.closeRun(run, backup);
    forgetOldBackups();
}

void DemoJob::forgetOldBackups()
{
    while (m_kept.size() > keptBackups) {
        const Backup old = m_kept.takeFirst();
        if (const Result<Destination> destination = Destination::open(m_destination)) {
            (void)destination->removeManifest(old);
        }
        std::filesystem::remove(old.file);
        (void)m_catalogue.removeBackup(old.id);
    }
}

} // namespace litekeeper::test

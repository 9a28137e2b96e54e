// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/pruning.h"

#include "domain/nametemplate.h"
#include "engine/runlog.h"
#include "service/cataloguelane.h"
#include "service/keptbackups.h"
#include "service/networkoperations.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

const QString keptMoreCode = QStringLiteral("kept-more");

struct Pruning
{
    Q_DECLARE_TR_FUNCTIONS(Pruning)
};

bool namesAreFixed(const Job &job)
{
    const Result<NameTemplate> names = NameTemplate::parse(job.nameTemplate);
    return !names || names->isFixed();
}

QTimeZone zoneOf(const Job &job)
{
    const QTimeZone zone(job.timeZone);
    return zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

QList<Path> filesOf(const QList<Backup> &backups)
{
    QList<Path> files;
    for (const Backup &backup : backups) {
        files.append(backup.file);
    }
    return files;
}

/// Backups stand in the catalogue with the folder's real path, and a folder that is gone is one without them.
KeptFilesLook lookHere(const Job &job, const QList<Backup> &backups)
{
    const Result<KeptFilesLook> look = lookAtKeptFiles(job.destination, QUuid(), filesOf(backups));
    return look ? *look : KeptFilesLook{.folder = job.destination, .gone = {}};
}

QString putOffText(const Error &error)
{
    return Pruning::tr("The retention of this job could not be applied, so nothing was deleted: %1")
        .arg(describe(error));
}

QString keptMore(qsizetype count, const QString &because)
{
    return Pruning::tr(
               "The retention of this job kept more backups than wished (%1 that could have gone): %2")
        .arg(QLocale().toString(count), because);
}

/// The clock was set between two runs of this process, or during this one.
QString doubtAboutClock(ClockWatch &watch)
{
    const std::chrono::milliseconds jump = watch.jump();
    if (jump == std::chrono::milliseconds(0)) {
        return {};
    }
    const QString seconds = QLocale().toString(std::abs(jump.count()) / 1000);
    return (jump.count() < 0 ? Pruning::tr("the clock of this computer was turned back by %1 seconds.")
                             : Pruning::tr("the clock of this computer was put forward by %1 seconds."))
               .arg(seconds)
        + QLatin1Char(' ') + Pruning::tr("The next run goes on with it.");
}

class Pruner
{
public:
    Pruner(CatalogueLane &lane, const Job &job, const NetworkAccess &network, const RunControl &control)
        : m_lane(lane)
        , m_job(job)
        , m_network(network)
        , m_control(control)
    {
    }

    void run(const QDateTime &nowUtc, const QString &clockDoubt);
    [[nodiscard]] PruneReport report() &&
    {
        return {.gone = std::move(m_gone), .findings = m_log.findings(), .log = m_log.lines()};
    }

private:
    [[nodiscard]] Result<QList<Backup>> backups();
    [[nodiscard]] Result<KeptFilesLook> lookAt(const QList<Backup> &backups) const;
    void deleteAll(const QList<Backup> &backups);
    void warn(const QString &text) { m_log.find(Severity::Warning, keptMoreCode, text); }

    CatalogueLane &m_lane;
    const Job &m_job;
    const NetworkAccess &m_network;
    const RunControl &m_control;
    KeptFilesLook m_look;
    RunLog m_log;
    QList<Backup> m_gone;
};

Result<QList<Backup>> Pruner::backups()
{
    return m_lane.ask([id = m_job.id](Catalogue &catalogue) { return catalogue.backupsOfJob(id); }).result();
}

Result<KeptFilesLook> Pruner::lookAt(const QList<Backup> &backups) const
{
    return m_network.isRemote(m_job.destination)
        ? lookAtKeptFilesThere(m_network, m_job.destination, m_job.destinationId, filesOf(backups), m_control)
        : lookAtKeptFiles(m_job.destination, m_job.destinationId, filesOf(backups));
}

void Pruner::run(const QDateTime &nowUtc, const QString &clockDoubt)
{
    m_log.add(Pruning::tr("Retention: keeps %1.").arg(retentionInWords(m_job.retention)));
    if (m_job.retention.keepsEverything() || namesAreFixed(m_job)) {
        return;
    }
    if (m_job.destinationId.isNull()) {
        m_log.add(Pruning::tr("Nothing was deleted: this job does not know its destination yet."));
        return;
    }
    const Result<QList<Backup>> all = backups();
    const Result<KeptFilesLook> look = all ? lookAt(*all) : all.error();
    if (!look) {
        warn(putOffText(look.error()));
        return;
    }
    m_look = *look;
    const RetentionPlan plan = planPruning(*all, m_job, nowUtc, m_look);
    if (!plan.refusal.isEmpty() && !plan.held.isEmpty()) {
        warn(keptMore(plan.held.size(), plan.refusal));
    } else if (!clockDoubt.isEmpty() && !plan.goes.isEmpty()) {
        warn(keptMore(plan.goes.size(), clockDoubt));
    } else {
        deleteAll(plan.goes);
    }
}

void Pruner::deleteAll(const QList<Backup> &backups)
{
    for (qsizetype i = 0; i < backups.size(); ++i) {
        if (m_control.stopRequested()) {
            m_log.add(
                Pruning::tr("The retention was stopped before it was done; the next run goes on with it."));
            return;
        }
        const Backup &backup = backups.at(i);
        const bool wasGone = m_look.gone.contains(backup.file);
        const PruningPlace place{
            .jobId = m_job.id, .folder = m_look.folder, .destinationId = m_job.destinationId};
        const Result<void> deleted = deletePrunedBackup(m_lane, backup.id, place, m_network, m_control);
        if (!deleted) {
            warn(keptMore(backups.size() - i, describe(deleted.error())));
            return;
        }
        m_gone.append(backup);
        m_log.add((wasGone ? Pruning::tr("“%1” was gone already and is forgotten now.")
                           : Pruning::tr("Deleted “%1”: no rule of the retention keeps it any longer."))
                      .arg(displayPath(backup.file)));
    }
}

QList<Backup> inDestination(const QList<Backup> &backups, const Job &job, const Path &folder)
{
    QList<Backup> ours;
    if (!namesAreFixed(job)) {
        std::copy_if(backups.begin(), backups.end(), std::back_inserter(ours),
                     [&folder](const Backup &each) { return each.file.parent_path() == folder; });
    }
    return ours;
}

QList<Backup> present(QList<Backup> backups, const KeptFilesLook &look)
{
    backups.removeIf([&look](const Backup &backup) { return look.gone.contains(backup.file); });
    return backups;
}

/// Of those without a file, what would go by the rules is forgotten; of the others goes what is not needed
/// although those are missing.
RetentionPlan planOf(const QList<Backup> &ours, const QList<Backup> &withFile, const Job &job,
                     const QDateTime &nowUtc)
{
    RetentionPlan plan = planRetention(ours, job.retention, zoneOf(job), nowUtc);
    if (withFile.size() == ours.size() || !plan.refusal.isEmpty()) {
        return plan;
    }
    const RetentionPlan real = planRetention(withFile, job.retention, zoneOf(job), nowUtc);
    QList<Backup> goes;
    for (const Backup &backup : std::as_const(plan.goes)) {
        if (real.stays.contains(backup.id)) {
            plan.stays[backup.id].append(Pruning::tr("in place of one that is gone"));
        } else {
            goes.append(backup);
        }
    }
    plan.goes = std::move(goes);
    return plan;
}

} // namespace

RetentionPlan planPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc)
{
    return planPruning(backups, job, nowUtc, lookHere(job, backups));
}

RetentionPlan planPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc,
                          const KeptFilesLook &look)
{
    const QList<Backup> ours = inDestination(backups, job, look.folder);
    return planOf(ours, present(ours, look), job, nowUtc);
}

RetentionPlan previewPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc)
{
    return previewPruning(backups, job, nowUtc, lookHere(job, backups));
}

Result<RetentionPlan> previewPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc,
                                     const NetworkAccess &network, const RunControl &control)
{
    if (!network.isRemote(job.destination)) {
        return previewPruning(backups, job, nowUtc);
    }
    const Result<KeptFilesLook> look
        = lookAtKeptFilesThere(network, job.destination, QUuid(), filesOf(backups), control);
    return look ? Result<RetentionPlan>(previewPruning(backups, job, nowUtc, *look)) : look.error();
}

RetentionPlan previewPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc,
                             const KeptFilesLook &look)
{
    Backup next;
    next.id = QUuid::createUuid();
    next.jobId = job.id;
    next.source = job.source;
    next.createdAt = nowUtc;
    next.proof = job.proof;
    const QList<Backup> ours = inDestination(backups, job, look.folder);
    RetentionPlan plan
        = planOf(QList<Backup>{next} + ours, QList<Backup>{next} + present(ours, look), job, nowUtc);
    plan.stays.remove(next.id);
    return plan;
}

PruneReport pruningPutOff(const Error &error)
{
    RunLog log;
    log.find(Severity::Warning, keptMoreCode, putOffText(error));
    return {.gone = {}, .findings = log.findings(), .log = log.lines()};
}

PruneReport pruneJob(CatalogueLane &lane, const Job &job, const Clock &clock, ClockWatch &watch,
                     const RunControl &control, const NetworkAccess &network)
{
    Pruner pruner(lane, job, network, control);
    pruner.run(clock.nowUtc(), doubtAboutClock(watch));
    return std::move(pruner).report();
}

} // namespace litekeeper

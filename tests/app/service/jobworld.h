// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/jobservice.h"
#include "support/databases.h"
#include "support/files.h"

#include <QTest>

namespace litekeeper::test {

class FakeClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override { return now; }

    QDateTime now;
};

/// The services of one process over a catalogue, and what they said about jobs.
class JobProcess : public QObject
{
public:
    JobProcess(const Path &folder, const Clock &clock)
        : catalogue(runner, folder / "catalogue.db")
        , backups(catalogue, runner, folder / "locks")
        , jobs(catalogue, backups, runner, clock)
    {
        opened = catalogue.open().result().hasValue();
        connect(&jobs, &JobService::claimed, this,
                [this](const Job &, const Run &run) { claimed.append(run); });
        connect(&jobs, &JobService::finished, this,
                [this](const Job &, const Run &run) { finished.append(run); });
    }

    [[nodiscard]] bool load() { return waitFor(jobs.load()).hasValue(); }
    /// What runDue() gave, after its runs have ended.
    QList<QUuid> runDue()
    {
        const qsizetype before = finished.size();
        const Result<QList<QUuid>> begun = waitFor(jobs.runDue());
        if (!begun) {
            qFatal("%s", qPrintable(describe(begun.error())));
        }
        if (!waitUntilOnLoop([&] { return finished.size() - before >= begun->size(); })) {
            qFatal("a run does not end");
        }
        return *begun;
    }

    template <typename Value>
    static Value waitFor(const QFuture<Value> &future)
    {
        if (!waitUntilOnLoop([&future] { return future.isFinished(); })) {
            qFatal("no answer");
        }
        return future.result();
    }
    template <typename Condition>
    static bool waitUntilOnLoop(Condition condition)
    {
        return QTest::qWaitFor(condition, 60'000);
    }

    TaskRunner runner;
    CatalogueService catalogue;
    BackupService backups;
    JobService jobs;
    bool opened = false;
    QList<Run> claimed;
    QList<Run> finished;
};

/// A database, a folder for its backups, and a job that backs it up every night at two.
class JobWorld
{
public:
    JobWorld()
    {
        clock.now = night.addSecs(-3600);
        if (!makeDatabase(source()) || !std::filesystem::create_directory(destination())) {
            qFatal("no files");
        }
        process = std::make_unique<JobProcess>(folder.path(), clock);
        if (!process->opened || !process->load()) {
            qFatal("no catalogue");
        }
        job.id = QUuid::createUuid();
        job.name = QStringLiteral("nightly");
        job.source = source();
        job.destination = destination();
        job.proof = ProofLevel::Checked;
        job.schedule = QStringLiteral("0 0 2 * * *");
        job.timeZone = "UTC";
        // The clock is set, but backups are dated by the real one: all of them are of one day.
        job.retention = {.last = 0, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    }

    [[nodiscard]] Path source() const { return folder.path() / "app.db"; }
    [[nodiscard]] Path destination() const { return folder.path() / "backups"; }
    [[nodiscard]] bool store() { return store(job); }
    [[nodiscard]] bool store(const Job &stored)
    {
        return JobProcess::waitFor(process->jobs.store(stored)).hasValue() && process->load();
    }
    [[nodiscard]] Job stored() const { return process->jobs.job(job.id).value_or(JobEntry()).job; }
    [[nodiscard]] JobHealth health() const { return process->jobs.job(job.id).value_or(JobEntry()).health; }
    [[nodiscard]] QList<Run> runs() const { return process->catalogue.runs(1000).result().value(); }
    [[nodiscard]] std::size_t files() const
    {
        std::size_t count = 0;
        for (const auto &entry : std::filesystem::directory_iterator(destination())) {
            count += entry.path().filename() == ".litekeeper" ? 0 : 1;
        }
        return count;
    }

    const QDateTime night{QDate(2026, 5, 10), QTime(2, 0), Qt::UTC};
    TemporaryFolder folder;
    FakeClock clock;
    std::unique_ptr<JobProcess> process;
    Job job;
};

} // namespace litekeeper::test

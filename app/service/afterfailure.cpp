// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/afterfailure.h"

#include "service/catalogueservice.h"
#include "service/failurecommand.h"
#include "service/whendone.h"

#include <algorithm>

namespace litekeeper {

namespace {

using Done = std::function<void(const Run &)>;

void runCommand(const Job &job, const Run &run, CatalogueService &catalogue, QObject *context,
                const Done &done)
{
    auto *command = new FailureCommand(FailureCommand::usualTimeLimit, context);
    QObject::connect(command, &FailureCommand::ended, context,
                     [run, &catalogue, context, command, done](const FailureCommandEnd &end) {
                         command->deleteLater();
                         Run after = run;
                         after.findings += end.findings;
                         after.log = (QStringList(after.log) + end.log).join(QLatin1Char('\n'));
                         whenDone(catalogue.storeRun(after), context,
                                  [after, done](const Result<void> &) { done(after); });
                     });
    command->start(job, run);
}

} // namespace

void followUpFailure(const Run &run, CatalogueService &catalogue, QObject *context, Done done)
{
    whenDone(catalogue.jobs(), context,
             [run, &catalogue, context, done = std::move(done)](const Result<QList<Job>> &known) {
                 const QList<Job> jobs = known ? *known : QList<Job>();
                 const auto job = std::find_if(jobs.begin(), jobs.end(), [&run](const Job &each) {
                     return each.id == run.jobId && !each.failureCommand.isEmpty();
                 });
                 if (job == jobs.end()) {
                     done(run);
                 } else {
                     runCommand(*job, run, catalogue, context, done);
                 }
             });
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/runduecommand.h"

#include "alerts/runattendant.h"
#include "cli/backupconsole.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/jobservice.h"
#include "service/runboard.h"
#include "service/watchservice.h"
#include "service/whendone.h"
#include "system/interrupt.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli run-due --quiet
      every few minutes, from a timer of the system: it does nothing where nothing is due
  litekeeper-cli run-due --json
      with a report of each run

It may run as often as you like, and beside the window: each due instant runs once.
Watches (see canary) are looked at once an hour.
Exit codes: the worst of its runs: 0 all is well or nothing was due, 1 one failed, 2 usage,
            3 done with warnings, a run was missed or a watch is alarming, 4 skipped (it is running),
            130 told to end)";

/// The worst comes last.
constexpr std::array byHarm{ExitDone, ExitSkipped, ExitWarning, ExitCancelled, ExitFailed};

int codeOf(const Run &run)
{
    if (run.outcome != Outcome::Skipped || run.errorCode == errorCode(ErrorKind::AlreadyRunning)) {
        return exitCodeOf(run.outcome);
    }
    // A pause is somebody's wish; a missed run is something that somebody should know.
    return run.errorCode == QLatin1String("missed") ? ExitWarning : ExitDone;
}

} // namespace

RunDueCommand::RunDueCommand(CLI::App &program)
    : m_app(program.add_subcommand("run-due", "Run the jobs that are due now"))
{
    m_app->footer(examples);
    m_app->add_flag("--json", m_json, "Print one JSON document about all runs");
    m_app->add_flag("--quiet", m_quiet, "Print nothing but failures");
}

int RunDueCommand::run(Session &session)
{
    m_line = std::make_unique<ProgressLine>(!m_quiet);
    // The window shows these runs as they go, and can cancel them.
    const RunBoard board(session.backups, session.catalogue, session.runner, session.paths.running);
    Interrupt interrupt;
    connect(&interrupt, &Interrupt::interrupted, this, [this, &session, &interrupt] {
        m_line->show(tr("Cancelling …"));
        session.attendant.endRuns(interrupt);
    });
    connect(&session.backups, &BackupService::runProgressed, this,
            [this, &interrupt](const QUuid &, const Progress &progress) {
                if (!interrupt.happened()) {
                    m_line->show(progress);
                }
            });
    connect(&session.jobs, &JobService::claimed, this,
            [this](const Job &, const Run &run) { m_open.insert(run.id); });
    // Queued: a run that was claimed behind the signal has begun by then.
    connect(
        &session.jobs, &JobService::claimed, this,
        [&session, &interrupt] {
            if (interrupt.happened()) {
                session.attendant.endRuns(interrupt);
            }
        },
        Qt::QueuedConnection);
    connect(&session.jobs, &JobService::finished, this, &RunDueCommand::onFinished);
    m_attendant = &session.attendant;
    connect(m_attendant, &RunAttendant::notTold, this, &console::printError);
    whenDone(session.catalogue.open(), this, [&, this](const Result<QList<Finding>> &opened) {
        if (!opened) {
            fail(opened.error());
        } else if (interrupt.happened()) {
            fail({.kind = ErrorKind::Cancelled, .path = session.paths.catalogue});
        } else {
            for (const Finding &finding : *opened) {
                console::printError(finding.text);
            }
            begin(session);
        }
    });
    return QCoreApplication::exec();
}

void RunDueCommand::begin(Session &session)
{
    whenDone(session.jobs.load(), this, [this, &session](const Result<void> &loaded) {
        if (!loaded) {
            fail(loaded.error());
            return;
        }
        session.attendant.begin();
        lookAtWatches(session);
        whenDone(session.jobs.runDue(), this, [this](const Result<QList<QUuid>> &begun) {
            if (!begun) {
                // What was begun goes on; its end is waited for.
                console::printError(describe(begun.error()));
                Run failed;
                failed.outcome = Outcome::Failed;
                m_ended.append(failed);
            }
            --m_looksToDo;
            endIfAllAreDone();
        });
    });
}

void RunDueCommand::lookAtWatches(Session &session)
{
    whenDone(session.watches.load(), this, [this, &session](const Result<void> &loaded) {
        if (!loaded) {
            onWatchesSeen(loaded.error());
            return;
        }
        whenDone(session.watches.lookAtDue(), this,
                 [this](const Result<QList<Observation>> &seen) { onWatchesSeen(seen); });
    });
}

void RunDueCommand::onWatchesSeen(const Result<QList<Observation>> &seen)
{
    if (!seen) {
        console::printError(describe(seen.error()));
        m_isWatchAlarming = true;
    } else {
        for (const Observation &observation : *seen) {
            m_watchReport.append(toJson(observation));
            if (isAlarming(observation.state)) {
                m_isWatchAlarming = true;
                m_line->clear();
                console::printError(watchSays(observation) + u' ' + watchAdvice(observation));
            }
        }
    }
    --m_looksToDo;
    endIfAllAreDone();
}

void RunDueCommand::onFinished(const Job &job, const Run &run)
{
    m_line->clear();
    m_open.remove(run.id);
    m_ended.append(run);
    QJsonObject report = json::run(run, std::nullopt);
    report.insert(QStringLiteral("job"), job.name);
    m_report.append(report);
    if (codeOf(run) != ExitDone) {
        console::printError(QStringLiteral("%1: %2").arg(job.name, run.reason));
    } else if (!m_json && !m_quiet) {
        console::printLine(tr("%1: %2").arg(job.name, outcomeCode(run.outcome)));
    }
    endIfAllAreDone();
}

void RunDueCommand::endIfAllAreDone()
{
    if (m_looksToDo > 0 || !m_open.isEmpty()) {
        return;
    }
    if (m_json) {
        json::print({{QStringLiteral("runs"), m_report}, {QStringLiteral("watches"), m_watchReport}});
    } else if (!m_quiet && m_ended.isEmpty()) {
        console::printLine(tr("Nothing is due."));
    }
    m_attendant->whenSettled([code = exitCode()] { QCoreApplication::exit(code); });
}

int RunDueCommand::exitCode() const
{
    const auto harm = [](int code) { return std::find(byHarm.begin(), byHarm.end(), code); };
    int worst = m_isWatchAlarming ? ExitWarning : ExitDone;
    for (const Run &run : m_ended) {
        worst = harm(codeOf(run)) > harm(worst) ? codeOf(run) : worst;
    }
    return worst;
}

void RunDueCommand::fail(const Error &error)
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    QCoreApplication::exit(error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed);
}

} // namespace litekeeper

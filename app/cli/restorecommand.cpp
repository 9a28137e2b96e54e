// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/restorecommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/words.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"
#include "service/whendone.h"

#include <QCoreApplication>
#include <QTimer>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db --dry-run
      is the backup good, and what would change?
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db
      brings it back; programs that have the database open stay connected and see it
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db --way swap
      replaces the file, while its program is stopped

The backup is proven again first, and a proven safety copy of what is there now is made beside the
other backups. To undo a restore, restore that copy.
Exit codes: 0 restored, 1 failed and nothing was changed, 2 usage, 3 restored with warnings, 130 cancelled)";

QString wayText(RestoreWay way)
{
    return way == RestoreWay::IntoLive ? RestoreCommand::tr("into the live database, in one transaction")
                                       : RestoreCommand::tr("by swapping the file");
}

QString sumText(const Comparison &difference)
{
    qint64 added = 0;
    qint64 removed = 0;
    qint64 changed = 0;
    for (const TableComparison &table : difference.tables) {
        added += table.added
            + (table.state == TableComparison::State::OnlyRight ? qMax<qint64>(0, table.rowsRight) : 0);
        removed += table.removed
            + (table.state == TableComparison::State::OnlyLeft ? qMax<qint64>(0, table.rowsLeft) : 0);
        changed += table.changed;
    }
    return RestoreCommand::tr("It brings %1 back, removes %2 and changes %3; %4 of the schema.")
        .arg(
            countText(added, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(removed, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(changed, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(difference.schema.size(), RestoreCommand::tr("change"), RestoreCommand::tr("changes")));
}

QJsonArray namesOf(const QList<Path> &files)
{
    QJsonArray array;
    for (const Path &file : files) {
        array.append(json::path(file));
    }
    return array;
}

} // namespace

RestoreCommand::RestoreCommand(CLI::App &program)
    : m_app(program.add_subcommand("restore", "Bring a backup back, after a safety copy of what is there"))
{
    m_app->footer(examples);
    m_app->add_option("BACKUP", m_backup, "A backup in any format, or a database")
        ->type_name("PATH")
        ->required();
    m_app->add_option("TARGET", m_target, "The database to restore, or a new file")
        ->type_name("PATH")
        ->required();
    m_app->add_option("--way", m_way, "Into the live database, or by swapping its file; auto: what fits")
        ->type_name("WAY")
        ->check(CLI::IsMember({"auto", "live", "swap"}))
        ->capture_default_str();
    m_app->add_option("--busy-timeout", m_busyTimeout, "How long to wait for programs that use the target")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86'400.0).description(""))
        ->capture_default_str();
    m_app->add_flag("--dry-run", m_dryRun, "Prove the backup and show what would change, and no more");
    m_app->add_flag("--no-safety-copy", m_noSafetyCopy,
                    "Go on without a copy of what is there now: it cannot be undone then");
    m_app->add_flag("--application-is-stopped", m_isStopped,
                    "On a network mount: nothing on the server has the database open");
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

RestoreWay RestoreCommand::way() const
{
    return restoreWayFromCode(QString::fromStdString(m_way)).value_or(m_plan->target.recommended);
}

std::chrono::milliseconds RestoreCommand::busyTimeout() const
{
    return std::chrono::milliseconds(qint64(m_busyTimeout * 1000));
}

int RestoreCommand::run(Session &session)
{
    m_session = &session;
    m_line = std::make_unique<ProgressLine>(true);
    m_interrupt = std::make_unique<Interrupt>();
    Result<PrivateFolder> scratch = PrivateFolder::createIn(session.paths.scratch);
    if (!scratch) {
        console::printError(describe(scratch.error()));
        return ExitFailed;
    }
    m_scratch.emplace(std::move(scratch).value());
    connect(m_interrupt.get(), &Interrupt::interrupted, this, [this] {
        m_session->backups.cancelAll();
        if (m_control) {
            m_control->requestStop();
        }
    });
    connect(&session.backups, &BackupService::runProgressed, this,
            [this](const QUuid &, const Progress &progress) { m_line->show(progress); });
    connect(&session.backups, &BackupService::runFinished, this, &RestoreCommand::onSafetyCopy);
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [this] {
        if (const std::optional<Progress> progress = m_progress.take()) {
            m_line->show(*progress);
        }
    });
    ticks.start(100ms);
    whenDone(session.catalogue.open(), this, [this](const Result<QList<Finding>> &opened) {
        if (opened) {
            plan();
        } else {
            fail(opened.error());
        }
    });
    const int code = QCoreApplication::exec();
    m_plan.reset();
    m_scratch.reset();
    return code;
}

void RestoreCommand::plan()
{
    m_control = std::make_shared<RunControl>([this](const Progress &progress) { m_progress.put(progress); });
    // A plan holds open files, so it is made where a future needs no copy of it.
    auto made = std::make_shared<std::optional<Result<RestorePlan>>>();
    const auto work = [made, backup = Path(m_backup), target = Path(m_target), scratch = m_scratch->path(),
                       network = m_session->catalogue.network()](const RunControl &control) {
        made->emplace(planRestore(backup, target, scratch, 0, network, control));
        return true;
    };
    whenDone(m_session->runner.startTask(m_control, work), this, [this, made](bool) {
        m_line->clear();
        if (!**made) {
            fail((*made)->error());
            return;
        }
        onPlanned(std::make_shared<RestorePlan>(std::move(**made).value()));
    });
}

void RestoreCommand::onPlanned(const std::shared_ptr<RestorePlan> &plan)
{
    m_plan = plan;
    if (!m_json) {
        printPlan();
    }
    if (m_dryRun) {
        if (m_json) {
            json::print(document());
        }
        QCoreApplication::exit(ExitDone);
    } else if (m_plan->target.exists && !m_noSafetyCopy) {
        rollBack();
    } else {
        restore();
    }
}

void RestoreCommand::printPlan() const
{
    const RestoreTarget &target = m_plan->target;
    console::printLine(
        tr("“%1” is %2: %3.")
            .arg(displayPath(Path(m_backup)), proofText(m_plan->proof), proofMeaning(m_plan->proof)));
    if (!target.exists) {
        console::printLine(tr("“%1” is not there yet.").arg(displayPath(target.file)));
    } else if (m_plan->difference) {
        console::printLine(m_plan->difference->isSame()
                               ? tr("“%1” has the same content already.").arg(displayPath(target.file))
                               : tr("“%1” is %2. %3")
                                     .arg(displayPath(target.file),
                                          bytesText(target.facts->bytes + target.facts->walBytes),
                                          sumText(*m_plan->difference)));
        if (m_plan->difference->userVersionLeft != m_plan->difference->userVersionRight) {
            console::printLine(tr("user_version goes from %1 to %2: the application may have to migrate.")
                                   .arg(m_plan->difference->userVersionLeft)
                                   .arg(m_plan->difference->userVersionRight));
        }
    } else if (target.unreadable) {
        console::printLine(describe(*target.unreadable));
    }
    console::printLine(
        tr("Way: %1. %2").arg(wayText(way()), way() == target.recommended ? target.because : QString()));
}

void RestoreCommand::rollBack()
{
    const auto work = [target = m_plan->target, timeout = busyTimeout()](const RunControl &control) {
        return rollBackJournal(target, timeout, control);
    };
    whenDone(m_session->runner.startTask(m_control, work), this, [this](const Result<void> &done) {
        if (done) {
            makeSafetyCopy();
        } else {
            fail(done.error());
        }
    });
}

void RestoreCommand::makeSafetyCopy()
{
    const BackupWish wish{.source = m_plan->target.file,
                          .destination = safetyCopyFolder(*m_plan, m_session->paths.defaultBackupFolder),
                          .busyTimeout = busyTimeout(),
                          .makeFolder = true,
                          .nameTemplate = safetyCopyTemplate()};
    m_safetyRun = m_session->backups.backUpNow(wish, Trigger::CommandLine);
}

void RestoreCommand::onSafetyCopy(const Run &run, const std::optional<Backup> &backup)
{
    if (run.id != m_safetyRun) {
        return;
    }
    m_line->clear();
    if (run.outcome == Outcome::Cancelled || run.outcome == Outcome::Interrupted) {
        fail({.kind = ErrorKind::Cancelled, .path = m_plan->target.file});
        return;
    }
    if (!backup || backup->proof < ProofLevel::Proven) {
        fail({.kind = ErrorKind::Protected,
              .path = m_plan->target.file,
              .detail
              = tr("no proven safety copy of it could be made, so nothing was restored: %1").arg(run.reason),
              .advice = tr("Solve that, or go on without a way back: --no-safety-copy.")});
        return;
    }
    m_safetyCopy = backup;
    if (!m_json) {
        console::printLine(tr("Safety copy: %1").arg(displayPath(backup->file)));
    }
    restore();
}

void RestoreCommand::restore()
{
    const RestoreRequest request{
        .way = way(), .busyTimeout = busyTimeout(), .applicationIsStopped = m_isStopped};
    const auto work = [plan = m_plan, request](const RunControl &control) {
        return restoreDatabase(plan->backup, plan->target, request, control);
    };
    whenDone(m_session->runner.startRun(m_control, work), this,
             [this](const Result<RestoreReport> &report) { onRestored(report); });
}

void RestoreCommand::onRestored(const Result<RestoreReport> &report)
{
    m_line->clear();
    if (!report) {
        fail(report.error());
        return;
    }
    if (m_json) {
        QJsonObject whole = document();
        whole.insert(QStringLiteral("restored"), true);
        whole.insert(QStringLiteral("proof_of_target"), proofCode(report->proof));
        whole.insert(QStringLiteral("seconds"), json::seconds(report->milliseconds));
        whole.insert(QStringLiteral("set_aside"), namesOf(report->setAside));
        whole.insert(QStringLiteral("findings"), json::findings(m_plan->findings + report->findings));
        json::print(whole);
    } else {
        console::printLine(
            tr("Restored %1 in %2; the database was %3 afterwards.")
                .arg(bytesText(report->bytes), durationText(report->milliseconds), proofText(report->proof)));
        for (const Path &file : report->setAside) {
            console::printLine(tr("Kept of the old database: %1").arg(displayPath(file)));
        }
        if (m_safetyCopy) {
            console::printLine(tr("To undo it: litekeeper-cli restore %1 %2")
                                   .arg(displayPath(m_safetyCopy->file), displayPath(m_plan->target.file)));
        }
    }
    for (const Finding &finding : report->findings) {
        console::printError(finding.text);
    }
    QCoreApplication::exit(report->findings.isEmpty() ? ExitDone : ExitWarning);
}

QJsonObject RestoreCommand::document() const
{
    const RestoreTarget &target = m_plan->target;
    QJsonObject object{
        {QStringLiteral("backup"), json::path(absolutePath(Path(m_backup)))},
        {QStringLiteral("target"), json::path(target.file)},
        {QStringLiteral("target_exists"), target.exists},
        {QStringLiteral("opened_by"), QJsonArray::fromStringList(target.openedBy)},
        {QStringLiteral("proof"), proofCode(m_plan->proof)},
        {QStringLiteral("way"), restoreWayCode(way())},
        {QStringLiteral("recommended_way"), restoreWayCode(target.recommended)},
        {QStringLiteral("because"), target.because},
        {QStringLiteral("safety_copy"), m_safetyCopy ? json::path(m_safetyCopy->file) : QJsonValue()},
        {QStringLiteral("restored"), false}};
    if (m_plan->difference) {
        object.insert(QStringLiteral("same_already"), m_plan->difference->isSame());
        QJsonArray tables;
        for (const TableComparison &table : m_plan->difference->tables) {
            if (table.state != TableComparison::State::Same) {
                tables.append(QJsonObject{{QStringLiteral("name"), table.name},
                                          {QStringLiteral("state"), tableStateCode(table.state)},
                                          {QStringLiteral("added"), table.added},
                                          {QStringLiteral("removed"), table.removed},
                                          {QStringLiteral("changed"), table.changed}});
            }
        }
        object.insert(QStringLiteral("changes"), tables);
    }
    return object;
}

void RestoreCommand::fail(const Error &error)
{
    if (m_json) {
        QJsonObject whole = m_plan ? document() : QJsonObject{{QStringLiteral("restored"), false}};
        const QJsonObject reason = json::error(error);
        for (auto entry = reason.begin(); entry != reason.end(); ++entry) {
            whole.insert(entry.key(), entry.value());
        }
        json::print(whole);
    }
    console::printError(describe(error));
    QCoreApplication::exit(error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed);
}

} // namespace litekeeper

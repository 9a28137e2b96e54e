// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/rehearsecommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli rehearse blog-20260102-023000.zip
      would it restore? It is restored to a scratch place, checked, compared and opened
  litekeeper-cli rehearse blog-20260102-023000.zip --query "select count(*) from posts" --expect "> 0"
      and is in it what has to be in it?

The scratch copy is removed afterwards. What came of it is written beside the backup's proof.
For a job, see "litekeeper-cli jobs rehearse" and the options --rehearse-* of "jobs add".
Exit codes: 0 it would restore, 1 it did not pass or could not be rehearsed, 2 usage,
            3 passed with warnings, 130 cancelled)";

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

bool hasWarnings(const RehearsalReport &report)
{
    return std::any_of(report.findings.cbegin(), report.findings.cend(),
                       [](const Finding &finding) { return finding.severity != Severity::Note; });
}

} // namespace

std::string expectationProblem(const std::string &text)
{
    const Result<Expectation> parsed = parseExpectation(QString::fromStdString(text));
    return parsed ? std::string() : describe(parsed.error()).toStdString();
}

RehearsalConsole::RehearsalConsole(Session &session, bool asJson)
    : m_service(session.catalogue, session.runner)
    , m_line(true)
    , m_control(std::make_shared<RunControl>([this](const Progress &progress) { m_progress.put(progress); }))
    , m_json(asJson)
{
    connect(&m_interrupt, &Interrupt::interrupted, this, [this] { m_control->requestStop(); });
}

int RehearsalConsole::followJob(const Job &job)
{
    return follow(m_service.rehearseJob(job, m_control));
}

int RehearsalConsole::followBackup(const RehearsalWish &wish)
{
    return follow(m_service.rehearseBackup(wish, m_control));
}

int RehearsalConsole::follow(const QFuture<Result<RehearsalReport>> &rehearsal)
{
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [this] {
        if (const std::optional<Progress> progress = m_progress.take()) {
            m_line.show(*progress);
        }
    });
    ticks.start(100ms);
    whenDone(rehearsal, this, [this](const Result<RehearsalReport> &report) {
        m_line.clear();
        if (!report) {
            fail(report.error());
            QCoreApplication::exit(report.error().kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed);
            return;
        }
        print(*report);
        QCoreApplication::exit(report->failure ? ExitFailed : hasWarnings(*report) ? ExitWarning : ExitDone);
    });
    return QCoreApplication::exec();
}

void RehearsalConsole::print(const RehearsalReport &report) const
{
    if (m_json) {
        json::print({{QStringLiteral("rehearsed"), true},
                     {QStringLiteral("passed"), report.record.isPassed()},
                     {QStringLiteral("at"), report.record.at.toString(Qt::ISODateWithMs)},
                     {QStringLiteral("query"), textOrNull(report.record.query)},
                     {QStringLiteral("expected"), textOrNull(report.record.expected)},
                     {QStringLiteral("answer"), textOrNull(report.record.answer)},
                     {QStringLiteral("failure"), textOrNull(report.record.failure)},
                     {QStringLiteral("recorded"), !report.backupId.isNull()},
                     {QStringLiteral("seconds"), json::seconds(report.milliseconds)},
                     {QStringLiteral("findings"), json::findings(report.findings)}});
    } else if (!report.failure) {
        console::printLine(report.sentence());
    }
    if (report.failure) {
        console::printError(report.sentence());
    }
    for (const Finding &finding : report.findings) {
        if (!m_json) {
            console::printError(finding.text);
        }
    }
}

void RehearsalConsole::fail(const Error &error) const
{
    if (m_json) {
        QJsonObject whole = json::error(error);
        whole.insert(QStringLiteral("rehearsed"), false);
        whole.insert(QStringLiteral("passed"), false);
        json::print(whole);
    }
    console::printError(describe(error));
}

RehearseCommand::RehearseCommand(CLI::App &program)
    : m_app(
        program.add_subcommand("rehearse", "Restore a backup to a scratch place, check it there and ask it"))
{
    m_app->footer(examples);
    m_app->add_option("BACKUP", m_backup, "A backup in any format")->type_name("PATH")->required();
    m_app->add_option("--query", m_query, "A query that reads one value")->type_name("SQL");
    m_app->add_option("--expect", m_expected, "What its answer has to be: \"> 0\", \"= 42\", \"= 'ok'\"")
        ->type_name("TEXT")
        ->check(CLI::Validator(expectationProblem, ""))
        ->capture_default_str();
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int RehearseCommand::run(Session &session)
{
    const Result<QList<Finding>> opened = session.catalogue.open().result();
    if (!opened) {
        console::printError(describe(opened.error()));
        return ExitFailed;
    }
    RehearsalConsole console(session, m_json);
    return console.followBackup({.backup = Path(m_backup),
                                 .query = QString::fromStdString(m_query),
                                 .expected = *parseExpectation(QString::fromStdString(m_expected))});
}

} // namespace litekeeper

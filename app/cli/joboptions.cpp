// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/joboptions.h"

#include "cli/rehearsecommand.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

namespace litekeeper {

namespace {

constexpr int mostKept = 100'000;
constexpr int mostPatience = 7 * 24 * 60;

struct KeepOption
{
    const char *name;
    const char *help;
    int Retention::*rule;
};

constexpr KeepOption keepOptions[] = {
    {"--keep-last", "How many of the newest backups stay", &Retention::last},
    {"--keep-hourly", "For how many hours the newest one stays", &Retention::hourly},
    {"--keep-daily", "For how many days the newest one stays", &Retention::daily},
    {"--keep-weekly", "For how many weeks the newest one stays", &Retention::weekly},
    {"--keep-monthly", "For how many months the newest one stays", &Retention::monthly},
    {"--keep-yearly", "For how many years the newest one stays", &Retention::yearly},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("JobOptions", text);
}

Error notUsable(const std::string &value, const QString &detail, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument, .path = Path(value), .detail = detail, .advice = advice};
}

/// "90m", "12h", "2d"; a number alone is minutes.
Result<std::chrono::minutes> parseDeadline(const std::string &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,6})(m|h|d)?$"));
    const QRegularExpressionMatch match = pattern.match(QString::fromStdString(text));
    if (!match.hasMatch()) {
        return notUsable(text, tr("it is no duration"), tr("Write for example 90m, 12h or 2d."));
    }
    const std::chrono::minutes::rep count = match.captured(1).toInt();
    if (match.captured(2) == QLatin1String("h")) {
        return std::chrono::minutes(count * 60);
    }
    return std::chrono::minutes(match.captured(2) == QLatin1String("d") ? count * 24 * 60 : count);
}

/// A secret does not belong in the list of processes, so it comes in a file.
Result<QString> readSecret(const std::string &name)
{
    QFile file;
    const bool opened = name == "-"
        ? file.open(stdin, QIODevice::ReadOnly)
        : (file.setFileName(QString::fromStdString(name)), file.open(QIODevice::ReadOnly));
    if (!opened) {
        return Error{.kind = ErrorKind::NotFound,
                     .path = Path(name),
                     .detail
                     = tr("the file with the ping address cannot be read: %1").arg(file.errorString())};
    }
    return QString::fromUtf8(file.readLine(10'000)).trimmed();
}

} // namespace

void JobOptions::registerWith(CLI::App &app)
{
    m_app = &app;
    app.add_option("--name", m_name, "How the job is called in lists and messages")->type_name("TEXT");
    app.add_option("--schedule", m_schedule,
                   "When it runs, as \"litekeeper-cli next\" takes it; empty: only by hand")
        ->type_name("EXPR");
    app.add_option("--tz", m_timeZone, "The time zone of the schedule; default: that of this computer")
        ->type_name("ZONE");
    app.add_option("--format", m_format, "A plain file, a zip, or zstd-compressed")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"db", "zip", "zst"}));
    app.add_option("--proof", m_proof, "How far to prove each backup before it counts")
        ->type_name("PROOF")
        ->check(CLI::IsMember({"copied", "read-back", "checked", "proven"}));
    app.add_option("--file-name", m_fileName, "How its files are named, from {name}, {date} and {time}")
        ->type_name("TEMPLATE");
    for (const KeepOption &option : keepOptions) {
        app.add_option(option.name, m_keep[option.name], option.help)
            ->type_name("COUNT")
            ->check(CLI::Range(0, mostKept).description(""));
    }
    app.add_option("--missed", m_missed, "What happens with a run that could not begin in time")
        ->type_name("RULE")
        ->check(CLI::IsMember({"catch-up", "skip"}));
    app.add_option("--deadline", m_deadline, "For how long a missed run is caught up: 90m, 12h, 2d")
        ->type_name("TIME");
    app.add_option("--patience", m_patience,
                   "Minutes for which a run goes on trying while a network share does not answer")
        ->type_name("MINUTES")
        ->check(CLI::Range(0, mostPatience).description(""));
    app.add_option("--rehearse-every", m_rehearseEvery,
                   "Rehearse a restore with every so many runs; 0: never, 1: with each")
        ->type_name("RUNS")
        ->check(CLI::Range(0, mostRunsToRehearsal).description(""));
    app.add_option("--rehearse-query", m_rehearseQuery,
                   "A query that reads one value of the restored database; empty: none")
        ->type_name("SQL");
    app.add_option("--rehearse-expect", m_rehearseExpect,
                   "What its answer has to be: \"> 0\", \"= 42\", \"= 'ok'\"; default: > 0")
        ->type_name("TEXT")
        ->check(CLI::Validator(expectationProblem, ""));
    app.add_option("--ping-url-file", m_pingUrlFile,
                   "A file with the address to ping (- is the standard input); empty: none")
        ->type_name("FILE");
    app.add_option("--after-failure", m_afterFailure, "A command that the shell runs after a failed run")
        ->type_name("COMMAND");
}

bool JobOptions::isGiven(const char *option) const
{
    return m_app->get_option(option)->count() > 0;
}

Result<void> JobOptions::applyTo(Job &job) const
{
    if (isGiven("--name")) {
        job.name = QString::fromStdString(m_name);
    }
    if (isGiven("--format")) {
        job.format = *formatFromCode(QString::fromStdString(m_format));
    }
    if (isGiven("--proof")) {
        job.proof = *proofFromCode(QString::fromStdString(m_proof));
    }
    if (isGiven("--file-name")) {
        job.nameTemplate = QString::fromStdString(m_fileName);
    }
    applyRetention(job.retention);
    applyRehearsal(job.rehearsal);
    if (Result<void> applied = applyWhen(job); !applied) {
        return applied;
    }
    return applyReports(job);
}

void JobOptions::applyRetention(Retention &retention) const
{
    for (const KeepOption &option : keepOptions) {
        if (isGiven(option.name)) {
            retention.*option.rule = m_keep.at(option.name);
        }
    }
}

void JobOptions::applyRehearsal(Rehearsal &rehearsal) const
{
    if (isGiven("--rehearse-every")) {
        rehearsal.everyRuns = m_rehearseEvery;
    }
    if (isGiven("--rehearse-query")) {
        rehearsal.query = QString::fromStdString(m_rehearseQuery);
    }
    if (isGiven("--rehearse-expect")) {
        rehearsal.expected = *parseExpectation(QString::fromStdString(m_rehearseExpect));
    }
}

Result<void> JobOptions::applyWhen(Job &job) const
{
    if (isGiven("--schedule")) {
        job.schedule = QString::fromStdString(m_schedule).trimmed();
    }
    if (isGiven("--tz")) {
        job.timeZone = QByteArray::fromStdString(m_timeZone);
    }
    if (isGiven("--missed")) {
        job.missedRun = *missedRunFromCode(QString::fromStdString(m_missed));
    }
    if (isGiven("--deadline")) {
        const Result<std::chrono::minutes> deadline = parseDeadline(m_deadline);
        if (!deadline) {
            return deadline.error();
        }
        job.catchUpDeadline = *deadline;
    }
    if (isGiven("--patience")) {
        job.patience = std::chrono::minutes(m_patience);
    }
    return {};
}

Result<void> JobOptions::applyReports(Job &job) const
{
    if (isGiven("--after-failure")) {
        job.failureCommand = QString::fromStdString(m_afterFailure);
    }
    if (isGiven("--ping-url-file")) {
        const Result<QString> url = readSecret(m_pingUrlFile);
        if (!url) {
            return url.error();
        }
        job.pingUrl = *url;
    }
    return {};
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/failurecommand.h"

#include "engine/runlog.h"
#include "runner/childprocess.h"

namespace litekeeper {

namespace {

QString variable(const char *name, const QString &value)
{
    return QLatin1String(name) + QLatin1Char('=') + value;
}

QStringList variablesFor(const Job &job, const Run &run)
{
    return {variable("LITEKEEPER_JOB", job.name),
            variable("LITEKEEPER_SOURCE", QString::fromLocal8Bit(pathBytes(run.source))),
            variable("LITEKEEPER_OUTCOME", outcomeCode(run.outcome)),
            variable("LITEKEEPER_REASON", run.reason),
            variable("LITEKEEPER_RUN", run.id.toString(QUuid::WithoutBraces))};
}

/// One event of the log is one line, whatever a command writes.
QString printable(const QString &line)
{
    QString result = line;
    for (QChar &character : result) {
        if (character.category() == QChar::Other_Control) {
            character = QLatin1Char(' ');
        }
    }
    return result;
}

} // namespace

FailureCommand::FailureCommand(std::chrono::milliseconds timeLimit, QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(timeLimit);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_process->kill();
        finish(tr("it had not ended after %1 seconds, so it was stopped")
                   .arg(m_timer.intervalAsDuration().count() / 1000));
    });
}

FailureCommand::~FailureCommand() = default;

void FailureCommand::start(const Job &job, const Run &run)
{
    m_command = job.failureCommand;
    m_process = std::make_unique<ChildProcess>();
    connect(m_process.get(), &ChildProcess::bytesReceived, this, &FailureCommand::take);
    connect(m_process.get(), &ChildProcess::ended, this, [this](const ChildEnd &end) {
        switch (end.kind) {
        case ChildEnd::Kind::NotStarted:
            return finish(tr("it could not be started (%1)").arg(end.text));
        case ChildEnd::Kind::Died:
            return finish(tr("it was killed"));
        case ChildEnd::Kind::Exited:
            return finish(end.code == 0 ? QString() : tr("it ended with exit code %1").arg(end.code));
        }
    });
    m_timer.start();
    m_process->startShell(m_command, variablesFor(job, run));
}

void FailureCommand::take(const QByteArray &bytes)
{
    const qsizetype room = mostOutputBytes - m_output.size();
    m_output += bytes.left(room);
    m_dropped += std::max<qsizetype>(0, bytes.size() - room);
}

void FailureCommand::finish(const QString &problem)
{
    m_timer.stop();
    m_process->disconnect(this);
    RunLog log;
    log.add(tr("The job's command after a failure was run: %1").arg(printable(m_command)));
    const QStringList lines = QString::fromLocal8Bit(m_output).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        log.add(QStringLiteral("    ") + printable(line));
    }
    if (m_dropped > 0) {
        log.add(tr("It wrote %1 bytes more, which were not kept.").arg(m_dropped));
    }
    if (!problem.isEmpty()) {
        log.find(Severity::Warning, QStringLiteral("failure-command"),
                 tr("The job's command after a failure did not do its work: %1.").arg(problem));
    }
    Q_EMIT ended({.log = log.lines(), .findings = log.findings()});
}

} // namespace litekeeper

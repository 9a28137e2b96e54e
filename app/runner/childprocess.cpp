// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childprocess.h"

#include <QProcessEnvironment>

#include <csignal>

#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype keptErrorBytes = 4 << 10;
constexpr int moment = 50; // milliseconds

} // namespace

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChildProcess::read);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_standardError = (m_standardError + m_process.readAllStandardError()).right(keptErrorBytes);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end({.kind = ChildEnd::Kind::NotStarted, .code = 0, .text = m_process.errorString()});
        }
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        read();
        const bool died = status == QProcess::CrashExit;
        end({.kind = died ? ChildEnd::Kind::Died : ChildEnd::Kind::Exited,
             .code = code,
             .text = QString::fromUtf8(m_standardError).trimmed()});
    });
}

ChildProcess::~ChildProcess()
{
    m_ended = true;
    m_process.disconnect(this);
    kill();
    // It has no say in that, so this does not take long.
    m_process.waitForFinished();
}

void ChildProcess::abandon(std::unique_ptr<ChildProcess> process)
{
    if (process->m_process.state() == QProcess::NotRunning) {
        return;
    }
    process->m_ended = true;
    process->m_process.disconnect(process.get());
    process->kill();
    // Whoever does not hang is gone in a moment, with all locks that it held.
    if (process->m_process.waitForFinished(moment)) {
        return;
    }
    // Where it never ends, this stays until our own end.
    ChildProcess *hanging = process.release();
    QObject::disconnect(hanging, nullptr, nullptr, nullptr);
    hanging->setParent(nullptr);
    connect(&hanging->m_process, &QProcess::finished, hanging, &QObject::deleteLater);
}

void ChildProcess::start(const Path &program, const QStringList &arguments, const QByteArray &input)
{
    startConversation(program, arguments, input);
    m_process.closeWriteChannel();
}

void ChildProcess::startConversation(const Path &program, const QStringList &arguments,
                                     const QByteArray &input)
{
    m_process.setProgram(QString::fromLocal8Bit(pathBytes(program)));
    m_process.setArguments(arguments);
    m_process.start();
    m_process.write(input);
}

void ChildProcess::write(const QByteArray &input)
{
    // Before it runs, QProcess keeps what is written.
    if (!m_ended && m_process.state() != QProcess::NotRunning) {
        m_process.write(input);
    }
}

void ChildProcess::startShell(const QString &command, const QStringList &variables)
{
    m_isShell = true;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : variables) {
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    m_process.setProgram(QStringLiteral("/bin/sh"));
    m_process.setArguments({QStringLiteral("-c"), command});
    m_process.start();
}

void ChildProcess::kill()
{
    killGroup();
    m_process.kill();
}

/// What the shell started lives on without it, and may hold its output open.
void ChildProcess::killGroup()
{
    if (m_isShell && m_process.processId() > 0) {
        ::kill(-pid_t(m_process.processId()), SIGKILL);
    }
}

void ChildProcess::read()
{
    if (!m_isShell) {
        readLines();
    } else if (const QByteArray bytes = m_process.readAllStandardOutput(); !bytes.isEmpty()) {
        Q_EMIT bytesReceived(bytes);
    }
}

void ChildProcess::readLines()
{
    while (m_process.canReadLine()) {
        QByteArray line = m_process.readLine();
        line.chop(line.endsWith('\n') ? 1 : 0);
        Q_EMIT lineReceived(line);
    }
}

void ChildProcess::end(const ChildEnd &end)
{
    if (!std::exchange(m_ended, true)) {
        Q_EMIT ended(end);
    }
}

} // namespace litekeeper

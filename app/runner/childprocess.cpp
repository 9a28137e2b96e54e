// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childprocess.h"

namespace litekeeper {

namespace {

constexpr qsizetype keptErrorBytes = 4 << 10;

} // namespace

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChildProcess::readLines);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_standardError = (m_standardError + m_process.readAllStandardError()).right(keptErrorBytes);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end({.kind = ChildEnd::Kind::NotStarted, .code = 0, .text = m_process.errorString()});
        }
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLines();
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
    m_process.kill();
    // It has no say in that, so this does not take long.
    m_process.waitForFinished();
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

void ChildProcess::kill()
{
    m_process.kill();
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

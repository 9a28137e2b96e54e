// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "runner/childend.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace litekeeper {

/// One child process that gets one input, or is talked to, and answers in lines. Main thread only, never
/// blocks; destroying it kills the process.
class ChildProcess : public QObject
{
    Q_OBJECT

public:
    explicit ChildProcess(QObject *parent = nullptr);
    ~ChildProcess() override;
    /// Ends it without waiting for that for longer than a moment: a process that hangs in a file system
    /// cannot be killed before that answers.
    static void abandon(std::unique_ptr<ChildProcess> process);

    /// The child sees the end of its input behind `input`.
    void start(const Path &program, const QStringList &arguments, const QByteArray &input);
    /// The same, but its input goes on: see write().
    void startConversation(const Path &program, const QStringList &arguments, const QByteArray &input);
    /// One line of the shell (sh(1)), with `variables` ("NAME=value") added to our environment and without
    /// any input. What it writes, to either output, arrives in bytesReceived() and not by lines. kill() and
    /// this object's end reach all that it started, unless they made themselves independent.
    void startShell(const QString &command, const QStringList &variables);
    /// More input for a conversation; nothing once the child has ended.
    void write(const QByteArray &input);
    void kill();

Q_SIGNALS:
    void lineReceived(const QByteArray &line);   ///< of the standard output, without its line feed
    void bytesReceived(const QByteArray &bytes); ///< of both outputs of a line of the shell
    void ended(const litekeeper::ChildEnd &end); ///< once, after the last line

private:
    void read();
    void readLines();
    void killGroup();
    void end(const ChildEnd &end);

    QProcess m_process;
    QByteArray m_standardError;
    bool m_isShell = false;
    bool m_ended = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QObject>
#include <QProcess>

namespace litekeeper {

/// How a child process came to its end.
struct ChildEnd
{
    enum class Kind {
        NotStarted, ///< `text` says why
        Exited,     ///< by itself, with `code`
        Died,       ///< by a signal: it crashed, a limit was reached, or kill() was called
    };
    Kind kind = Kind::NotStarted;
    int code = 0;
    QString text; ///< the end of what it wrote to its standard error, or why it was not started
};

/// One child process that gets one input, or is talked to, and answers in lines. Main thread only, never
/// blocks; destroying it kills the process.
class ChildProcess : public QObject
{
    Q_OBJECT

public:
    explicit ChildProcess(QObject *parent = nullptr);
    ~ChildProcess() override;

    /// The child sees the end of its input behind `input`.
    void start(const Path &program, const QStringList &arguments, const QByteArray &input);
    /// The same, but its input goes on: see write().
    void startConversation(const Path &program, const QStringList &arguments, const QByteArray &input);
    /// More input for a conversation; nothing once the child has ended.
    void write(const QByteArray &input);
    void kill();

Q_SIGNALS:
    void lineReceived(const QByteArray &line);   ///< of the standard output, without its line feed
    void ended(const litekeeper::ChildEnd &end); ///< once, after the last line

private:
    void readLines();
    void end(const ChildEnd &end);

    QProcess m_process;
    QByteArray m_standardError;
    bool m_ended = false;
};

} // namespace litekeeper

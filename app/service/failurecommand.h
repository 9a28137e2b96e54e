// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace litekeeper {

class ChildProcess;

/// What came of a command after a failure.
struct FailureCommandEnd
{
    QStringList log;         ///< lines for the log of the run, with what the command wrote
    QList<Finding> findings; ///< empty if it ended with 0 in time
};

/// The command of a job that people asked for after a failed run: to send a mail, to light a lamp. The shell
/// runs it, once, with LITEKEEPER_JOB (the name), LITEKEEPER_SOURCE, LITEKEEPER_OUTCOME ("failed"),
/// LITEKEEPER_REASON (a sentence) and LITEKEEPER_RUN (the id) in its environment. It is killed with all that
/// it started when its time is over. Main thread, never blocks; destroying it kills the command.
class FailureCommand : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualTimeLimit{60'000};
    static constexpr qsizetype mostOutputBytes = 64 << 10; ///< that are kept; the rest is read and dropped

    explicit FailureCommand(std::chrono::milliseconds timeLimit = usualTimeLimit, QObject *parent = nullptr);
    ~FailureCommand() override;

    void start(const Job &job, const Run &run);

Q_SIGNALS:
    void ended(const litekeeper::FailureCommandEnd &end); ///< once

private:
    void take(const QByteArray &bytes);
    void finish(const QString &problem);

    std::unique_ptr<ChildProcess> m_process;
    QTimer m_timer;
    QByteArray m_output;
    qint64 m_dropped = 0;
    QString m_command;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "domain/job.h"
#include "domain/watch.h"

#include <QHash>
#include <QJsonArray>
#include <QObject>
#include <QSet>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "run-due": runs what is due now, once, looks at the watches that are due, and waits for all of it. What a
/// timer of the system wakes.
class RunDueCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit RunDueCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    void begin(Session &session);
    void lookAtWatches(Session &session);
    void onWatchesSeen(const Result<QList<Observation>> &seen);
    void onFinished(const Job &job, const Run &run);
    void endIfAllAreDone();
    void fail(const Error &error);
    [[nodiscard]] int exitCode() const;

    CLI::App *m_app;
    bool m_json = false;
    bool m_quiet = false;
    RunAttendant *m_attendant = nullptr;
    std::unique_ptr<ProgressLine> m_line;
    QSet<QUuid> m_open;  ///< runs that were begun
    QList<Run> m_ended;  ///< in the order of their ends
    QJsonArray m_report; ///< one element for each of them
    QJsonArray m_watchReport;
    bool m_isWatchAlarming = false;
    int m_looksToDo = 2; ///< at jobs and at watches
};

} // namespace litekeeper

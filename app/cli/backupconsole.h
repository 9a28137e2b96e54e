// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "domain/run.h"
#include "service/runboard.h"
#include "system/interrupt.h"

#include <QObject>

#include <functional>

namespace litekeeper {

[[nodiscard]] int exitCodeOf(Outcome outcome);

/// One backup on the command line: its progress, its end by a signal, its report, its exit code.
class BackupConsole : public QObject
{
    Q_OBJECT

public:
    struct Style
    {
        bool json = false;
        bool quiet = false;
    };

    BackupConsole(Session &session, Style style);

    /// Opens the catalogue, calls `begin`, and runs the event loop until the run that begin() followed is
    /// over, or fail() was called. `wanted` is what a failure before that tells of the run. The exit code.
    [[nodiscard]] int execute(const Run &wanted, const std::function<void()> &begin);

    void follow(const QUuid &runId);
    void fail(const Error &error); ///< before there is a run

private:
    void onFinished(const Run &run, const std::optional<Backup> &backup);
    void printReport(const Run &run, const std::optional<Backup> &backup) const;

    Session &m_session;
    Style m_style;
    ProgressLine m_line;
    RunBoard m_board; ///< the window shows this run as it goes, and can cancel it
    Interrupt m_interrupt;
    Run m_wanted;
    QUuid m_runId;
};

} // namespace litekeeper

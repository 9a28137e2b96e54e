// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "service/progressslot.h"
#include "service/rehearsalservice.h"
#include "system/interrupt.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace litekeeper {

/// Follows one rehearsal to its end and prints what came of it. Needs an open catalogue.
class RehearsalConsole : public QObject
{
    Q_OBJECT

public:
    RehearsalConsole(Session &session, bool asJson);
    /// The exit code.
    [[nodiscard]] int followJob(const Job &job);
    [[nodiscard]] int followBackup(const RehearsalWish &wish);

private:
    [[nodiscard]] int follow(const QFuture<Result<RehearsalReport>> &rehearsal);
    void print(const RehearsalReport &report) const;
    void fail(const Error &error) const;

    RehearsalService m_service;
    ProgressLine m_line;
    Interrupt m_interrupt;
    ProgressSlot m_progress;
    std::shared_ptr<RunControl> m_control;
    bool m_json;
};

/// "rehearse BACKUP": restores a backup to a scratch place, checks it there and asks.
class RehearseCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit RehearseCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
    std::string m_backup;
    std::string m_query;
    std::string m_expected = "> 0";
    bool m_json = false;
};

/// Empty if it can be parsed; for the options that take one.
[[nodiscard]] std::string expectationProblem(const std::string &text);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "run JOB": one run of a job, now.
class RunJobCommand : public Command
{
public:
    explicit RunJobCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
    std::string m_job;
    bool m_json = false;
    bool m_quiet = false;
};

} // namespace litekeeper

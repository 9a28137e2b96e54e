// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

/// The child process that shows the tables of a database nobody trusts (service/lookprotocol.h). It stays
/// until its input ends. Not for people.
class LookChild final : public Command
{
public:
    explicit LookChild(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
};

} // namespace litekeeper

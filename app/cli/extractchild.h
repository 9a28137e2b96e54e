// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

/// The child process that takes one database out of an archive nobody trusts (service/extracting.h). Not for
/// people.
class ExtractChild final : public Command
{
public:
    explicit ExtractChild(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
};

} // namespace litekeeper

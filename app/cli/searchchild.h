// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

/// Looks for databases on network mounts for a parent that must not hang (service/searchprotocol.h). Not for
/// people.
class SearchChild final : public Command
{
public:
    explicit SearchChild(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
};

} // namespace litekeeper

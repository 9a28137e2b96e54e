// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

/// One question to a folder on a network mount, for a parent that must not hang (service/probeprotocol.h).
/// Not for people.
class PlaceProbeChild final : public Command
{
public:
    explicit PlaceProbeChild(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *m_app;
};

} // namespace litekeeper

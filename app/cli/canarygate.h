// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/watch.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "canary gate": what an entrypoint asks before it starts an application.
class CanaryGate
{
    Q_DECLARE_TR_FUNCTIONS(CanaryGate)

public:
    explicit CanaryGate(CLI::App &canary);

    [[nodiscard]] bool wasAsked() const { return m_app->parsed(); }
    [[nodiscard]] int run() const;

private:
    [[nodiscard]] int end(const Observation &observation) const;

    CLI::App *m_app;
    std::string m_database;
    std::string m_lock;
    bool m_override = false;
    bool m_hold = false;
    bool m_json = false;
};

/// Whether LITEKEEPER_CANARY=off is set.
[[nodiscard]] bool canaryIsOff();
/// What is said then of what was to be looked at.
[[nodiscard]] Observation switchedOff(const Path &folder, const Path &database = {});
/// For people: the state, what it means and what to do.
[[nodiscard]] QString observationText(const Observation &observation);

} // namespace litekeeper

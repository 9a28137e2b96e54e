// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "sample FILE": a database to try things on, and an application at work on it.
class SampleCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit SampleCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<void> prepare(Session &session) const;
    [[nodiscard]] int write(Session &session);
    [[nodiscard]] int fail(const Error &error) const;

    CLI::App *m_app;
    std::string m_file;
    double m_seconds = 0;
    int m_commitsPerSecond = 100;
};

} // namespace litekeeper

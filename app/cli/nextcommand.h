// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "domain/schedule.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "next EXPRESSION": the next instants of a schedule.
class NextCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(NextCommand)

public:
    explicit NextCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<QTimeZone> zone() const;
    [[nodiscard]] Result<QDateTime> from() const;
    [[nodiscard]] Result<Schedule> schedule() const;
    void print(const Schedule &schedule, const QDateTime &from) const;
    int fail(const Error &error) const;

    CLI::App *m_app;
    std::string m_expression;
    std::string m_zone;
    std::string m_from;
    int m_count = 5;
    bool m_json = false;
};

} // namespace litekeeper

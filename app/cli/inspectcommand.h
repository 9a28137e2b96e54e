// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "domain/database.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "inspect FILE": what a database is and holds. Reads only.
class InspectCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(InspectCommand)

public:
    explicit InspectCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    int fail(const Error &error) const;
    void print(const DatabaseFacts &facts, const Result<QList<TableSummary>> &tables) const;
    void printJson(const DatabaseFacts &facts, const Result<QList<TableSummary>> &tables) const;

    CLI::App *m_app;
    std::string m_file;
    bool m_json = false;
};

} // namespace litekeeper

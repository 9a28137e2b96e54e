// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "domain/backup.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "doctor": what this program runs on and whether its own things are well.
class DoctorCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(DoctorCommand)

public:
    explicit DoctorCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    struct Health;
    [[nodiscard]] static Health examine(Session &session);
    void print(const Session &session, const Health &health) const;
    void printJson(const Session &session, const Health &health) const;

    CLI::App *m_app;
    bool m_json = false;
};

} // namespace litekeeper

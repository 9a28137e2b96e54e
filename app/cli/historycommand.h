// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "domain/run.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "history": the newest runs, with the backups they left. "history show RUN": one run with its log.
class HistoryCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(HistoryCommand)

public:
    explicit HistoryCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    int fail(const Error &error) const;
    int list(Session &session);
    int show(Session &session);
    void print(const QList<Run> &runs, const QHash<QUuid, Backup> &backups) const;
    void printJson(const QList<Run> &runs, const QHash<QUuid, Backup> &backups) const;

    CLI::App *m_app;
    CLI::App *m_show;
    std::string m_run;
    int m_limit = 20;
    bool m_json = false;
};

} // namespace litekeeper

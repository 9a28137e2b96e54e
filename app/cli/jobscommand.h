// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/jobchanges.h"
#include "cli/joboptions.h"
#include "service/jobservice.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "jobs": what there is and how it does; its subcommands show one job and change them.
class JobsCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(JobsCommand)

public:
    explicit JobsCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] int list(Session &session) const;
    [[nodiscard]] int show(Session &session) const;
    [[nodiscard]] int rehearse(Session &session) const;
    void print(const QList<JobEntry> &entries) const;
    void printOne(const JobEntry &entry) const;

    CLI::App *m_app;
    CLI::App *m_show;
    CLI::App *m_rehearse;
    bool m_json = false;
    std::string m_shown;
    JobChanges m_changes;
};

} // namespace litekeeper

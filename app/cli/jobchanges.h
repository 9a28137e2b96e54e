// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/joboptions.h"

#include <QCoreApplication>

#include <optional>

namespace litekeeper {

struct JobEntry;

/// The subcommands of "jobs" that change something, and those that carry jobs from one computer to another.
class JobChanges
{
    Q_DECLARE_TR_FUNCTIONS(JobChanges)

public:
    explicit JobChanges(CLI::App &jobs);

    /// Nothing if none of them was asked for.
    [[nodiscard]] std::optional<int> run(Session &session);

private:
    CLI::App *addSwitch(CLI::App &jobs, const char *name, const char *help);
    void registerTransfer(CLI::App &jobs);

    [[nodiscard]] int add(Session &session) const;
    [[nodiscard]] int edit(Session &session) const;
    [[nodiscard]] int remove(Session &session) const;
    [[nodiscard]] int setEnabled(Session &session, bool enabled) const;
    [[nodiscard]] int exportJobs(Session &session) const;
    [[nodiscard]] int importJobs(Session &session) const;
    [[nodiscard]] int store(Session &session, const Job &job, const QString &sentence) const;
    /// Takes back what the desktop was told about jobs that are gone, off or well now.
    static void withdrawAlerts(Session &session);

    JobOptions m_addOptions;
    JobOptions m_editOptions;
    std::string m_source;
    std::string m_destination;
    std::string m_job;
    std::vector<std::string> m_exported;
    std::string m_importFile;
    bool m_secrets = false;
    bool m_newDisk = false;
    bool m_json = false;
    CLI::App *m_add;
    CLI::App *m_edit;
    CLI::App *m_remove;
    CLI::App *m_enable;
    CLI::App *m_disable;
    CLI::App *m_export = nullptr;
    CLI::App *m_import = nullptr;
};

} // namespace litekeeper

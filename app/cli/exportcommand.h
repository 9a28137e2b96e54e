// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "service/exporting.h"

#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "export BACKUP": tables or rows of a backup or database as SQL, CSV or JSON.
class ExportCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit ExportCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<ExportWish> wish() const;
    [[nodiscard]] ExportGoal goal() const;
    [[nodiscard]] int end(const Result<ExportReport> &report);
    void printJson(const ExportReport &report) const;
    [[nodiscard]] int fail(const Error &error) const;

    CLI::App *m_app;
    std::string m_backup;
    std::vector<std::string> m_tables;
    std::vector<std::string> m_conditions;
    std::string m_search;
    qint64 m_limit = -1;
    std::string m_format;
    std::string m_output;
    bool m_rowsOnly = false;
    bool m_overwrite = false;
    bool m_json = false;
    std::unique_ptr<ProgressLine> m_line;
};

} // namespace litekeeper

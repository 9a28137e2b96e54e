// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "service/restoreservice.h"
#include "system/interrupt.h"

#include <QJsonObject>
#include <QObject>

#include <CLI/CLI.hpp>

#include <memory>

namespace litekeeper {

/// "restore BACKUP TARGET": brings a backup back, after a safety copy of what is there.
class RestoreCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit RestoreCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    void listen();
    void onPlanned();
    void onRestored(const RestoreReport &report);
    void printPlan() const;
    void printTables(const RestorePlan &plan) const;
    void printRestored(const RestoreReport &report) const;
    void fail(const Error &error);
    [[nodiscard]] QJsonObject document() const;
    [[nodiscard]] RestoreWay way() const;
    [[nodiscard]] std::chrono::milliseconds busyTimeout() const;

    CLI::App *m_app;
    std::string m_backup;
    std::string m_target;
    std::vector<std::string> m_tables;
    std::string m_way = "auto";
    double m_busyTimeout = 15;
    bool m_dryRun = false;
    bool m_noSafetyCopy = false;
    bool m_isStopped = false;
    bool m_json = false;

    std::unique_ptr<ProgressLine> m_line;
    std::unique_ptr<Interrupt> m_interrupt;
    std::unique_ptr<RestoreService> m_restore;
    std::optional<Backup> m_safetyCopy;
    QJsonObject m_document;    ///< of the plan
    QList<Finding> m_findings; ///< about the backup
};

} // namespace litekeeper

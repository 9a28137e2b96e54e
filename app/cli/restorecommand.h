// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "common/privatefolder.h"
#include "domain/run.h"
#include "service/progressslot.h"
#include "service/restoring.h"
#include "system/interrupt.h"

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
    void plan();
    void onPlanned(const std::shared_ptr<RestorePlan> &plan);
    void rollBack();
    void makeSafetyCopy();
    void onSafetyCopy(const Run &run, const std::optional<Backup> &backup);
    void restore();
    void onRestored(const Result<RestoreReport> &report);
    void printPlan() const;
    void fail(const Error &error);
    [[nodiscard]] QJsonObject document() const;
    [[nodiscard]] RestoreWay way() const;
    [[nodiscard]] std::chrono::milliseconds busyTimeout() const;

    CLI::App *m_app;
    std::string m_backup;
    std::string m_target;
    std::string m_way = "auto";
    double m_busyTimeout = 15;
    bool m_dryRun = false;
    bool m_noSafetyCopy = false;
    bool m_isStopped = false;
    bool m_json = false;

    Session *m_session = nullptr;
    std::unique_ptr<ProgressLine> m_line;
    std::unique_ptr<Interrupt> m_interrupt;
    std::optional<PrivateFolder> m_scratch;
    std::shared_ptr<RunControl> m_control;
    ProgressSlot m_progress;
    std::shared_ptr<RestorePlan> m_plan;
    QUuid m_safetyRun;
    std::optional<Backup> m_safetyCopy;
};

} // namespace litekeeper

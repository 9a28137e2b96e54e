// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "domain/run.h"

#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

struct BackupWish;
/// "backup SOURCE [DEST]": one backup, now.
class BackupCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit BackupCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<BackupWish> wish(const Session &session) const;
    void begin(Session &session, const BackupWish &wish);
    void onFinished(const Run &run, const std::optional<Backup> &backup);
    int fail(const Error &error) const;
    void printReport(const Run &run, const std::optional<Backup> &backup) const;

    CLI::App *m_app;
    std::string m_source;
    std::string m_destination;
    std::string m_format = "db";
    std::string m_proof = "proven";
    double m_busyTimeout = 15;
    bool m_json = false;
    bool m_quiet = false;
    std::unique_ptr<ProgressLine> m_line;
    QUuid m_runId;
};

} // namespace litekeeper

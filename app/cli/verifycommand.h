// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "domain/verdict.h"

#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

class VerifyService;

/// "verify FILE...": whether the databases in these files would restore.
class VerifyCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit VerifyCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<QByteArray> password() const;
    void begin(VerifyService &service, const QByteArray &password);
    void onFinished(const FileVerdict &verdict);
    void end();
    [[nodiscard]] bool writeReport() const;
    void print(const FileVerdict &verdict) const;

    CLI::App *m_app;
    std::vector<std::string> m_files;
    std::string m_level = "full";
    std::string m_passwordFile;
    std::string m_report;
    bool m_json = false;
    bool m_quiet = false;
    std::unique_ptr<ProgressLine> m_line;
    QList<FileVerdict> m_verdicts;
    qsizetype m_cancelled = 0;
};

} // namespace litekeeper

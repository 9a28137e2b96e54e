// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "common/result.h"

#include <CLI/CLI.hpp>

namespace litekeeper {

struct BackupWish;

/// "backup SOURCE [DEST]": one backup, now.
class BackupCommand : public Command
{
public:
    explicit BackupCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] Result<BackupWish> wish(const Session &session) const;

    CLI::App *m_app;
    std::string m_source;
    std::string m_destination;
    std::string m_name;
    std::string m_format = "db";
    std::string m_proof = "proven";
    double m_busyTimeout = 15;
    int m_patience = 10;
    bool m_rehearse = false;
    std::string m_rehearseQuery;
    std::string m_rehearseExpect = "> 0";
    bool m_json = false;
    bool m_quiet = false;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"
#include "cli/canarygate.h"
#include "cli/command.h"
#include "cli/watchbook.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "canary": whether a disk keeps what is written to it. The boot gate of an application, and watches.
class CanaryCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(CanaryCommand)

public:
    explicit CanaryCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    CLI::App *addWatchCommand(const char *name, const char *what, const char *examples);
    [[nodiscard]] int look(WatchBook &book, LookRequest::Mode mode) const;
    [[nodiscard]] int lookAtAll(WatchBook &book) const;
    [[nodiscard]] int list(WatchBook &book) const;
    [[nodiscard]] int show(WatchBook &book) const;
    [[nodiscard]] int tell(const Observation &observation) const;
    [[nodiscard]] int fail(const Error &error) const;

    CLI::App *m_app;
    CanaryGate m_gate;
    CLI::App *m_plant;
    CLI::App *m_check;
    CLI::App *m_list;
    CLI::App *m_show;
    CLI::App *m_remove;
    std::string m_data;
    std::string m_lockFolder;
    std::string m_registry;
    bool m_anew = false;
    bool m_json = false;
};

} // namespace litekeeper

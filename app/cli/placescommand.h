// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "service/placeservice.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "places": where databases may lie, and whether the shares among them answer.
class PlacesCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(PlacesCommand)

public:
    explicit PlacesCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    void print(const QList<PlaceEntry> &places) const;
    void printJson(const QList<PlaceEntry> &places) const;

    CLI::App *m_app;
    std::vector<std::string> m_folders;
    double m_timeout = 10;
    bool m_json = false;
};

} // namespace litekeeper

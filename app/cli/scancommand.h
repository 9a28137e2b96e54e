// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "common/error.h"
#include "domain/database.h"

#include <QJsonArray>
#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "scan DIR...": finds databases by their first bytes.
class ScanCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit ScanCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    void onFound(Session &session, const QList<DatabaseFacts> &databases);
    void onFinished(qint64 files, qint64 databases, qint64 unreadable, bool stopped);
    void onRootFailed(const Error &error);
    [[nodiscard]] QJsonArray rootsJson() const;

    CLI::App *m_app;
    std::vector<std::string> m_folders;
    double m_timeout = 30;
    bool m_json = false;
    QList<Path> m_roots;
    QJsonArray m_failed;
    std::unique_ptr<ProgressLine> m_line;
    QJsonArray m_found;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/progressline.h"
#include "common/result.h"
#include "domain/comparison.h"

#include <QObject>

#include <CLI/CLI.hpp>

namespace litekeeper {

/// "diff A B": what one database or backup has that another one has not.
class DiffCommand : public QObject, public Command
{
    Q_OBJECT

public:
    explicit DiffCommand(CLI::App &program);

    [[nodiscard]] bool wasAsked() const override { return m_app->parsed(); }
    [[nodiscard]] int run(Session &session) override;

private:
    [[nodiscard]] int end(const Result<Comparison> &comparison);
    void print(const Comparison &comparison) const;
    void printJson(const Comparison &comparison) const;
    static void printTables(const QList<TableComparison> &tables);
    void printSamples(const TableComparison &table) const;
    [[nodiscard]] int fail(const Error &error) const;

    CLI::App *m_app;
    std::string m_left;
    std::string m_right;
    int m_samples = 5;
    bool m_summary = false;
    bool m_json = false;
    bool m_sql = false;
    std::unique_ptr<ProgressLine> m_line;
};

} // namespace litekeeper

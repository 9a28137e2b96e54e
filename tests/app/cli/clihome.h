// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/program.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace litekeeper::test {

/// What a finished call of litekeeper-cli left.
struct CliResult
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The one document on the standard output; empty unless it is exactly one.
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// A home of its own for litekeeper-cli, with folders for sources and backups.
class CliHome
{
public:
    CliHome()
    {
        std::filesystem::create_directory(sources());
        std::filesystem::create_directory(backups());
        std::filesystem::create_directory(m_folder.path() / "output");
    }

    [[nodiscard]] Path sources() const { return m_folder.path() / "sources"; }
    [[nodiscard]] Path backups() const { return m_folder.path() / "backups"; }
    [[nodiscard]] Path home() const { return m_folder.path() / "home"; }

    [[nodiscard]] std::unique_ptr<Program> start(Program::Strings arguments, int errorDescriptor = -1) const
    {
        arguments.insert(arguments.begin(), LITEKEEPER_CLI);
        return std::make_unique<Program>(arguments, Program::Strings{"LITEKEEPER_HOME=" + home().string()},
                                         m_folder.path() / "output", errorDescriptor);
    }
    [[nodiscard]] CliResult run(const Program::Strings &arguments) const
    {
        const std::unique_ptr<Program> program = start(arguments);
        const int code = program->wait();
        return {.code = code, .out = program->out(), .err = program->err()};
    }

    /// Files in the backups folder whose names end so, without our own ".litekeeper".
    [[nodiscard]] std::vector<Path> backupsEndingIn(const std::string &ending) const
    {
        std::vector<Path> files;
        for (const auto &entry : std::filesystem::directory_iterator(backups())) {
            if (entry.path().filename() != ".litekeeper" && entry.path().string().ends_with(ending)) {
                files.push_back(entry.path());
            }
        }
        return files;
    }

private:
    TemporaryFolder m_folder;
};

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/backup.h"
#include "support/databases.h"
#include "support/files.h"

#include <algorithm>
#include <set>
#include <string>

namespace litekeeper::test {

/// A source folder, a destination and a lock folder.
class Workbench
{
public:
    Workbench()
        : source(m_folder.path() / "source")
        , destination(m_folder.path() / "destination")
        , locks(m_folder.path() / "locks")
    {
        std::filesystem::create_directories(source);
        std::filesystem::create_directories(destination);
    }

    [[nodiscard]] BackupRequest request(const Path &database) const
    {
        BackupRequest request;
        request.source = database;
        request.destination = destination;
        request.busyTimeout = std::chrono::milliseconds(300);
        return request;
    }
    /// planBackup() and backUp(); a refused plan is a report with that error.
    [[nodiscard]] BackupReport backUp(const BackupRequest &request,
                                      const RunControl &control = RunControl()) const
    {
        const Result<BackupPlan> plan = planBackup(request);
        if (!plan) {
            BackupReport refused;
            refused.error = plan.error();
            return refused;
        }
        return litekeeper::backUp(request, *plan, locks, control);
    }

private:
    TemporaryFolder m_folder;

public:
    const Path source;
    const Path destination;
    const Path locks;
};

/// Names of all that lies in a folder.
inline std::set<std::string> namesIn(const Path &folder)
{
    std::set<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

/// Whether the destination holds neither a backup nor a piece of one.
inline bool leftNothing(const Path &destination)
{
    const std::set<std::string> names = namesIn(destination);
    return std::all_of(names.cbegin(), names.cend(),
                       [](const std::string &name) { return name == ".litekeeper"; });
}

inline bool hasFinding(const QList<Finding> &findings, const char *code)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [&](const Finding &finding) { return finding.code == QLatin1String(code); });
}

/// "ok", or what integrity_check said.
inline std::string integrityOf(const Path &database)
{
    return Sqlite(database, SQLITE_OPEN_READONLY).value("PRAGMA integrity_check");
}

} // namespace litekeeper::test

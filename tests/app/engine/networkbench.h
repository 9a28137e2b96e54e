// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/backups.h"
#include "support/sambaworld.h"

#include <QByteArray>

#include <functional>
#include <map>

#include <sys/stat.h>

namespace litekeeper::test {

/// A Samba share, and local folders to back up to and to work in.
class NetworkBench
{
public:
    [[nodiscard]] BackupRequest request(const Path &database, const Path &destination) const
    {
        BackupRequest request = local.request(database);
        request.destination = destination;
        request.stagingFolder = staging();
        request.patience = std::chrono::seconds(20);
        return request;
    }
    [[nodiscard]] Path staging() const { return local.source / "staging"; }
    /// Whether nothing of ours is left between two runs.
    [[nodiscard]] bool stagingIsEmpty() const
    {
        return !std::filesystem::exists(staging()) || std::filesystem::is_empty(staging());
    }
    [[nodiscard]] const Path &server() const { return world.serverFolder(); }
    [[nodiscard]] const Path &share() const { return world.share(); }

    SambaWorld world;
    Workbench local;
};

/// What lies in a folder: content and modification time of every file, and the time of the folder itself.
inline std::map<std::string, std::pair<QByteArray, qint64>> fingerprint(const Path &folder)
{
    const auto timeOf = [](const Path &path) {
        struct stat status = {};
        ::stat(path.c_str(), &status);
        return qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    };
    std::map<std::string, std::pair<QByteArray, qint64>> found{{".", {QByteArray(), timeOf(folder)}}};
    for (const std::string &name : namesIn(folder)) {
        found[name] = {readBytes(folder / name), timeOf(folder / name)};
    }
    return found;
}

/// Does something once, when a run comes to a phase: on the thread of the run, which waits for it.
class AtPhase
{
public:
    AtPhase(Phase phase, std::function<void()> action, int times = 1)
        : m_phase(phase)
        , m_action(std::move(action))
        , m_times(times)
    {
    }
    void operator()(const Progress &progress)
    {
        const bool enters = progress.phase == m_phase && m_last != m_phase;
        m_last = progress.phase;
        if (enters && m_done < m_times) {
            ++m_done;
            m_action();
        }
    }

private:
    Phase m_phase;
    Phase m_last = Phase::Preparing;
    std::function<void()> m_action;
    int m_times;
    int m_done = 0;
};

} // namespace litekeeper::test

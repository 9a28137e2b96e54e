// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"
#include "support/files.h"

namespace litekeeper::test {

inline QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// A folder that is watched, a folder that deployments wipe, and a machine that can be restarted.
class WatchWorld
{
public:
    WatchWorld()
    {
        std::filesystem::create_directory(data());
        std::filesystem::create_directory(wiped());
    }

    [[nodiscard]] Path data() const { return m_folder.path() / "data"; }
    [[nodiscard]] Path wiped() const { return m_folder.path() / "tmp"; }
    [[nodiscard]] Path canary() const { return canaryFileIn(data()); }
    [[nodiscard]] QByteArray bytes() const { return readBytes(canary()); }
    [[nodiscard]] Canary read() const { return *readCanary(canary()); }

    /// A look that goes on from what the last one remembered.
    Observation look(LookRequest::Mode mode = LookRequest::Mode::Check)
    {
        const LookResult result = peek(mode);
        memory = result.memory;
        lockIsNew = false;
        return result.observation;
    }
    [[nodiscard]] LookResult peek(LookRequest::Mode mode = LookRequest::Mode::Check) const
    {
        return lookAt({.mode = mode,
                       .kind = kind,
                       .folder = data(),
                       .lockFolder = lockFolder,
                       .lockIsNew = lockIsNew,
                       .memory = memory},
                      host, now);
    }
    void restart()
    {
        host.bootId += QLatin1Char('+');
        now = now.addSecs(3600);
    }

    CanaryMemory memory = {};
    Path lockFolder = {};
    bool lockIsNew = false;
    WatchKind kind = WatchKind::Folder;
    HostFacts host = {.bootId = latin("boot"), .machineId = latin("machine")};
    QDateTime now = QDateTime(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);

private:
    TemporaryFolder m_folder;
};

inline QString code(const Observation &observation)
{
    return watchStateCode(observation.state);
}

inline QString evidence(const Observation &observation, const char *key)
{
    return observation.evidence.value(QLatin1String(key)).toString();
}

} // namespace litekeeper::test

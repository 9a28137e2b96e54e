// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <mutex>
#include <optional>

namespace litekeeper {

/// Holds the newest progress of one run. The worker puts as often as it likes, the main thread takes when it
/// has time: what lies between is dropped, and the last one always arrives. Thread-safe.
class ProgressSlot
{
public:
    void put(const Progress &progress)
    {
        const std::lock_guard lock(m_mutex);
        m_progress = progress;
    }
    /// What came since the last call, if anything.
    [[nodiscard]] std::optional<Progress> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_progress, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::optional<Progress> m_progress;
};

} // namespace litekeeper

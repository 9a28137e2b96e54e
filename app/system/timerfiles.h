// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/wakefiles.h"

#include <optional>

namespace litekeeper {

/// The files of the user timer: litekeeper.service, litekeeper.timer, and the link in timers.target.wants
/// that has it started with the session.
class TimerFiles
{
public:
    struct Content
    {
        std::optional<QByteArray> service;
        std::optional<QByteArray> timer;
        bool isEnabled = false;

        [[nodiscard]] bool isNothing() const { return !service && !timer; }
        [[nodiscard]] bool isWhole() const { return service && timer; }
        /// Whether somebody else wrote one of them, or masked it with a link to /dev/null.
        [[nodiscard]] bool isForeign() const;
        [[nodiscard]] bool operator==(const SystemdUnits &units) const;
    };

    /// `folder`: systemd's folder for the units of the user, ~/.config/systemd/user.
    explicit TimerFiles(Path folder);

    [[nodiscard]] Path service() const;
    [[nodiscard]] Path timer() const;

    [[nodiscard]] Content read() const;
    [[nodiscard]] Result<void> write(const SystemdUnits &units) const;
    /// Brings back what read() found, as far as the disk lets it.
    void restore(const Content &before) const;
    /// Removes the files and the link. What is not there is no error.
    [[nodiscard]] Result<void> remove() const;

private:
    [[nodiscard]] Path link() const;

    Path m_folder;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/wakefiles.h"

namespace litekeeper {

struct AutostartState
{
    enum class Kind {
        Off,
        On,
        Outdated,    ///< an entry of another version or place of the program
        SwitchedOff, ///< an entry is there, but the desktop's own settings switched it off
    };

    Kind kind = Kind::Off;
    QString sentence;
};

/// The text of a desktop entry that starts the program with --minimized (Desktop Entry Specification 1.5,
/// "The Exec key"). ErrorKind::InvalidArgument: a path that it cannot express.
[[nodiscard]] Result<QByteArray> autostartEntry(const WakeCommand &command);

/// Starting with the session of the desktop (Desktop Application Autostart Specification 0.5). Reads and
/// writes one small file, so it answers at once.
class Autostart
{
public:
    /// ~/.config/autostart, and the window's program beside this one.
    Autostart();
    Autostart(const Path &folder, WakeCommand command);

    [[nodiscard]] AutostartState state() const;
    [[nodiscard]] Result<AutostartState> install() const;
    [[nodiscard]] Result<AutostartState> remove() const;

private:
    Path m_file;
    WakeCommand m_command;
};

} // namespace litekeeper

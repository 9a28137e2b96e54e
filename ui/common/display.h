// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

/// What the window program says where it cannot open a window.
inline constexpr char noDisplaySentence[]
    = "litekeeper: there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY leads to "
      "one). "
      "Start it from a desktop session, or use litekeeper-cli, which does the same work without a window: "
      "litekeeper-cli --help\n";

/// Whether the environment or the arguments name a display. Without one Qt would end in abort().
[[nodiscard]] bool hasDisplay(int argc, char *argv[]);

/// From here to acceptDisplay(), Qt's failure to reach the named display says noDisplaySentence and exits
/// with 1.
void refuseBrokenDisplay();
void acceptDisplay();

} // namespace litekeeper

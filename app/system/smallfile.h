// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <optional>

namespace litekeeper {

/// The content of a small settings file, up to 1 MiB; nothing if it cannot be read.
[[nodiscard]] std::optional<QByteArray> readSmallFile(const Path &file);

/// $XDG_CONFIG_HOME, or ~/.config where that is not set.
[[nodiscard]] Path configFolder();

} // namespace litekeeper

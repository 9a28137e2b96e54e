// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <algorithm>
#include <optional>

namespace litekeeper {

/// How much of its phase a piece of work has done, from 0 to 1; empty while nobody knows.
[[nodiscard]] inline std::optional<double> shareOf(const Progress &progress)
{
    if (progress.bytesTotal <= 0) {
        return std::nullopt;
    }
    return std::clamp(double(progress.bytesDone) / double(progress.bytesTotal), 0.0, 1.0);
}

} // namespace litekeeper

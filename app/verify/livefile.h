// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace litekeeper {

/// A database that others write to is read again until nobody wrote meanwhile: so often, with these pauses.
constexpr int attemptsAtLiveFile = 4;
constexpr std::chrono::milliseconds pauseBetweenAttempts{300};

} // namespace litekeeper

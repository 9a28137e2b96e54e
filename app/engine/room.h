// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// ErrorKind::NoSpace if the file system of `folder` has less than `neededBytes`: how many are needed there,
/// free and missing. Nothing where nobody knows how many are free.
[[nodiscard]] Result<void> requireRoom(const Path &folder, qint64 neededBytes);

/// Tells in an error that came late, ErrorKind::NoSpace, how much is missing by now; any other one stays as
/// it is. `neededBytes`: what the whole step takes beside what lies there already.
[[nodiscard]] Error withRoom(Error error, const Path &folder, qint64 neededBytes);

} // namespace litekeeper

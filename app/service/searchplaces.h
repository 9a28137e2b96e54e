// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/finderservice.h"

namespace litekeeper {

/// Home first, then the volumes that are mounted now. Blocking, worker thread.
[[nodiscard]] QList<SearchPlace> currentSearchPlaces();

} // namespace litekeeper

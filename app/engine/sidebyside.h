// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <functional>

namespace litekeeper {

using ControlledWork = std::function<Result<void>(const RunControl &)>;

/// Two pieces of work at the same time, the second on a thread of its own. Each has its own control, which
/// hears of a wish of `control` within 20 ms; progress of the second is told once the first is done. If one
/// fails, the other is asked to stop. Returns when both have ended: the error of the first, or else of the
/// second. Blocking.
[[nodiscard]] Result<void> doSideBySide(const RunControl &control, const ControlledWork &first,
                                        const ControlledWork &second);

} // namespace litekeeper

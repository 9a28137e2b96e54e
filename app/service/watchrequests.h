// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"
#include "common/result.h"

namespace litekeeper {

/// The look that is asked for at a folder (see watchedPath()), given the watch there is of it. An empty lock
/// folder keeps the one of the watch.
[[nodiscard]] LookRequest lookRequest(LookRequest::Mode mode, const Path &folder, const Path &lockFolder,
                                      const std::optional<Watch> &watch);

/// The watch as it stands after the look, to be stored with its memory; none if there is nothing to watch:
/// nobody has planted a canary there, or nobody could. ErrorKind::NotWatched if somebody only looked where no
/// canary was ever planted.
[[nodiscard]] Result<std::optional<Watch>> watchAfter(const LookRequest &request, const LookResult &result,
                                                      const std::optional<Watch> &watch);

} // namespace litekeeper

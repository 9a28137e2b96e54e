// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/judge.h"

namespace litekeeper {

/// One look that is asked for, with what is remembered; crosses to the child process that looks.
struct LookRequest
{
    enum class Mode {
        Check,
        Plant,     ///< check, and plant if this is the first look
        PlantAnew, ///< plant whatever is there: a new beginning, or taking over the canary that is found
        Remove,    ///< the canary, unless it is another's, and the lock
    };

    Mode mode = Mode::Check;
    WatchKind kind = WatchKind::Folder;
    Path folder;
    Path lockFolder = {};
    bool lockIsNew = false; ///< nobody has asked for one yet: it is made, and does not count as gone
    CanaryMemory memory = {};
};

struct LookResult
{
    Observation observation;
    CanaryMemory memory; ///< to be remembered from now on
};

/// Looks, judges, and writes the canary on if that is what the state allows. Whatever goes wrong is a state.
/// Never writes where the state is one that calls for somebody, so that the evidence stays. Blocking; a mount
/// that hangs hangs this too.
[[nodiscard]] LookResult lookAt(const LookRequest &request, const HostFacts &host, const QDateTime &now);

/// What a look that never came back amounts to.
[[nodiscard]] LookResult unanswered(const LookRequest &request, const QString &why, const QDateTime &now);

[[nodiscard]] QJsonObject toJson(const LookRequest &request);
[[nodiscard]] Result<LookRequest> lookRequestFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const LookResult &result);
[[nodiscard]] Result<LookResult> lookResultFromJson(const QJsonObject &object);

} // namespace litekeeper

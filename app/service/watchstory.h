// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/watch.h"

namespace litekeeper {

/// The machine that looked, as the evidence tells; lists of spans have this part of it, too.
[[nodiscard]] HostFacts hostOf(const Observation &observation);

/// What happened to a watched folder between two looks.
struct WatchEvent
{
    enum class Kind {
        Restart,   ///< of the machine
        Container, ///< a new one, as a deployment makes it
        Host,      ///< another machine
        Change,    ///< of the state, without any of these
    };

    Kind kind = Kind::Change;
    QDateTime at;                               ///< UTC, of the first look after it
    WatchState state = WatchState::Unreachable; ///< since then
    bool isSurvived = false;                    ///< a test that the canary passed
    qint64 spanId = 0;
    int number = 0; ///< which one of its kind since the canary was planted, from 1; 0 for changes
};

/// What all looks at a watch tell together: through how much its canary has come, and what ended that.
struct WatchStory
{
    QList<WatchEvent> events; ///< in their order
    QDateTime plantedAt;      ///< UTC, of the canary of now; invalid: that was before the first look
    int restarts = 0;         ///< that this canary survived
    int containers = 0;
    int hosts = 0;
    std::optional<WatchEvent> blow = {};  ///< what did harm to the canary, if it is not well again
    std::optional<Observation> last = {}; ///< none before the first look
    QDateTime stateSince;                 ///< UTC, of the state at the last look

    [[nodiscard]] int survived() const { return restarts + containers + hosts; }
};

/// From looks in their order. Each host is compared with the one of the last look that told anything, so
/// nothing is counted while a folder cannot be reached.
[[nodiscard]] WatchStory watchStory(const QList<ObservationSpan> &spans);

/// Whether the last look is too long ago to say anything about now.
[[nodiscard]] bool isStale(const WatchStory &story, const QDateTime &now);

/// In words, without a full stop: "Survived 14 restarts; lost at the 15th, on 3 May 2026".
[[nodiscard]] QString watchHeadline(const WatchStory &story, const QDateTime &now);
/// The part that matters most, for where there is little room: "Lost at the 15th restart".
[[nodiscard]] QString watchBrief(const WatchStory &story, const QDateTime &now);
/// "Survived the 3rd restart", "Lost at a new container", "Proven since then".
[[nodiscard]] QString watchEventText(const WatchEvent &event);
/// One or two words for a state: "Not mounted".
[[nodiscard]] QString watchStateWord(WatchState state);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "ui/canary/gaterecords.h"
#include "ui/charts/lane.h"

namespace litekeeper {

/// Backups that have to do with a watch: of databases below its folder, or into it.
[[nodiscard]] bool concerns(const Run &run, const Path &folder);

/// As much of the ends of paths as tells them apart: "blog/data" and "gitea/data".
[[nodiscard]] QStringList shortNames(const QList<Path> &folders);

/// The same for watches.
[[nodiscard]] QStringList laneNames(const QList<WatchHistory> &histories);

/// The lane of a watch. Spans and their marks have the ids of the spans as keys; the mark of a run has -1
/// minus its place in `runs`.
[[nodiscard]] Lane laneOf(const WatchHistory &history, const QString &name, const QList<Run> &runs,
                          const QDateTime &now);
/// The lane of the boots that a gate has recorded; spans and marks have the ids of the spans.
[[nodiscard]] Lane laneOf(const GateHistory &history);
[[nodiscard]] QString laneId(const QUuid &id); ///< of a watch or a record

/// States and events of looks, for the lane of anything that is looked at. In `states` each state stands at
/// its place in WatchState.
void addLooks(Lane &lane, const QList<ObservationSpan> &spans, const WatchStory &story);

} // namespace litekeeper

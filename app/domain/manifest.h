// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

#include <QJsonArray>
#include <QJsonObject>

namespace litekeeper {

/// What is known about a backup, for the file beside it. Paths as encodePath(), hashes in hex, instants as
/// ISO 8601 in UTC with milliseconds. The backup file is named without its folder, so that a moved disk keeps
/// its manifests valid.
[[nodiscard]] QJsonObject toManifest(const Backup &backup);

/// The backup that lies in `folder`. Fields it does not know are passed over; a field that is missing or of
/// the wrong type makes the whole manifest ErrorKind::Damaged, a newer version ErrorKind::Unsupported. A name
/// that would lead out of the folder is refused, because manifests may come from anybody's disk.
[[nodiscard]] Result<Backup> fromManifest(const QJsonObject &manifest, const Path &folder);

[[nodiscard]] QJsonArray findingsToJson(const QList<Finding> &findings);
[[nodiscard]] QList<Finding> findingsFromJson(const QJsonArray &array);
[[nodiscard]] QJsonArray tablesToJson(const QList<TableFigures> &tables);
[[nodiscard]] QList<TableFigures> tablesFromJson(const QJsonArray &array);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

#include <QList>
#include <QUuid>

namespace litekeeper {

/// The manifests of a destination. What cannot be read does not hide the others.
struct ManifestList
{
    QList<Backup> backups; ///< newest first
    QList<Error> unreadable;
};

/// A folder that holds backups, known by the UUID in `.litekeeper/destination.json`: an empty mount point has
/// none and another disk another one. Manifests are `.litekeeper/manifests/<backup id>.json`. Blocking,
/// worker thread.
class Destination
{
public:
    /// Makes the folder a destination if it is none yet; the folder itself must exist.
    [[nodiscard]] static Result<Destination> openOrCreate(const Path &folder);
    /// ErrorKind::NotFound if the folder is no destination (or does not exist), Damaged if its identity
    /// cannot be read.
    [[nodiscard]] static Result<Destination> open(const Path &folder);

    [[nodiscard]] const Path &folder() const { return m_folder; }
    [[nodiscard]] const QUuid &id() const { return m_id; }

    /// Stores the manifest of a backup in this folder; that of an earlier backup under the same file name is
    /// replaced, as the file was.
    [[nodiscard]] Result<void> writeManifest(const Backup &backup) const;
    /// Leaves the manifest of a later backup under the same file name alone. No error if there is none.
    [[nodiscard]] Result<void> removeManifest(const Backup &backup) const;
    [[nodiscard]] Result<ManifestList> manifests() const;
    /// What the manifest of a file in the folder tells. ErrorKind::NotFound if there is none.
    [[nodiscard]] static Result<Backup> manifestIn(const Path &folder, const Path &backupFile);

private:
    Destination(Path folder, const QUuid &id);

    Path m_folder;
    QUuid m_id;
};

/// ErrorKind::WrongDestination with a sentence unless `folder` is the destination `expected`.
[[nodiscard]] Result<void> checkDestination(const Path &folder, const QUuid &expected);

} // namespace litekeeper

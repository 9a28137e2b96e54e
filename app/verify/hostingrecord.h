// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QList>

namespace litekeeper {

/// What a hosting service wrote down about a backup that it made. Azure App Service puts three files beside
/// each other: NAME.zip, NAME.xml (what the zip should hold) and NAME.log, in which a live database shows up
/// as "File skipped - \site\wwwroot\content\data\ghost.db: Sharing violation to ...". Neither format is
/// documented, so both are searched for what is certain.
struct HostingRecord
{
    struct Skipped
    {
        Path name; ///< "/" between folders, none at the beginning
        QString reason;
    };
    QList<Skipped> skipped;
    QList<Path> databases; ///< that should be there, by their names
};

/// From the log of a backup.
[[nodiscard]] HostingRecord recordFromLog(const QByteArray &text);
/// From the manifest of a backup: every element and attribute that names a database.
[[nodiscard]] HostingRecord recordFromManifest(const QByteArray &xml);

/// Whether a file of the archive is the one that a record names: records begin at the root of the site,
/// archives often some folders above it ("fs/site/..."). Windows does not tell cases apart.
[[nodiscard]] bool isNamed(const Path &entry, const Path &recorded);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QList>
#include <QUuid>

namespace litekeeper {

/// A folder that backups went to, with its identity (see Destination).
struct KnownDestination
{
    Path folder;
    QUuid id;

    bool operator==(const KnownDestination &) const = default;
};

/// The known destinations once more, in a small file beside the catalogue: they are where a lost catalogue is
/// rebuilt from, so they must not be lost with it.
[[nodiscard]] Path destinationListFile(const Path &catalogue);

/// No file, no destinations. ErrorKind::Damaged if it does not read.
[[nodiscard]] Result<QList<KnownDestination>> readDestinationList(const Path &file);
[[nodiscard]] Result<void> writeDestinationList(const Path &file,
                                                const QList<KnownDestination> &destinations);

} // namespace litekeeper

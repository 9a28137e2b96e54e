// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/destinationlist.h"
#include "catalogue/interruptedruns.h"
#include "domain/database.h"
#include "domain/job.h"
#include "service/catalogueservice.h"
#include "service/folderlook.h"
#include "service/keptfiles.h"
#include "service/networkaccess.h"
#include "service/openedbackup.h"

#include <QJsonObject>

namespace litekeeper {

/// What is done at network mounts, each twice: asked for here, and done in a child process by
/// performNetworkOperation(). Their errors are those of the function that does the same to a local path, and
/// those of NetworkAccess::ask(). Blocking, worker threads; a wish to stop ends them at once.

/// In their order; all of them on one mount.
[[nodiscard]] Result<QList<FilePresence>> presenceThere(const NetworkAccess &network,
                                                        const QList<Path> &files,
                                                        const RunControl &control = RunControl());
[[nodiscard]] Result<FolderLook> lookAtFolderThere(const NetworkAccess &network, const Path &folder,
                                                   const RunControl &control = RunControl());
[[nodiscard]] Result<DatabaseFacts> lookAtDatabaseThere(const NetworkAccess &network, const Path &file,
                                                        const RunControl &control = RunControl());
/// What examineJob() says of source and destination, one of which is on a network mount.
[[nodiscard]] Result<QList<Finding>> examinePlacesThere(const NetworkAccess &network, const Job &job,
                                                        const RunControl &control = RunControl());

[[nodiscard]] Result<Backup> verifyThere(const NetworkAccess &network, const Backup &backup, ProofLevel level,
                                         const RunControl &control);
/// Copies a backup into the local file `to`, which must not be there yet; of a database that may be live, one
/// consistent state.
[[nodiscard]] Result<BackupKind> fetchThere(const NetworkAccess &network, const Path &file, const Path &to,
                                            const RunControl &control);
[[nodiscard]] Result<KeptFilesLook> lookAtKeptFilesThere(const NetworkAccess &network, const Path &folder,
                                                         const QUuid &expected, const QList<Path> &files,
                                                         const RunControl &control = RunControl());
[[nodiscard]] Result<void> removeFilesThere(const NetworkAccess &network, const Backup &backup,
                                            const PruningPlace *place,
                                            const RunControl &control = RunControl());

/// A destination with its manifests, newest first.
struct DestinationContent
{
    KnownDestination destination;
    QList<Backup> backups;
};
[[nodiscard]] Result<DestinationContent> readDestinationThere(const NetworkAccess &network,
                                                              const Path &folder,
                                                              const RunControl &control = RunControl());
[[nodiscard]] Result<RunRemains> tidyUpAfterThere(const NetworkAccess &network, const Run &run,
                                                  const RunControl &control = RunControl());

/// In the child: does what a request asks for, in "do". ErrorKind::InvalidArgument if nobody understands it.
[[nodiscard]] Result<QJsonObject> performNetworkOperation(const QJsonObject &request,
                                                          const RunControl &control);

} // namespace litekeeper

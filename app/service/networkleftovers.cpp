// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkleftovers.h"

#include "common/durablefile.h"
#include "service/cataloguelane.h"
#include "service/networkoperations.h"

#include <algorithm>

namespace litekeeper {

bool tidyUpNetwork(CatalogueLane &lane, const NetworkAccess &network, const Path &destination,
                   const RunControl &control)
{
    const Result<QList<Run>> runs
        = lane.ask([](Catalogue &catalogue) { return catalogue.runsWithRemains(); }).result();
    bool changed = false;
    for (const Run &run : runs ? *runs : QList<Run>()) {
        if (control.stopRequested()) {
            break;
        }
        const bool isAsked = destination.empty() || run.destination == destination;
        if (!isAsked || !network.isRemote(run.partial)) {
            continue;
        }
        const Result<RunRemains> remains = tidyUpAfterThere(network, run, control);
        if (!remains || remains->leftover == Leftover::Unreachable) {
            continue; // another time
        }
        const Result<bool> settled = lane.ask([run, remains = *remains](Catalogue &catalogue) {
                                             return catalogue.settleRemains(run, remains);
                                         })
                                         .result();
        changed = changed || (settled && *settled);
    }
    return changed;
}

bool importFromNetwork(CatalogueLane &lane, const NetworkAccess &network, const RunControl &control)
{
    const Result<QList<KnownDestination>> known
        = lane.ask([](Catalogue &catalogue) { return catalogue.destinations(); }).result();
    const Result<QList<Backup>> backups
        = lane.ask([](Catalogue &catalogue) { return catalogue.backups(); }).result();
    if (!known || !backups) {
        return false;
    }
    bool changed = false;
    for (const KnownDestination &destination : *known) {
        const bool hasBackups = std::any_of(backups->begin(), backups->end(), [&](const Backup &backup) {
            return folderOf(backup.file) == destination.folder;
        });
        if (hasBackups || control.stopRequested() || !network.isRemote(destination.folder)) {
            continue;
        }
        const Result<DestinationContent> content = readDestinationThere(network, destination.folder, control);
        if (!content || content->destination.id != destination.id) {
            continue; // another time
        }
        const Result<int> imported
            = lane.ask([content = *content](Catalogue &catalogue) {
                      return catalogue.importBackups(content.destination, content.backups);
                  })
                  .result();
        changed = changed || (imported && *imported > 0);
    }
    return changed;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/sighting.h"

#include "canary/expectedmounts.h"
#include "canary/hostfacts.h"
#include "canary/lookwords.h"
#include "canary/volumefacts.h"
#include "places/destination.h"
#include "places/mountinfo.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;

bool seeLock(CanaryFindings &findings, const LookRequest &request, const Path &file)
{
    if (file.empty()) {
        return true;
    }
    const Result<CanaryLock> lock = readCanaryLock(file);
    if (!lock) {
        return cannotLook(findings, lock.error());
    }
    findings.lock = stateOf(*lock);
    if (request.lockIsNew && findings.lock == Lock::Gone) {
        findings.lock = Lock::None;
    }
    if (findings.memory.isEmpty()) {
        findings.memory = lock->memory;
    }
    return true;
}

/// Whose restarts count: those since this memory began, else those since the canary was planted.
HostFacts plantedOn(const CanaryFindings &findings)
{
    if (!findings.memory.isEmpty() && findings.memory.planted.at.isValid()) {
        return findings.memory.planted.host;
    }
    HostFacts host = findings.canary ? findings.canary->planted.host : HostFacts();
    if (isShare(findings.volume)) {
        host.bootId.clear();
        host.machineId.clear();
    }
    return host;
}

/// A destination has had its identity since its first backup; the canary comes beside it.
void adoptDestination(Sighting &seen, const LookRequest &request, const CanaryOrigin &origin)
{
    const Result<Destination> destination = Destination::open(request.folder);
    if (!destination) {
        return;
    }
    CanaryMemory &memory = seen.findings.memory;
    seen.identity = destination->id();
    if (!memory.isEmpty() && destination->id() != memory.canaryId) {
        seen.findings.sight = Sight::Alive;
        seen.findings.canary = newCanary(destination->id(), origin);
    } else if (memory.sequence == 0) {
        memory = {}; // known by its name only, and here it is
    }
}

} // namespace

WatchFiles filesOf(const LookRequest &request)
{
    return {.canary = request.kind == WatchKind::Destination ? canaryFileInDestination(request.folder)
                                                             : canaryFileIn(request.folder),
            .lock = request.lockFolder.empty() ? Path() : canaryLockFile(request.lockFolder, request.folder)};
}

Sighting sight(const LookRequest &request, const HostFacts &host, const QDateTime &now)
{
    const WatchFiles files = filesOf(request);
    Sighting seen;
    CanaryFindings &findings = seen.findings;
    findings.host = host;
    findings.inContainer = isInContainer();
    findings.memory = request.memory;
    if (!seeVolume(findings, request.folder) || !seeCanary(findings, files.canary)
        || !seeLock(findings, request, files.lock)) {
        return seen;
    }
    findings.plantedOn = plantedOn(findings);
    if (request.kind == WatchKind::Destination && findings.sight == Sight::Missing) {
        adoptDestination(seen, request, {.at = now, .host = host, .volume = findings.volume});
    }
    return seen;
}

bool seeVolume(CanaryFindings &findings, const Path &folder)
{
    const Result<VolumeFacts> volume = readVolumeFacts(folder);
    if (!volume) {
        return cannotLook(findings, volume.error());
    }
    findings.volume = *volume;
    if (const std::optional<ExpectedMount> missing = missingMountOf(folder)) {
        findings.missingMount = missing->mountPoint;
    }
    return true;
}

bool seeCanary(CanaryFindings &findings, const Path &file)
{
    const Result<Canary> canary = readCanary(file);
    if (canary) {
        findings.sight = Sight::Alive;
        findings.canary = *canary;
    } else if (canary.error().kind == ErrorKind::Damaged) {
        findings.sight = Sight::Corrupt;
        findings.error = QCoreApplication::translate("CanaryLook", "the canary “%1” was damaged: %2")
                             .arg(displayName(file), canary.error().detail);
    } else if (canary.error().kind != ErrorKind::NotFound) {
        return cannotLook(findings, canary.error());
    }
    findings.reach = Reach::Reached;
    return true;
}

Lock stateOf(const CanaryLock &lock)
{
    if (lock.isPlanting) {
        return Lock::Planting;
    }
    return lock.isPresent ? Lock::Present : Lock::Gone;
}

bool cannotLook(CanaryFindings &findings, const Error &error)
{
    findings.reach = Reach::Unreachable;
    findings.error = clauseOf(error);
    return false;
}

bool isShare(const VolumeFacts &volume)
{
    return placeKind(volume.type, volume.source) == PlaceKind::Network;
}

} // namespace litekeeper

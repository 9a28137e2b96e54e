// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/judge.h"

#include "canary/volumefacts.h"

namespace litekeeper {

namespace {

using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;

bool differs(const QString &before, const QString &now)
{
    return !before.isEmpty() && !now.isEmpty() && before != now;
}

CanaryJudgement judgeMissing(const CanaryFindings &findings)
{
    const CanaryMemory &memory = findings.memory;
    const bool wasSeen = !memory.isEmpty() && memory.sequence > 0;
    if (wasSeen && isAnotherMount(memory.volume, findings.volume)) {
        return {.state = WatchState::NotMounted, .rule = QStringLiteral("another-mount")};
    }
    if (!findings.missingMount.empty()) {
        return {.state = WatchState::NotMounted, .rule = QStringLiteral("fstab")};
    }
    if (wasSeen) {
        return {.state = WatchState::Lost, .rule = QStringLiteral("remembered")};
    }
    if (!memory.isEmpty()) {
        // A destination that is known only by name: what lay there is not known.
        return {.state = WatchState::NotMounted, .rule = QStringLiteral("identity-missing")};
    }
    if (findings.lock == Lock::Present) {
        return {.state = WatchState::Lost, .rule = QStringLiteral("lock")};
    }
    return findings.canWrite
        ? CanaryJudgement{.state = WatchState::Planted, .rule = QStringLiteral("first-look")}
        : CanaryJudgement{.state = WatchState::ReadOnly, .rule = QStringLiteral("cannot-plant")};
}

/// Whether the canary that lies there is the one that is remembered.
std::optional<CanaryJudgement> judgeIdentity(const CanaryFindings &findings)
{
    const CanaryMemory &memory = findings.memory;
    const Canary &canary = *findings.canary;
    if (memory.isEmpty()) {
        return std::nullopt;
    }
    if (canary.id != memory.canaryId) {
        return CanaryJudgement{.state = WatchState::Foreign, .rule = QStringLiteral("identity")};
    }
    if (canary.sequence() < memory.sequence) {
        return CanaryJudgement{.state = WatchState::RolledBack, .rule = QStringLiteral("sequence")};
    }
    if (memory.sequence > 0 && !canary.hasPassed(memory.sequence, memory.nonce)) {
        return CanaryJudgement{.state = WatchState::Cloned, .rule = QStringLiteral("nonce")};
    }
    if (memory.sequence > 0
        && compareVolumes(memory.volume, findings.volume) == VolumeComparison::Different) {
        return CanaryJudgement{.state = WatchState::Cloned, .rule = QStringLiteral("moved")};
    }
    return std::nullopt;
}

/// It is alive and the one that is remembered: what has it been through?
CanaryJudgement judgeSurvival(const CanaryFindings &findings)
{
    if (findings.lock == Lock::Present || findings.lock == Lock::Planting) {
        return {.state = WatchState::Unproven, .rule = QStringLiteral("lock")};
    }
    const QStringList survived = changesBetween(findings.plantedOn, findings.host);
    if (!survived.isEmpty()) {
        return {.state = WatchState::Proven, .rule = survived.first(), .survived = survived};
    }
    if (findings.lock == Lock::Gone) {
        return {.state = WatchState::Asserted, .rule = QStringLiteral("lock-gone")};
    }
    if (!findings.canWrite) {
        return {.state = WatchState::ReadOnly, .rule = QStringLiteral("cannot-write")};
    }
    return {.state = WatchState::Unproven, .rule = QStringLiteral("nothing-changed")};
}

} // namespace

QStringList changesBetween(const HostFacts &before, const HostFacts &now)
{
    QStringList changes;
    if (differs(before.bootId, now.bootId)) {
        changes.append(QStringLiteral("boot"));
    }
    if (differs(before.containerId, now.containerId)) {
        changes.append(QStringLiteral("container"));
    }
    if (differs(before.machineId, now.machineId)) {
        changes.append(QStringLiteral("host"));
    }
    return changes;
}

CanaryJudgement judge(const CanaryFindings &findings)
{
    if (findings.reach == CanaryFindings::Reach::Unreachable) {
        return {.state = WatchState::Unreachable, .rule = QStringLiteral("cannot-look")};
    }
    if (findings.sight == Sight::Corrupt) {
        return {.state = WatchState::Corrupt, .rule = QStringLiteral("bytes")};
    }
    if (findings.sight == Sight::Missing) {
        return judgeMissing(findings);
    }
    if (isVolatile(findings.volume, findings.inContainer)) {
        return {.state = WatchState::Volatile, .rule = QStringLiteral("file-system")};
    }
    if (std::optional<CanaryJudgement> doubt = judgeIdentity(findings)) {
        return *doubt;
    }
    return judgeSurvival(findings);
}

} // namespace litekeeper

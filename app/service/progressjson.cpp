// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/progressjson.h"

#include "domain/codes.h"

#include <algorithm>
#include <cmath>

namespace litekeeper {

namespace {

constexpr double mostNumber = 9e15; // whole numbers up to here survive in JSON

constexpr std::array phases{
    Code{Phase::Preparing, "preparing"},    Code{Phase::Waiting, "waiting"},
    Code{Phase::PreCopying, "pre-copying"}, Code{Phase::Copying, "copying"},
    Code{Phase::Comparing, "comparing"},    Code{Phase::Compressing, "compressing"},
    Code{Phase::Syncing, "syncing"},        Code{Phase::ReadingBack, "reading-back"},
    Code{Phase::Reading, "reading"},        Code{Phase::Checking, "checking"},
    Code{Phase::Publishing, "publishing"},  Code{Phase::Fetching, "fetching"},
    Code{Phase::Confirming, "confirming"},  Code{Phase::Delivering, "delivering"},
    Code{Phase::Retrying, "retrying"},      Code{Phase::Rehearsing, "rehearsing"},
};

} // namespace

QString phaseCode(Phase phase)
{
    return codeOf(phases, phase);
}

std::optional<Phase> phaseFromCode(const QString &code)
{
    return valueOf(phases, code);
}

QJsonObject toJson(const Progress &progress)
{
    return {{QStringLiteral("phase"), codeOf(phases, progress.phase)},
            {QStringLiteral("bytesDone"), progress.bytesDone},
            {QStringLiteral("bytesTotal"), progress.bytesTotal},
            {QStringLiteral("pagesDone"), progress.pagesDone},
            {QStringLiteral("pagesTotal"), progress.pagesTotal},
            {QStringLiteral("bytesPerSecond"), progress.bytesPerSecond},
            {QStringLiteral("millisecondsLeft"), progress.millisecondsLeft},
            {QStringLiteral("holdMilliseconds"), progress.holdMilliseconds},
            {QStringLiteral("walGrowthBytes"), progress.walGrowthBytes},
            {QStringLiteral("restarts"), progress.restarts},
            {QStringLiteral("paused"), progress.paused},
            {QStringLiteral("queued"), progress.queued}};
}

double numberIn(const QJsonObject &object, const char *key, double least)
{
    const double number = object.value(QLatin1String(key)).toDouble(least);
    return std::isfinite(number) ? std::clamp(number, least, mostNumber) : least;
}

Progress progressFromJson(const QJsonObject &object)
{
    const auto amount
        = [&object](const char *key, double least = 0) { return qint64(numberIn(object, key, least)); };
    Progress progress{
        .phase = valueOf(phases, object.value(QLatin1String("phase")).toString()).value_or(Phase::Preparing),
        .bytesDone = amount("bytesDone"),
        .bytesTotal = amount("bytesTotal", -1),
        .pagesDone = amount("pagesDone"),
        .pagesTotal = amount("pagesTotal", -1),
        .bytesPerSecond = numberIn(object, "bytesPerSecond", 0),
        .millisecondsLeft = amount("millisecondsLeft", -1),
        .holdMilliseconds = amount("holdMilliseconds"),
        .walGrowthBytes = amount("walGrowthBytes"),
        .restarts = int(std::min(numberIn(object, "restarts", 0), 1e9)),
        .paused = object.value(QLatin1String("paused")).toBool(),
        .queued = object.value(QLatin1String("queued")).toBool()};
    if (progress.bytesTotal >= 0) {
        progress.bytesDone = std::min(progress.bytesDone, progress.bytesTotal);
    }
    if (progress.pagesTotal >= 0) {
        progress.pagesDone = std::min(progress.pagesDone, progress.pagesTotal);
    }
    return progress;
}

} // namespace litekeeper

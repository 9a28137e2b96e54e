// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchrequests.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WatchRequests", text);
}

} // namespace

LookRequest lookRequest(LookRequest::Mode mode, const Path &folder, const Path &lockFolder,
                        const std::optional<Watch> &watch)
{
    LookRequest request{.mode = mode, .folder = folder, .lockFolder = lockFolder};
    if (!watch) {
        return request;
    }
    const bool plants = mode == LookRequest::Mode::Plant || mode == LookRequest::Mode::PlantAnew;
    request.kind = watch->kind;
    request.memory = watch->memory;
    request.lockIsNew = plants && !lockFolder.empty() && lockFolder != watch->lockFolder;
    if (!request.lockIsNew) {
        request.lockFolder = watch->lockFolder;
    }
    return request;
}

Result<std::optional<Watch>> watchAfter(const LookRequest &request, const LookResult &result,
                                        const std::optional<Watch> &watch)
{
    const Observation &observation = result.observation;
    if (!watch && result.memory.isEmpty()) {
        if (observation.state == WatchState::Planted) {
            return Error{.kind = ErrorKind::NotWatched,
                         .path = request.folder,
                         .detail = tr("no canary was ever planted there")};
        }
        return std::optional<Watch>();
    }
    Watch after = watch.value_or(
        Watch{.id = QUuid::createUuid(), .folder = request.folder, .createdAt = observation.at});
    after.lockFolder = request.lockFolder;
    after.lookedAt = observation.at;
    after.memory = result.memory;
    return std::optional<Watch>(after);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/look.h"

#include "domain/codes.h"

namespace litekeeper {

namespace {

using Mode = LookRequest::Mode;

constexpr std::array modeCodes{
    Code{Mode::Check, "check"},
    Code{Mode::Plant, "plant"},
    Code{Mode::PlantAnew, "plant-anew"},
    Code{Mode::Remove, "remove"},
};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

Error nonsense()
{
    return {.kind = ErrorKind::InvalidArgument, .detail = key("it is no look at a watch")};
}

} // namespace

QJsonObject toJson(const LookRequest &request)
{
    return {
        {key("mode"), codeOf(modeCodes, request.mode)}, {key("kind"), watchKindCode(request.kind)},
        {key("folder"), encodePath(request.folder)},    {key("lockFolder"), encodePath(request.lockFolder)},
        {key("lockIsNew"), request.lockIsNew},          {key("memory"), toJson(request.memory)}};
}

Result<LookRequest> lookRequestFromJson(const QJsonObject &object)
{
    const std::optional<Mode> mode = valueOf(modeCodes, object.value(key("mode")).toString());
    const Path folder = decodePath(object.value(key("folder")).toString());
    if (!mode || !folder.is_absolute()) {
        return nonsense();
    }
    return LookRequest{.mode = *mode,
                       .kind = watchKindFromCode(object.value(key("kind")).toString()),
                       .folder = folder,
                       .lockFolder = decodePath(object.value(key("lockFolder")).toString()),
                       .lockIsNew = object.value(key("lockIsNew")).toBool(),
                       .memory = canaryMemoryFromJson(object.value(key("memory")).toObject())};
}

QJsonObject toJson(const LookResult &result)
{
    return {{key("observation"), toJson(result.observation)}, {key("memory"), toJson(result.memory)}};
}

Result<LookResult> lookResultFromJson(const QJsonObject &object)
{
    const QJsonObject observation = object.value(key("observation")).toObject();
    if (!watchStateFromCode(observation.value(key("state")).toString())) {
        return nonsense();
    }
    return LookResult{.observation = observationFromJson(observation),
                      .memory = canaryMemoryFromJson(object.value(key("memory")).toObject())};
}

} // namespace litekeeper

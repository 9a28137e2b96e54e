// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/watch.h"

#include "domain/codes.h"

#include <QJsonArray>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr std::array watchStateCodes{
    Code{WatchState::Unreachable, "unreachable"}, Code{WatchState::Corrupt, "corrupt"},
    Code{WatchState::NotMounted, "not-mounted"},  Code{WatchState::Lost, "lost"},
    Code{WatchState::Planted, "planted"},         Code{WatchState::Volatile, "volatile"},
    Code{WatchState::Foreign, "foreign"},         Code{WatchState::RolledBack, "rolled-back"},
    Code{WatchState::Cloned, "cloned"},           Code{WatchState::Unproven, "unproven"},
    Code{WatchState::Proven, "proven"},           Code{WatchState::Asserted, "asserted"},
    Code{WatchState::ReadOnly, "read-only"},      Code{WatchState::Disabled, "disabled"},
};
constexpr std::array watchKindCodes{
    Code{WatchKind::Folder, "folder"},
    Code{WatchKind::Destination, "destination"},
};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString instantText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime instantFrom(const QJsonValue &value)
{
    const QDateTime instant = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return instant.isValid() ? instant.toUTC() : QDateTime();
}

QString idText(const QUuid &id)
{
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

} // namespace

bool supersedes(const CanaryMemory &memory, const CanaryMemory &stored)
{
    if (stored.isEmpty()) {
        return true;
    }
    if (memory.canaryId != stored.canaryId) {
        return false;
    }
    const QDateTime &planted = memory.planted.at;
    const QDateTime &storedPlanted = stored.planted.at;
    if (planted == storedPlanted) {
        return memory.sequence >= stored.sequence;
    }
    return planted.isValid() && (!storedPlanted.isValid() || planted > storedPlanted);
}

QString observationKey(const Observation &observation)
{
    const QJsonObject &evidence = observation.evidence;
    const HostFacts host = hostFactsFromJson(evidence.value(key("host")).toObject());
    const QStringList parts{watchStateCode(observation.state),
                            evidence.value(key("rule")).toString(),
                            evidence.value(key("found")).toObject().value(key("canary")).toString(),
                            host.bootId,
                            host.machineId,
                            host.containerId};
    return parts.join(u' ');
}

bool continues(const ObservationSpan &span, const Observation &next)
{
    const qint64 gap = span.newest.at.msecsTo(next.at);
    return gap >= 0 && gap <= watchedGapMilliseconds && observationKey(span.newest) == observationKey(next);
}

void appendTo(QList<ObservationSpan> &spans, const Observation &observation)
{
    if (!spans.isEmpty() && continues(spans.last(), observation)) {
        spans.last().newest = observation;
        ++spans.last().looks;
        return;
    }
    spans.append(
        {.id = spans.isEmpty() ? 1 : spans.last().id + 1, .firstAt = observation.at, .newest = observation});
}

QString watchStateCode(WatchState state)
{
    return codeOf(watchStateCodes, state);
}

std::optional<WatchState> watchStateFromCode(const QString &code)
{
    return valueOf(watchStateCodes, code);
}

int watchStateExit(WatchState state)
{
    switch (state) {
    case WatchState::Proven:
    case WatchState::Asserted:
    case WatchState::Disabled:
        return 0;
    case WatchState::Planted:
        return 10;
    case WatchState::Unproven:
        return 11;
    case WatchState::Lost:
        return 12;
    case WatchState::RolledBack:
        return 13;
    case WatchState::Foreign:
    case WatchState::Cloned:
        return 14;
    case WatchState::Corrupt:
        return 15;
    case WatchState::ReadOnly:
        return 16;
    case WatchState::Unreachable:
    case WatchState::NotMounted:
        return 17;
    case WatchState::Volatile:
        return 18;
    }
    Q_ASSERT_X(false, "watchStateExit", "a state without an exit code");
    return 1;
}

int harmOf(WatchState state)
{
    static constexpr std::array byHarm{
        WatchState::Disabled,   WatchState::Proven,   WatchState::Asserted,    WatchState::Planted,
        WatchState::Unproven,   WatchState::ReadOnly, WatchState::Unreachable, WatchState::Volatile,
        WatchState::NotMounted, WatchState::Foreign,  WatchState::Cloned,      WatchState::RolledBack,
        WatchState::Corrupt,    WatchState::Lost,
    };
    return int(std::find(byHarm.begin(), byHarm.end(), state) - byHarm.begin());
}

bool isAlarming(WatchState state)
{
    switch (state) {
    case WatchState::Corrupt:
    case WatchState::NotMounted:
    case WatchState::Lost:
    case WatchState::Volatile:
    case WatchState::Foreign:
    case WatchState::RolledBack:
    case WatchState::Cloned:
        return true;
    default:
        return false;
    }
}

QString watchKindCode(WatchKind kind)
{
    return codeOf(watchKindCodes, kind);
}

WatchKind watchKindFromCode(const QString &code)
{
    return valueOf(watchKindCodes, code).value_or(WatchKind::Folder);
}

QJsonObject toJson(const HostFacts &facts)
{
    return {{key("bootId"), facts.bootId},
            {key("machineId"), facts.machineId},
            {key("containerId"), facts.containerId}};
}

QJsonObject toJson(const VolumeFacts &facts)
{
    return {{key("type"), facts.type},
            {key("source"), facts.source},
            {key("mountPoint"), encodePath(facts.mountPoint)},
            {key("root"), encodePath(facts.root)},
            {key("uuid"), facts.uuid},
            {key("identifier"), facts.identifier},
            {key("device"), facts.device}};
}

QJsonObject toJson(const CanaryOrigin &origin)
{
    return {{key("at"), instantText(origin.at)},
            {key("host"), toJson(origin.host)},
            {key("volume"), toJson(origin.volume)}};
}

QJsonObject toJson(const CanaryMemory &memory)
{
    return {{key("canary"), idText(memory.canaryId)},
            {key("sequence"), memory.sequence},
            {key("nonce"), memory.nonce},
            {key("planted"), toJson(memory.planted)},
            {key("volume"), toJson(memory.volume)}};
}

QJsonObject toJson(const Observation &observation)
{
    return {{key("state"), watchStateCode(observation.state)},
            {key("exit"), watchStateExit(observation.state)},
            {key("sequence"), observation.sequence},
            {key("at"), instantText(observation.at)},
            {key("survived"), QJsonArray::fromStringList(observation.survived)},
            {key("evidence"), observation.evidence},
            {key("says"), watchSays(observation)},
            {key("do"), watchAdvice(observation)}};
}

HostFacts hostFactsFromJson(const QJsonObject &object)
{
    return {.bootId = object.value(key("bootId")).toString(),
            .machineId = object.value(key("machineId")).toString(),
            .containerId = object.value(key("containerId")).toString()};
}

VolumeFacts volumeFactsFromJson(const QJsonObject &object)
{
    return {.type = object.value(key("type")).toString(),
            .source = object.value(key("source")).toString(),
            .mountPoint = decodePath(object.value(key("mountPoint")).toString()),
            .root = decodePath(object.value(key("root")).toString()),
            .uuid = object.value(key("uuid")).toString(),
            .identifier = object.value(key("identifier")).toString(),
            .device = object.value(key("device")).toString()};
}

CanaryOrigin canaryOriginFromJson(const QJsonObject &object)
{
    return {.at = instantFrom(object.value(key("at"))),
            .host = hostFactsFromJson(object.value(key("host")).toObject()),
            .volume = volumeFactsFromJson(object.value(key("volume")).toObject())};
}

CanaryMemory canaryMemoryFromJson(const QJsonObject &object)
{
    return {.canaryId = QUuid(object.value(key("canary")).toString()),
            .sequence = object.value(key("sequence")).toInteger(),
            .nonce = object.value(key("nonce")).toString(),
            .planted = canaryOriginFromJson(object.value(key("planted")).toObject()),
            .volume = volumeFactsFromJson(object.value(key("volume")).toObject())};
}

Observation observationFromJson(const QJsonObject &object)
{
    Observation observation;
    observation.at = instantFrom(object.value(key("at")));
    observation.state
        = watchStateFromCode(object.value(key("state")).toString()).value_or(WatchState::Unreachable);
    observation.sequence = object.value(key("sequence")).toInteger();
    for (const QJsonValue &change : object.value(key("survived")).toArray()) {
        observation.survived.append(change.toString());
    }
    observation.evidence = object.value(key("evidence")).toObject();
    return observation;
}

} // namespace litekeeper

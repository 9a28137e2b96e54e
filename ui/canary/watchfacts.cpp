// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchfacts.h"

#include "service/watchstory.h"
#include "ui/common/format.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::WatchFacts)
};

QJsonObject part(const Observation &observation, const char *name)
{
    return observation.evidence.value(QLatin1String(name)).toObject();
}

QString text(const Observation &observation, const char *name)
{
    return observation.evidence.value(QLatin1String(name)).toString();
}

/// "ext4 on /dev/sda1 at /mnt".
QString volumeText(const VolumeFacts &volume)
{
    if (volume.type.isEmpty()) {
        return {};
    }
    const QString kind = volume.source.isEmpty() || volume.source == volume.type
        ? volume.type
        : Words::tr("%1 on %2").arg(volume.type, volume.source);
    return volume.mountPoint.empty() ? kind
                                     : Words::tr("%1, at %2").arg(kind, displayPath(volume.mountPoint));
}

QString identityText(const VolumeFacts &volume)
{
    const bool isTold = volume.identifier.count(u'0') < volume.identifier.size();
    return !volume.uuid.isEmpty() ? volume.uuid : isTold ? volume.identifier : QString();
}

/// The beginning tells one from another; the whole stands in the tooltip.
QString shortId(const QString &id)
{
    constexpr int shownDigits = 8;
    return id.size() > shownDigits ? id.left(shownDigits) + u'…' : id;
}

/// One value if nothing changed, both if something did; nothing at all if nobody knows.
void addComparison(QList<FactsGrid::Fact> &facts, const QString &name, const QString &before,
                   const QString &now, bool isId)
{
    if (before.isEmpty() && now.isEmpty()) {
        return;
    }
    const QString shownNow = isId ? shortId(now) : now;
    const QString shownBefore = isId ? shortId(before) : before;
    QString value = shownNow;
    if (now.isEmpty()) {
        value = Words::tr("not known now; before: %1").arg(shownBefore);
    } else if (!before.isEmpty() && before != now) {
        value = Words::tr("%1; before: %2").arg(shownNow, shownBefore);
    } else if (!before.isEmpty() && isId) {
        value = Words::tr("%1, as before").arg(shownNow);
    }
    const QString tip
        = isId ? QStringList{now, before == now ? QString() : before}.join(u'\n').trimmed() : QString();
    facts.append({name, value, tip});
}

void addVolume(QList<FactsGrid::Fact> &facts, const Observation &observation)
{
    const VolumeFacts now = volumeFactsFromJson(part(observation, "volume"));
    const VolumeFacts before = canaryMemoryFromJson(part(observation, "remembered")).volume;
    addComparison(facts, Words::tr("File system"), volumeText(before), volumeText(now), false);
    addComparison(facts, Words::tr("Its identity"), identityText(before), identityText(now), true);
}

void addHost(QList<FactsGrid::Fact> &facts, const Observation &observation)
{
    const HostFacts now = hostOf(observation);
    const CanaryOrigin planted = canaryOriginFromJson(part(observation, "planted"));
    addComparison(facts, Words::tr("Boot"), planted.host.bootId, now.bootId, true);
    addComparison(facts, Words::tr("Machine"), planted.host.machineId, now.machineId, true);
    addComparison(facts, Words::tr("Container"), planted.host.containerId, now.containerId, true);
    if (planted.at.isValid()) {
        facts.append({Words::tr("Planted"), dateTimeText(planted.at), utcText(planted.at)});
    }
}

void addSequence(QList<FactsGrid::Fact> &facts, const Observation &observation)
{
    const qint64 remembered = canaryMemoryFromJson(part(observation, "remembered")).sequence;
    if (observation.sequence == 0 && remembered == 0) {
        return;
    }
    const QString found
        = observation.sequence == 0 ? Words::tr("no canary there") : countText(observation.sequence);
    facts.append({Words::tr("Sequence"),
                  remembered == 0 ? found : Words::tr("%1; remembered: %2").arg(found, countText(remembered)),
                  Words::tr("The canary goes on by one with every look. A lower number than the one that is "
                            "remembered is an older state of the folder.")});
}

void addFiles(QList<FactsGrid::Fact> &facts, const Watch &watch, const Observation &observation)
{
    if (const QString canary = text(observation, "canaryFile"); !canary.isEmpty()) {
        facts.append({Words::tr("Canary"), displayPath(decodePath(canary))});
    }
    const QString lock = text(observation, "lockFile");
    if (!lock.isEmpty()) {
        const bool isThere = text(observation, "lock") == QLatin1String("present");
        facts.append({Words::tr("Lock"),
                      isThere ? Words::tr("%1, is there").arg(displayPath(decodePath(lock)))
                              : Words::tr("%1, is gone").arg(displayPath(decodePath(lock)))});
    } else if (!watch.lockFolder.empty()) {
        facts.append({Words::tr("Lock"), Words::tr("in %1").arg(displayPath(watch.lockFolder))});
    }
}

} // namespace

QList<FactsGrid::Fact> factsOf(const Watch &watch, const ObservationSpan &span)
{
    const Observation &observation = span.newest;
    QList<FactsGrid::Fact> facts;
    facts.append({Words::tr("Seen"),
                  span.looks == 1 ? dateTimeText(observation.at)
                                  : Words::tr("%1 to %2, %3 looks")
                                        .arg(dateTimeText(span.firstAt), dateTimeText(observation.at),
                                             countText(span.looks)),
                  utcText(observation.at)});
    addVolume(facts, observation);
    addHost(facts, observation);
    addSequence(facts, observation);
    addFiles(facts, watch, observation);
    if (const QString error = text(observation, "error"); !error.isEmpty()) {
        facts.append({Words::tr("Error"), error});
    }
    return facts;
}

QList<Finding> findingsOf(const Observation &observation)
{
    const Severity severity = isAlarming(observation.state) ? Severity::Problem
        : watchStateExit(observation.state) == 0            ? Severity::Note
                                                            : Severity::Warning;
    const QString text
        = QStringLiteral("%1 %2").arg(watchSays(observation), watchAdvice(observation)).trimmed();
    return {{.severity = severity, .code = watchStateCode(observation.state), .text = text}};
}

QString evidenceText(const Observation &observation)
{
    return QString::fromUtf8(QJsonDocument(toJson(observation)).toJson(QJsonDocument::Indented));
}

} // namespace litekeeper

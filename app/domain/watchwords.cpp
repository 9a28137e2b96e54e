// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/watch.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WatchWords", text);
}

/// What the evidence of an observation tells, ready for sentences.
class Evidence
{
public:
    explicit Evidence(const QJsonObject &evidence)
        : m_evidence(evidence)
    {
    }

    [[nodiscard]] QString text(const char *name) const
    {
        return m_evidence.value(QLatin1String(name)).toString();
    }
    [[nodiscard]] QString path(const char *name) const { return displayPath(decodePath(text(name))); }
    [[nodiscard]] bool has(const char *name) const { return !text(name).isEmpty(); }
    [[nodiscard]] bool isGate() const { return has("database"); }
    /// What is watched: the database of a gate, or the folder.
    [[nodiscard]] QString subject() const { return isGate() ? path("database") : path("folder"); }
    [[nodiscard]] bool isVolatile() const { return text("volatile") == QLatin1String("yes"); }
    [[nodiscard]] bool lockIsPresent() const { return text("lock") == QLatin1String("present"); }
    [[nodiscard]] CanaryMemory remembered() const
    {
        return canaryMemoryFromJson(m_evidence.value(QLatin1String("remembered")).toObject());
    }
    [[nodiscard]] VolumeFacts volume() const
    {
        return volumeFactsFromJson(m_evidence.value(QLatin1String("volume")).toObject());
    }

private:
    QJsonObject m_evidence;
};

QString volumeText(const VolumeFacts &volume)
{
    if (volume.type.isEmpty()) {
        return tr("an unknown file system");
    }
    return volume.source.isEmpty() || volume.source == volume.type
        ? volume.type
        : tr("%1 on %2").arg(volume.type, volume.source);
}

QString survivedText(const QStringList &survived)
{
    if (survived.contains(QLatin1String("host"))) {
        return tr("a move to another machine");
    }
    if (survived.contains(QLatin1String("container"))) {
        return tr("a new container");
    }
    return tr("a restart of the machine");
}

QString lostText(const Evidence &evidence)
{
    if (evidence.isGate()) {
        return tr("The database “%1” was here in an earlier deployment and is gone. This disk does not keep "
                  "what is written to it.")
            .arg(evidence.subject());
    }
    return tr("The canary in “%1” is gone. Whatever an application had written there would have been lost "
              "with it.")
        .arg(evidence.subject());
}

QString plantedText(const Evidence &evidence)
{
    const QString text = evidence.isGate()
        ? tr("First deployment: the database “%1” and the lock “%2” were put in place. Whether this disk "
             "keeps them shows at the next deployment; until then the application does not start.")
              .arg(evidence.subject(), evidence.path("lockFile"))
        : tr("First look at “%1”: a canary was planted.").arg(evidence.subject());
    return evidence.isVolatile()
        ? text + u' ' + tr("It is on %1, which does not survive a restart.").arg(evidence.volume().type)
        : text;
}

QString unprovenText(const Evidence &evidence)
{
    if (!evidence.lockIsPresent()) {
        return tr("The canary in “%1” is alive, but nothing has tested it yet: the machine has not restarted "
                  "since it was planted.")
            .arg(evidence.subject());
    }
    return evidence.isGate()
        ? tr("The database “%1” and the lock “%2” are both there: this is still the deployment that put them "
             "in place, or the lock survives deployments as well. Nothing is proven, so the application does "
             "not start.")
              .arg(evidence.subject(), evidence.path("lockFile"))
        : tr("The canary in “%1” is alive, but its lock “%2” is still there: no deployment has tested it "
             "yet.")
              .arg(evidence.subject(), evidence.path("lockFile"));
}

QString rolledBackText(const Observation &observation, const Evidence &evidence)
{
    return tr("“%1” is older than it was: its canary is at number %2, and number %3 was already seen. An "
              "older "
              "snapshot or backup was put in its place.")
        .arg(evidence.subject(), QString::number(observation.sequence),
             QString::number(evidence.remembered().sequence));
}

QString clonedText(const Evidence &evidence)
{
    if (evidence.text("rule") == QLatin1String("moved")) {
        return tr("“%1” now lies on another file system (%2, before %3), with the same canary: it is a copy.")
            .arg(evidence.subject(), volumeText(evidence.volume()), volumeText(evidence.remembered().volume));
    }
    return tr("The canary in “%1” went on without this watch: what lies there is a copy that went its own "
              "way.")
        .arg(evidence.subject());
}

QString notMountedText(const Evidence &evidence)
{
    if (evidence.has("missingMount")) {
        return tr("“%1” belongs on the volume that /etc/fstab has for “%2”, and that is not mounted; nothing "
                  "was "
                  "written.")
            .arg(evidence.subject(), evidence.path("missingMount"));
    }
    return tr("The canary in “%1” is missing, and so is its file system: %2 is there now, %3 was there "
              "before. The volume is probably not mounted; nothing was written.")
        .arg(evidence.subject(), volumeText(evidence.volume()), volumeText(evidence.remembered().volume));
}

QString assertedText(const Evidence &evidence)
{
    return evidence.text("rule") == QLatin1String("override")
        ? tr("You vouched for “%1” with --override. It is not proven that this disk keeps what is written to "
             "it.")
              .arg(evidence.subject())
        : tr("The lock of “%1” is gone, but neither the machine nor the container has changed since: you "
             "vouched for it. It is not proven.")
              .arg(evidence.subject());
}

QString deleteLock(const Evidence &evidence)
{
    return tr("If you are confident that the disk is persistent, delete “%1”.")
        .arg(evidence.path("lockFile"));
}

QString startAnew(const Evidence &evidence)
{
    return evidence.isGate() ? tr("If this is as you wanted it, delete “%1” and the lock, and deploy twice.")
                                   .arg(evidence.path("canaryFile"))
                             : tr("If this is as you wanted it, plant a new canary (canary plant --anew).");
}

QString lostAdvice(const Evidence &evidence)
{
    if (!evidence.isGate()) {
        return tr(
            "Find out what emptied the folder before anything is kept there, and restore from a backup. "
            "Then plant a new canary (canary plant --anew).");
    }
    const QString files = evidence.lockIsPresent()
        ? tr("“%1” and “%2”").arg(evidence.path("canaryFile"), evidence.path("lockFile"))
        : tr("“%1”").arg(evidence.path("canaryFile"));
    return tr("Put the database on a persistent volume and restore it from a backup. To start over with an "
              "empty one, delete %1.")
        .arg(files);
}

} // namespace

QString watchSays(const Observation &observation)
{
    const Evidence evidence(observation.evidence);
    const QString subject = evidence.subject();
    switch (observation.state) {
    case WatchState::Unreachable:
        return tr("“%1” cannot be looked at: %2. Whether its data is there is not known.")
            .arg(subject, evidence.has("error") ? evidence.text("error") : tr("it does not answer"));
    case WatchState::Corrupt:
        return tr("The disk returned wrong bytes for “%1”: %2.")
            .arg(subject, evidence.has("error") ? evidence.text("error") : tr("the canary does not read"));
    case WatchState::NotMounted:
        return notMountedText(evidence);
    case WatchState::Lost:
        return lostText(evidence);
    case WatchState::Planted:
        return plantedText(evidence);
    case WatchState::Volatile:
        return tr("“%1” is on %2. What is written there does not survive a restart or a new container.")
            .arg(subject, volumeText(evidence.volume()));
    case WatchState::Foreign:
        return tr("Another volume is at “%1”: its canary is not the one that was planted.").arg(subject);
    case WatchState::RolledBack:
        return rolledBackText(observation, evidence);
    case WatchState::Cloned:
        return clonedText(evidence);
    case WatchState::Unproven:
        return unprovenText(evidence);
    case WatchState::Proven:
        return tr("“%1” survived %2.").arg(subject, survivedText(observation.survived));
    case WatchState::Asserted:
        return assertedText(evidence);
    case WatchState::ReadOnly:
        return tr("“%1” cannot be written to (%2), so it is only looked at.")
            .arg(subject, evidence.has("error") ? evidence.text("error") : tr("read-only"));
    case WatchState::Disabled:
        return subject.isEmpty()
            ? tr("The test is switched off by LITEKEEPER_CANARY=off.")
            : tr("The test of “%1” is switched off by LITEKEEPER_CANARY=off.").arg(subject);
    }
    return {};
}

QString watchAdvice(const Observation &observation)
{
    const Evidence evidence(observation.evidence);
    switch (observation.state) {
    case WatchState::Unreachable:
        return tr("Check that the folder exists and that its disk or share answers, and look again.");
    case WatchState::Corrupt:
        return tr("Check the disk (its SMART values, dmesg), and verify the databases on it.") + u' '
            + startAnew(evidence);
    case WatchState::NotMounted:
        return tr("Mount the volume and look again.");
    case WatchState::Lost:
        return lostAdvice(evidence);
    case WatchState::Planted:
        if (evidence.isVolatile()) {
            return tr("Move the data to a persistent volume.");
        }
        return evidence.isGate() ? tr("Deploy once more.") + u' ' + deleteLock(evidence)
                                 : tr("Deploy again or restart the machine once, and look again.");
    case WatchState::Volatile:
        return tr("Move the data to a persistent volume.");
    case WatchState::Foreign:
        return tr("Check which disk or share is mounted there.") + u' ' + startAnew(evidence);
    case WatchState::RolledBack:
        return tr("Find out who restored it, and compare with your backups what is missing.") + u' '
            + startAnew(evidence);
    case WatchState::Cloned:
        return tr("Check that the application and you look at the same volume.") + u' ' + startAnew(evidence);
    case WatchState::Unproven:
        return evidence.lockIsPresent() ? tr("Deploy once more.") + u' ' + deleteLock(evidence)
                                        : tr("Restart the machine once, and look again.");
    case WatchState::ReadOnly:
        return tr("Mount it with write access where it should be written to.");
    case WatchState::Asserted:
        return evidence.text("rule") == QLatin1String("override")
            ? tr("Remove --override when the disk is proven.")
            : QString();
    case WatchState::Proven:
    case WatchState::Disabled:
        break;
    }
    return {};
}

} // namespace litekeeper

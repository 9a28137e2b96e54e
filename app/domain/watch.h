// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace litekeeper {

/// What one look at a watched folder has shown. Of several that fit, the first in this order holds; only
/// Disabled stands before all of them.
enum class WatchState {
    Unreachable, ///< nobody could look; never "lost"
    Corrupt,     ///< the disk returned wrong bytes
    NotMounted,  ///< the canary is missing, and so is the file system that held it
    Lost,        ///< the canary is missing, and somebody remembers it
    Planted,     ///< first look
    Volatile,    ///< in memory or in a container's own layer
    Foreign,     ///< the canary of somebody else
    RolledBack,  ///< an older state of the folder came back
    Cloned,      ///< a copy that went its own way, or lies on another file system
    Unproven,    ///< nothing has tested the folder yet
    Proven,      ///< it survived a reboot, a new container or a new host
    Asserted,    ///< somebody vouched for it
    ReadOnly,    ///< can only be looked at
    Disabled,    ///< switched off
};

/// The machine, as far as it tells. Empty: it does not, and what would need it is not judged.
struct HostFacts
{
    QString bootId;      ///< /proc/sys/kernel/random/boot_id
    QString machineId;   ///< SHA-256 of machine-id(5), shortened: the id itself is nobody's business
    QString containerId; ///< of the container or pod we run in; empty outside

    bool operator==(const HostFacts &) const = default;
};

/// The file system that a folder lies on, as far as it tells.
struct VolumeFacts
{
    QString type;            ///< "ext4", "fuse.sshfs"
    QString source;          ///< "/dev/sda1", "//host/share"
    Path mountPoint;         ///< and the folder of the file system that is shown there:
    Path root;               ///< not "/" for bind mounts and btrfs subvolumes
    QString uuid = {};       ///< of the file system; empty where it has none that lasts
    QString identifier = {}; ///< statfs(2) f_fsid in hexadecimal, where it is made from something that lasts
    QString device = {};     ///< "8:1"; evidence only, because it differs from boot to boot

    bool operator==(const VolumeFacts &) const = default;
};

/// Who planted or wrote a canary, where, and when.
struct CanaryOrigin
{
    QDateTime at; ///< UTC
    HostFacts host;
    VolumeFacts volume;

    bool operator==(const CanaryOrigin &) const = default;
};

/// What is remembered of a canary in another place than beside it.
struct CanaryMemory
{
    QUuid canaryId;      ///< null: nothing is remembered
    qint64 sequence = 0; ///< the highest that was seen or written; 0: it was never seen
    QString nonce;       ///< of that sequence
    CanaryOrigin planted;
    VolumeFacts volume; ///< where it was seen last

    [[nodiscard]] bool isEmpty() const { return canaryId.isNull(); }
    bool operator==(const CanaryMemory &) const = default;
};

/// Whether to remember `memory` from now on in place of what is stored, whoever stores his last: a look that
/// hung for long brings back what was remembered before it. Another canary never does by itself.
[[nodiscard]] bool supersedes(const CanaryMemory &memory, const CanaryMemory &stored);

enum class WatchKind {
    Folder,
    Destination, ///< of backups, watched by itself; its identity is the canary's
};

/// A location whose persistence is observed.
struct Watch
{
    QUuid id;
    WatchKind kind = WatchKind::Folder;
    Path folder;
    Path lockFolder = {};     ///< what a deploy wipes; empty: no lock
    QDateTime createdAt = {}; ///< UTC
    QDateTime lookedAt = {};  ///< UTC; invalid: nobody looked yet
    CanaryMemory memory = {};
};

/// One look at a watch.
struct Observation
{
    QUuid watchId;
    QDateTime at; ///< UTC
    WatchState state = WatchState::Unreachable;
    qint64 sequence = 0;  ///< of the canary as it lies there now; 0: there is none
    QStringList survived; ///< of "boot", "container", "host": what changed since the canary was planted
    QJsonObject evidence; ///< what was seen and what was remembered; see canaryEvidence keys in DESIGN
};

/// Looks without a change between them, stored as one.
struct ObservationSpan
{
    qint64 id = 0;     ///< ascending in the order of looks
    QDateTime firstAt; ///< UTC
    qint64 looks = 1;
    Observation newest = {}; ///< of these; in lists, only the machine of its evidence
};

/// Looks further apart than this leave a time in which nobody watched.
inline constexpr qint64 watchedGapMilliseconds = qint64(150) * 60 * 1000;
/// What must not differ between the looks of one span, as one text.
[[nodiscard]] QString observationKey(const Observation &observation);
/// Whether a look goes on with the span without a change: the same state for the same reasons, on the same
/// machine since the same boot, and soon enough.
[[nodiscard]] bool continues(const ObservationSpan &span, const Observation &next);
/// Adds the look to the last span, or as a new one.
void appendTo(QList<ObservationSpan> &spans, const Observation &observation);

/// How often a watch is looked at while the program runs, and by run-due.
inline constexpr qint64 lookIntervalMilliseconds = qint64(60) * 60 * 1000;

[[nodiscard]] QString watchStateCode(WatchState state); ///< "unreachable", "not-mounted", ...
[[nodiscard]] std::optional<WatchState> watchStateFromCode(const QString &code);
/// What litekeeper-cli canary ends with; scripts rely on these numbers.
[[nodiscard]] int watchStateExit(WatchState state);
/// For the worst of several: the greater, the worse.
[[nodiscard]] int harmOf(WatchState state);
/// Whether it calls for somebody: what should be there is not, or is not what it was.
[[nodiscard]] bool isAlarming(WatchState state);

[[nodiscard]] QString watchKindCode(WatchKind kind); ///< "folder", "destination"
[[nodiscard]] WatchKind watchKindFromCode(const QString &code);

/// The sentence for people: what was seen and what it means.
[[nodiscard]] QString watchSays(const Observation &observation);
/// What to do next; empty if nothing is to be done.
[[nodiscard]] QString watchAdvice(const Observation &observation);

[[nodiscard]] QJsonObject toJson(const HostFacts &facts);
[[nodiscard]] QJsonObject toJson(const VolumeFacts &facts);
[[nodiscard]] QJsonObject toJson(const CanaryOrigin &origin);
[[nodiscard]] QJsonObject toJson(const CanaryMemory &memory);
[[nodiscard]] QJsonObject toJson(const Observation &observation); ///< also "exit", "says" and "do"
[[nodiscard]] HostFacts hostFactsFromJson(const QJsonObject &object);
[[nodiscard]] VolumeFacts volumeFactsFromJson(const QJsonObject &object);
[[nodiscard]] CanaryOrigin canaryOriginFromJson(const QJsonObject &object);
[[nodiscard]] CanaryMemory canaryMemoryFromJson(const QJsonObject &object);
[[nodiscard]] Observation observationFromJson(const QJsonObject &object);

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Watch)
Q_DECLARE_METATYPE(litekeeper::Observation)

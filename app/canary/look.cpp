// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/look.h"

#include "canary/folderturn.h"
#include "canary/hostfacts.h"
#include "canary/lockfile.h"
#include "canary/lookwords.h"
#include "canary/volumefacts.h"
#include "common/durablefile.h"
#include "places/destination.h"
#include "places/mountinfo.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using Mode = LookRequest::Mode;
using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;

QString tr(const char *text)
{
    return QCoreApplication::translate("CanaryLook", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// One look from its beginning to its end.
class Look
{
    enum class Write {
        First, ///< where there is none
        Again,
    };

public:
    Look(const LookRequest &request, const HostFacts &host, const QDateTime &now)
        : m_request(request)
        , m_canaryFile(request.kind == WatchKind::Destination ? canaryFileInDestination(request.folder)
                                                              : canaryFileIn(request.folder))
        , m_lockFile(request.lockFolder.empty() ? Path() : canaryLockFile(request.lockFolder, request.folder))
        , m_now(now)
    {
        m_findings.host = host;
        m_findings.inContainer = isInContainer();
        m_findings.memory = request.memory;
    }

    LookResult run()
    {
        const FolderTurn turn(m_request.folder);
        if (see()) {
            adoptIdentity();
        }
        m_judgement = judge(m_findings);
        switch (m_request.mode) {
        case Mode::Check:
        case Mode::Plant:
            goOn();
            break;
        case Mode::PlantAnew:
            startAnew();
            break;
        case Mode::Remove:
            remove();
            break;
        }
        return result();
    }

private:
    /// Fills the findings. False if nobody could look.
    bool see()
    {
        const Result<VolumeFacts> volume = readVolumeFacts(m_request.folder);
        if (!volume) {
            return fail(volume.error());
        }
        m_findings.volume = *volume;
        return seeCanary() && seeLock();
    }

    bool seeCanary()
    {
        const Result<Canary> canary = readCanary(m_canaryFile);
        if (canary) {
            m_findings.sight = Sight::Alive;
            m_findings.canary = *canary;
        } else if (canary.error().kind == ErrorKind::Damaged) {
            m_findings.sight = Sight::Corrupt;
            m_findings.error
                = tr("the canary “%1” was damaged: %2").arg(displayName(m_canaryFile), canary.error().detail);
        } else if (canary.error().kind != ErrorKind::NotFound) {
            return fail(canary.error());
        }
        m_findings.reach = Reach::Reached;
        return true;
    }

    bool seeLock()
    {
        if (m_lockFile.empty()) {
            return true;
        }
        const Result<CanaryLock> lock = readCanaryLock(m_lockFile);
        if (!lock) {
            return fail(lock.error());
        }
        m_findings.lock = lock->isPlanting ? Lock::Planting : lock->isPresent ? Lock::Present : Lock::Gone;
        if (m_request.lockIsNew && m_findings.lock == Lock::Gone) {
            m_findings.lock = Lock::None;
        }
        if (m_findings.memory.isEmpty()) {
            m_findings.memory = lock->memory;
        }
        return true;
    }

    bool fail(const Error &error)
    {
        m_findings.reach = Reach::Unreachable;
        m_findings.error = clauseOf(error);
        return false;
    }

    /// Whose restarts count: those since this memory began, else those since the canary was planted. Another
    /// machine that looks at a share has not survived anything by that.
    void adoptIdentity()
    {
        if (!m_findings.memory.isEmpty() && m_findings.memory.planted.at.isValid()) {
            m_findings.plantedOn = m_findings.memory.planted.host;
        } else if (m_findings.canary) {
            m_findings.plantedOn = m_findings.canary->planted.host;
            if (isShare()) {
                m_findings.plantedOn.bootId.clear();
                m_findings.plantedOn.machineId.clear();
            }
        }
        if (m_request.kind == WatchKind::Destination && m_findings.sight == Sight::Missing) {
            adoptDestination();
        }
    }

    /// A destination has had its identity since its first backup; the canary comes beside it.
    void adoptDestination()
    {
        const Result<Destination> destination = Destination::open(m_request.folder);
        if (!destination) {
            return;
        }
        if (m_findings.memory.isEmpty() || destination->id() == m_findings.memory.canaryId) {
            m_plantedId = destination->id();
            m_findings.memory = {};
        } else {
            m_findings.sight = Sight::Alive;
            m_findings.canary = newCanary(destination->id(), origin());
        }
    }

    [[nodiscard]] CanaryOrigin origin() const
    {
        return {.at = m_now, .host = m_findings.host, .volume = m_findings.volume};
    }

    /// Writes where that destroys no evidence.
    void goOn()
    {
        if (m_judgement.state == WatchState::Planted) {
            // Whoever only looks has not asked for a canary; a destination has had its identity before.
            if (m_request.mode == Mode::Plant || !m_plantedId.isNull()) {
                plant(newCanary(m_plantedId, origin()), Write::First);
            }
        } else if (m_judgement.state == WatchState::Volatile
                   || (m_findings.canary && !isAlarming(m_judgement.state))) {
            stepOn();
        }
    }

    /// A new beginning: takes over what lies there, so that another watcher still knows its canary.
    void startAnew()
    {
        if (m_findings.reach != Reach::Reached || m_judgement.state == WatchState::NotMounted) {
            return;
        }
        Canary canary = m_findings.canary ? *m_findings.canary : newCanary({}, origin());
        if (m_findings.canary) {
            canary.planted = origin();
            canary.stepOn(m_findings.memory.sequence, origin());
        }
        plant(canary, Write::Again);
    }

    void plant(const Canary &canary, Write write)
    {
        const auto put = [&] {
            return write == Write::First ? createCanary(m_canaryFile, canary)
                                         : replaceCanary(m_canaryFile, canary);
        };
        const CanaryMemory memory = memoryOf(canary, origin());
        const Result<void> planted = m_lockFile.empty() ? put() : plantUnderLock(m_lockFile, memory, put);
        if (!planted) {
            cannotWrite(planted.error());
            return;
        }
        m_judgement
            = {.state = WatchState::Planted, .rule = write == Write::First ? key("first-look") : key("anew")};
        m_findings.canary = canary;
        m_findings.lock = m_lockFile.empty() ? Lock::None : Lock::Present;
        m_memory = memory;
    }

    void stepOn()
    {
        Canary canary = *m_findings.canary;
        canary.stepOn(m_findings.memory.sequence, origin());
        const Result<void> replaced = replaceCanary(m_canaryFile, canary);
        if (replaced) {
            m_findings.canary = canary;
        } else {
            cannotWrite(replaced.error());
        }
        m_memory = memoryOf(*m_findings.canary, since());
        if (replaced && m_request.lockIsNew && !m_lockFile.empty()) {
            addLock();
        }
    }

    /// The lock that somebody wishes for a folder that is watched already.
    void addLock()
    {
        if (const Result<void> locked = writeCanaryLock(m_lockFile, m_memory); !locked) {
            cannotWrite(locked.error());
            return;
        }
        m_findings.lock = Lock::Present;
        m_judgement = judge(m_findings);
    }

    void remove()
    {
        const bool isOurs = m_findings.canary && m_request.kind == WatchKind::Folder
            && (m_request.memory.isEmpty() || m_findings.canary->id == m_request.memory.canaryId);
        if (isOurs || m_findings.sight == Sight::Corrupt) {
            if (const Result<void> removed = removeDurably(m_canaryFile); !removed) {
                cannotWrite(removed.error());
                return;
            }
            m_isRemoved = true;
        }
        if (!m_lockFile.empty()) {
            removeCanaryLock(m_lockFile);
        }
    }

    [[nodiscard]] CanaryMemory memoryOf(const Canary &canary, const CanaryOrigin &planted) const
    {
        return {.canaryId = canary.id,
                .sequence = canary.sequence(),
                .nonce = canary.nonce(),
                .planted = planted,
                .volume = m_findings.volume};
    }

    /// Since when this memory counts restarts. See adoptIdentity().
    [[nodiscard]] CanaryOrigin since() const
    {
        if (m_findings.memory.planted.at.isValid()) {
            return m_findings.memory.planted;
        }
        return isShare() ? origin() : m_findings.canary->planted;
    }

    [[nodiscard]] bool isShare() const
    {
        return placeKind(m_findings.volume.type, m_findings.volume.source) == PlaceKind::Network;
    }

    void cannotWrite(const Error &error)
    {
        m_findings.canWrite = false;
        m_findings.error = clauseOf(error);
        if (error.kind == ErrorKind::InputOutput) {
            m_findings.reach = Reach::Unreachable;
        }
        m_judgement = judge(m_findings);
    }

    [[nodiscard]] LookResult result() const
    {
        LookResult result;
        result.observation.at = m_now;
        result.observation.state = m_judgement.state;
        result.observation.sequence = m_findings.canary ? m_findings.canary->sequence() : 0;
        result.observation.survived = m_judgement.survived;
        result.observation.evidence = evidence();
        result.memory = m_memory.isEmpty() ? m_request.memory : m_memory;
        return result;
    }

    [[nodiscard]] QJsonObject evidence() const
    {
        QJsonObject evidence = evidenceOf(m_findings, m_judgement, m_canaryFile, m_lockFile);
        evidence.insert(key("folder"), encodePath(m_request.folder));
        if (m_isRemoved) {
            evidence.insert(key("removed"), true);
        }
        return evidence;
    }

    const LookRequest &m_request;
    Path m_canaryFile;
    Path m_lockFile;
    QDateTime m_now;
    CanaryFindings m_findings;
    CanaryJudgement m_judgement;
    CanaryMemory m_memory;
    QUuid m_plantedId;
    bool m_isRemoved = false;
};

} // namespace

LookResult lookAt(const LookRequest &request, const HostFacts &host, const QDateTime &now)
{
    return Look(request, host, now).run();
}

LookResult unanswered(const LookRequest &request, const QString &why, const QDateTime &now)
{
    LookResult result;
    result.observation.at = now;
    result.observation.state = WatchState::Unreachable;
    result.observation.evidence = {{key("folder"), encodePath(request.folder)},
                                   {key("rule"), key("no-answer")},
                                   {key("canary"), key("not looked at")},
                                   {key("error"), why}};
    result.memory = request.memory;
    return result;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/look.h"

#include "canary/folderturn.h"
#include "canary/lookwords.h"
#include "canary/sighting.h"
#include "common/durablefile.h"

namespace litekeeper {

namespace {

using Mode = LookRequest::Mode;
using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;

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
        , m_files(filesOf(request))
        , m_now(now)
        , m_turn(request.folder)
        , m_sighting(sight(request, host, now))
        , m_judgement(judge(m_findings))
    {
    }

    LookResult run()
    {
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
    [[nodiscard]] CanaryOrigin origin() const
    {
        return {.at = m_now, .host = m_findings.host, .volume = m_findings.volume};
    }

    /// Writes where that destroys no evidence.
    void goOn()
    {
        if (m_judgement.state == WatchState::Planted) {
            // Whoever only looks has not asked for a canary; a destination has had its identity before.
            if (m_request.mode == Mode::Plant || !m_sighting.identity.isNull()) {
                plant(newCanary(m_sighting.identity, origin()), Write::First);
            }
        } else if (m_findings.reach == Reach::Reached && m_findings.canary && !m_turn.isTaken()
                   && !isEvidence()) {
            stepOn();
        }
    }

    /// What calls for somebody stays as it is. In a volatile folder a canary goes on, unless it is another's.
    [[nodiscard]] bool isEvidence() const
    {
        const QUuid &remembered = m_findings.memory.canaryId;
        return m_judgement.state == WatchState::Volatile
            ? !remembered.isNull() && m_findings.canary->id != remembered
            : isAlarming(m_judgement.state);
    }

    /// A new beginning: takes over what lies there, so that another watcher still knows its canary.
    void startAnew()
    {
        if (m_findings.reach != Reach::Reached || m_judgement.state == WatchState::NotMounted) {
            return;
        }
        Canary canary = m_findings.canary ? *m_findings.canary : newCanary(m_sighting.identity, origin());
        if (m_findings.canary) {
            canary.planted = origin();
            canary.stepOn(m_findings.memory.sequence, origin());
        }
        plant(canary, Write::Again);
    }

    void plant(const Canary &canary, Write write)
    {
        if (m_turn.isTaken()) {
            cannotPlant({.kind = ErrorKind::Busy, .path = m_files.canary});
            return;
        }
        const auto put = [&] {
            return write == Write::First ? createCanary(m_files.canary, canary)
                                         : replaceCanary(m_files.canary, canary);
        };
        const CanaryMemory memory = memoryOf(canary, origin());
        const Result<void> planted = m_files.lock.empty() ? put() : plantUnderLock(m_files.lock, memory, put);
        if (!planted) {
            cannotPlant(planted.error());
            return;
        }
        m_judgement
            = {.state = WatchState::Planted, .rule = write == Write::First ? key("first-look") : key("anew")};
        m_findings.canary = canary;
        m_findings.lock = m_files.lock.empty() ? Lock::None : Lock::Present;
        m_memory = memory;
    }

    void stepOn()
    {
        Canary canary = *m_findings.canary;
        canary.stepOn(m_findings.memory.sequence, origin());
        const Result<void> replaced = replaceCanary(m_files.canary, canary);
        if (replaced) {
            m_findings.canary = canary;
        } else {
            cannotWrite(replaced.error());
        }
        m_memory = memoryOf(*m_findings.canary, since());
        if (replaced && m_request.lockIsNew && !m_files.lock.empty()) {
            addLock();
        }
    }

    /// The lock that somebody wishes for a folder that is watched already.
    void addLock()
    {
        if (const Result<void> locked = writeCanaryLock(m_files.lock, m_memory); !locked) {
            cannotWrite(locked.error());
            return;
        }
        m_findings.lock = Lock::Present;
        m_judgement = judge(m_findings);
    }

    void remove()
    {
        if (isOurs()) {
            if (const Result<void> removed = removeDurably(m_files.canary); !removed) {
                cannotWrite(removed.error());
                return;
            }
            m_isRemoved = true;
        }
        if (!m_files.lock.empty()) {
            removeCanaryLock(m_files.lock);
        }
    }

    /// Whether the canary may go. That of a destination is part of it, and a boot gate needs its own.
    [[nodiscard]] bool isOurs() const
    {
        if (m_findings.reach != Reach::Reached || m_request.kind != WatchKind::Folder) {
            return false;
        }
        const CanaryMemory &memory = m_request.memory;
        return m_findings.sight == Sight::Corrupt
            || (m_findings.canary && m_findings.canary->databases.isEmpty()
                && (memory.isEmpty() || m_findings.canary->id == memory.canaryId));
    }

    [[nodiscard]] CanaryMemory memoryOf(const Canary &canary, const CanaryOrigin &planted) const
    {
        return {.canaryId = canary.id,
                .sequence = canary.sequence(),
                .nonce = canary.nonce(),
                .planted = planted,
                .volume = m_findings.volume};
    }

    /// Since when this memory counts restarts. Another machine that looks at a share has not survived
    /// anything by that.
    [[nodiscard]] CanaryOrigin since() const
    {
        if (m_findings.memory.planted.at.isValid()) {
            return m_findings.memory.planted;
        }
        return isShare(m_findings.volume) ? origin() : m_findings.canary->planted;
    }

    /// Whoever asked for a new beginning did not get it, however well the old canary is.
    void cannotPlant(const Error &error)
    {
        cannotWrite(error);
        if (m_request.mode == Mode::PlantAnew && m_findings.reach == Reach::Reached) {
            m_judgement = {.state = WatchState::ReadOnly, .rule = key("cannot-plant")};
        }
    }

    void cannotWrite(const Error &error)
    {
        m_findings.canWrite = false;
        m_findings.error = clauseOf(error, m_files.canary);
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
        QJsonObject evidence = evidenceOf(m_findings, m_judgement, m_files.canary, m_files.lock);
        evidence.insert(key("folder"), encodePath(m_request.folder));
        if (m_isRemoved) {
            evidence.insert(key("removed"), true);
        }
        return evidence;
    }

    const LookRequest &m_request;
    WatchFiles m_files;
    QDateTime m_now;
    FolderTurn m_turn;
    Sighting m_sighting;
    CanaryFindings &m_findings = m_sighting.findings;
    CanaryJudgement m_judgement;
    CanaryMemory m_memory;
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

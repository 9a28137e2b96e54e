// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/gate.h"

#include "canary/folderturn.h"
#include "canary/gatelog.h"
#include "canary/hostfacts.h"
#include "canary/judge.h"
#include "canary/lockfile.h"
#include "canary/lookwords.h"
#include "canary/sighting.h"
#include "common/durablefile.h"
#include "common/readonlyfile.h"
#include "sqlite/emptydatabase.h"

#include <QCoreApplication>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace litekeeper {

namespace {

using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;

constexpr qint64 headerBytes = 100; // SQLite file format 1.3

QString tr(const char *text)
{
    return QCoreApplication::translate("CanaryGate", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// What is to be seen of the database from outside.
struct DatabaseSight
{
    bool isThere = false;
    bool isEmpty = false;  ///< 0 bytes
    bool isZeroed = false; ///< a header of zeros
};

Result<DatabaseSight> lookAtDatabase(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!opened) {
        return opened.error().kind == ErrorKind::NotFound ? Result<DatabaseSight>(DatabaseSight{})
                                                          : opened.error();
    }
    const Result<QByteArray> header = opened->read(0, headerBytes);
    if (!header) {
        return header.error();
    }
    return DatabaseSight{.isThere = true,
                         .isEmpty = opened->status().st_size == 0,
                         .isZeroed = !header->isEmpty() && header->count('\0') == header->size()};
}

/// Where an entrypoint runs as root and the application does not, the database is made for the application:
/// whoever may read or write in the folder may do so in the database.
void giveToUsersOf(const Path &folder, const Path &file)
{
    constexpr mode_t others = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    struct stat status = {};
    if (::stat(folder.c_str(), &status) != 0) {
        return;
    }
    if (::geteuid() == 0) {
        (void)!::lchown(file.c_str(), status.st_uid, status.st_gid);
    }
    (void)::chmod(file.c_str(), S_IRUSR | S_IWUSR | (status.st_mode & others));
}

/// One boot of an application.
class Gate
{
public:
    Gate(const GateRequest &request, const HostFacts &host, const QDateTime &now)
        : m_database(watchedPath(request.database))
        , m_folder(m_database.parent_path())
        , m_lockFile(watchedPath(request.lock))
        , m_name(encodePath(m_database.filename()))
        , m_canaryFile(canaryFileIn(m_folder))
        , m_now(now)
        , m_override(request.override)
    {
        m_findings.host = host;
        m_findings.inContainer = isInContainer();
    }

    Observation pass()
    {
        const FolderTurn turn(m_folder);
        m_judgement = see() ? judgeDatabase() : judge(m_findings);
        if (turn.isTaken()) {
            if (m_judgement.state == WatchState::Planted) {
                cannotWrite({.kind = ErrorKind::Busy, .path = m_canaryFile});
            }
        } else if (m_judgement.state == WatchState::Planted) {
            plant();
        } else if (m_judgement.state == WatchState::Proven || m_judgement.state == WatchState::Asserted) {
            stepOn();
        }
        if (m_override) {
            vouch();
        }
        const Observation observation = result();
        if (m_findings.reach == Reach::Reached && m_judgement.state != WatchState::NotMounted
            && m_findings.canWrite) {
            appendToGateLog(m_folder, observation);
        }
        return observation;
    }

private:
    bool see()
    {
        if (!seeVolume(m_findings, m_folder)) {
            return false;
        }
        const Result<DatabaseSight> database = lookAtDatabase(m_database);
        if (!database) {
            return cannotLook(m_findings, database.error());
        }
        m_seen = *database;
        const Result<CanaryLock> lock = readCanaryLock(m_lockFile);
        if (!lock) {
            return cannotLook(m_findings, lock.error());
        }
        m_findings.lock = stateOf(*lock);
        m_findings.memory = lock->memory;
        if (!seeCanary(m_findings, m_canaryFile)) {
            return false;
        }
        m_findings.plantedOn = m_findings.canary ? m_findings.canary->planted.host : HostFacts();
        return true;
    }

    [[nodiscard]] bool isKnown() const
    {
        return m_findings.canary && m_findings.canary->databases.contains(m_name);
    }

    /// Some applications are deployed with an empty file, and fill it when they are let in.
    [[nodiscard]] bool wasEmpty() const
    {
        return m_findings.canary && m_findings.canary->emptyDatabases.contains(m_name);
    }

    void noteEmptiness(Canary &canary) const
    {
        canary.emptyDatabases.removeAll(m_name);
        if (m_seen.isEmpty) {
            canary.emptyDatabases.append(m_name);
        }
    }

    /// The states of a gate: as those of a folder, but it is the database that has to be there.
    CanaryJudgement judgeDatabase()
    {
        if (m_findings.sight == Sight::Corrupt) {
            return judge(m_findings);
        }
        const bool wasHere = isKnown() || m_findings.lock == Lock::Present;
        if (m_seen.isZeroed || (m_seen.isEmpty && wasHere && !wasEmpty())) {
            m_findings.error = m_seen.isEmpty ? tr("the database has 0 bytes")
                                              : tr("the header of the database is all zeros");
            return {.state = WatchState::Corrupt, .rule = key("database")};
        }
        if (!m_seen.isThere && wasHere) {
            const bool isMissing = m_findings.sight == Sight::Missing && !m_findings.memory.isEmpty();
            return isMissing ? judge(m_findings)
                             : CanaryJudgement{.state = WatchState::Lost, .rule = key("database")};
        }
        if (!wasHere && !m_seen.isThere && !m_findings.missingMount.empty()) {
            return {.state = WatchState::NotMounted, .rule = key("fstab")};
        }
        if (!wasHere) {
            return {.state = WatchState::Planted, .rule = key("first-look")};
        }
        if (m_findings.sight == Sight::Missing) {
            // The database came through without what lay beside it, as when it was restored by itself.
            return {.state = WatchState::Unproven, .rule = key("lock")};
        }
        return judge(m_findings);
    }

    [[nodiscard]] CanaryOrigin origin() const
    {
        return {.at = m_now, .host = m_findings.host, .volume = m_findings.volume};
    }

    /// The first deployment of this database.
    void plant()
    {
        const bool isNew = !m_findings.canary;
        Canary canary = isNew ? newCanary({}, origin()) : *m_findings.canary;
        if (!isNew) {
            canary.stepOn(0, origin());
        }
        canary.databases.append(m_name);
        noteEmptiness(canary);
        const CanaryMemory memory{.canaryId = canary.id,
                                  .sequence = canary.sequence(),
                                  .nonce = canary.nonce(),
                                  .planted = origin(),
                                  .volume = m_findings.volume};
        const Result<void> planted = plantUnderLock(m_lockFile, memory, [&]() -> Result<void> {
            if (Result<void> made = makeDatabase(); !made) {
                return made;
            }
            return isNew ? createCanary(m_canaryFile, canary) : replaceCanary(m_canaryFile, canary);
        });
        if (!planted) {
            cannotWrite(planted.error());
            return;
        }
        m_findings.canary = canary;
        m_findings.lock = Lock::Present;
    }

    Result<void> makeDatabase()
    {
        if (m_seen.isThere) {
            return {};
        }
        const Result<QByteArray> bytes = emptyDatabase();
        if (!bytes) {
            return bytes.error();
        }
        Result<void> created = createDurably(m_database, *bytes);
        if (!created && created.error().kind == ErrorKind::AlreadyExists) {
            return {}; // somebody was faster, and theirs counts
        }
        if (created) {
            giveToUsersOf(m_folder, m_database);
        }
        return created;
    }

    void stepOn()
    {
        Canary canary = *m_findings.canary;
        canary.stepOn(m_findings.memory.sequence, origin());
        noteEmptiness(canary);
        if (const Result<void> replaced = replaceCanary(m_canaryFile, canary); !replaced) {
            m_findings.canWrite = false;
            m_findings.error = clauseOf(replaced.error(), m_canaryFile);
        } else {
            m_findings.canary = canary;
        }
    }

    void cannotWrite(const Error &error)
    {
        m_findings.canWrite = false;
        m_findings.error = clauseOf(error, m_database);
        m_judgement
            = {.state = error.kind == ErrorKind::InputOutput ? WatchState::Unreachable : WatchState::ReadOnly,
               .rule = key("cannot-plant")};
    }

    /// Only of what was not tested yet. That a loss be overlooked is what nobody can wish for all times.
    void vouch()
    {
        switch (m_judgement.state) {
        case WatchState::Planted:
        case WatchState::Unproven:
        case WatchState::Volatile:
        case WatchState::ReadOnly:
            m_judgement = {.state = WatchState::Asserted, .rule = key("override")};
            break;
        default:
            break;
        }
    }

    [[nodiscard]] Observation result() const
    {
        Observation observation;
        observation.at = m_now;
        observation.state = m_judgement.state;
        observation.sequence = m_findings.canary ? m_findings.canary->sequence() : 0;
        observation.survived = m_judgement.survived;
        observation.evidence = evidence();
        return observation;
    }

    [[nodiscard]] QJsonObject evidence() const
    {
        QJsonObject evidence = evidenceOf(m_findings, m_judgement, m_canaryFile, m_lockFile);
        evidence.insert(key("folder"), encodePath(m_folder));
        evidence.insert(key("database"), encodePath(m_database));
        evidence.insert(key("databaseIsThere"), m_seen.isThere);
        return evidence;
    }

    Path m_database;
    Path m_folder;
    Path m_lockFile;
    QString m_name;
    Path m_canaryFile;
    QDateTime m_now;
    bool m_override;
    DatabaseSight m_seen;
    CanaryFindings m_findings;
    CanaryJudgement m_judgement;
};

} // namespace

Observation passGate(const GateRequest &request, const HostFacts &host, const QDateTime &now)
{
    return Gate(request, host, now).pass();
}

bool mayStart(WatchState state)
{
    return watchStateExit(state) == 0;
}

} // namespace litekeeper

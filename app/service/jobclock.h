// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scheduler/duejobs.h"
#include "service/jobservice_p.h"

#include <QPromise>
#include <QQueue>
#include <QSet>
#include <QTimer>

#include <functional>
#include <optional>

namespace litekeeper {

/// Looks at the clock and lets due jobs run. What is due follows from instants that are stored; each instant
/// is claimed in the catalogue before anything is done for it, so any number of processes may look at the
/// same time. Main thread. Errors of the catalogue end a look; the next one tries again.
class JobClock : public QObject
{
    Q_OBJECT

public:
    using Ids = QList<QUuid>;

    explicit JobClock(JobService::Private &service);

    void start();                    ///< from now on
    QFuture<Result<Ids>> lookOnce(); ///< see JobService::runDue()

private:
    /// One look at all jobs; done when everything that it began has been answered.
    struct Look
    {
        QPromise<Result<Ids>> promise;
        Ids runs;
        std::optional<Error> error;
        int open = 1;
        int roundsLeft = 8;
        bool again = false; ///< another process was faster, or an instant had run: there may be more to do
    };
    using SharedLook = std::shared_ptr<Look>;
    struct Probe
    {
        QUuid jobId;
        SharedLook look;
    };

    void tick();
    void round(const SharedLook &look);
    void closeOne(const SharedLook &look);
    void decide(const Job &job, const SharedLook &look, bool isReachable);
    void meet(const Job &job, const DueJob &due, const SharedLook &look, bool isReachable);
    void passWhilePaused(const Job &job, const DueJob &due, const SharedLook &look);
    void runIt(const Job &job, const DueJob &due, Trigger trigger, const SharedLook &look);
    void recordMissed(const Job &job, const DueJob &due, const SharedLook &look);
    void recordSkipped(const Job &job, const DueJob &due, const QString &code, const QString &reason,
                       const SharedLook &look);
    void turnBack(const Job &job, const ClockTurnedBack &back, const SharedLook &look);
    void claim(const Job &job, const DueJob &due, const Run &run, const SharedLook &look,
               const std::function<void()> &won);
    void askWhetherReachable(const QUuid &jobId, const SharedLook &look);
    void startProbes();

    JobService::Private &d;
    QTimer m_timer;
    QSet<QUuid> m_inHand; ///< jobs that something is being asked for
    QQueue<Probe> m_waitingProbes;
    int m_probes = 0;
    QHash<QUuid, QString> m_unreachable; ///< why a job could not be caught up at the last look
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/run.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace litekeeper {

class RunBoard;

/// Tells by job, and not by run, how the running backups go, whichever process runs them.
class RunningJobs : public QObject
{
    Q_OBJECT

public:
    explicit RunningJobs(RunBoard &board, QObject *parent = nullptr);

    /// Says changed() for everything that runs now, for a listener that came later.
    void announceAll();
    /// The run of the job that goes on; null if none does.
    [[nodiscard]] QUuid runOf(const QUuid &jobId) const { return m_jobs.key(jobId); }
    void cancel(const QUuid &jobId);

Q_SIGNALS:
    /// No progress: the run has ended.
    void changed(const QUuid &jobId, const std::optional<litekeeper::Progress> &progress);

private:
    void begin(const Run &run);

    RunBoard &m_board;
    QHash<QUuid, QUuid> m_jobs; ///< by run
};

} // namespace litekeeper

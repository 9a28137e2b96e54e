// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

namespace litekeeper {

/// What charts show of a run. There may be tens of thousands of them, so it holds no log and no findings.
struct RunPoint
{
    QUuid id;
    QUuid jobId = {}; ///< null for a one-off backup
    Path source;
    Outcome outcome = Outcome::Running;
    QDateTime startedAt;  ///< UTC
    QDateTime dueAt = {}; ///< UTC; invalid if it was not started by a schedule
    qint64 bytes = 0;     ///< of the database
    qint64 milliseconds = 0;
    int missed = 0;         ///< due instants that passed before dueAt without a run
    QString reason = {};    ///< as in Run
    QString errorCode = {}; ///< as in Run

    bool operator==(const RunPoint &) const = default;
};

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::RunPoint)

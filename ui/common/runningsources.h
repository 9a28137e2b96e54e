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

/// Tells by database, and not by run, how the running backups go: what a table with a row for each database
/// needs.
class RunningSources : public QObject
{
    Q_OBJECT

public:
    explicit RunningSources(RunBoard &runs, QObject *parent = nullptr);

    /// Says changed() for everything that runs now, for a listener that came later.
    void announceAll();

Q_SIGNALS:
    /// No progress: the backup of `source` has ended.
    void changed(const litekeeper::Path &source, const std::optional<litekeeper::Progress> &progress);

private:
    void begin(const Run &run);

    RunBoard &m_runs;
    QHash<QUuid, Path> m_sources;
};

} // namespace litekeeper

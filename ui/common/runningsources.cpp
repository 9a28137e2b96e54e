// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/runningsources.h"

#include "service/runboard.h"

namespace litekeeper {

RunningSources::RunningSources(RunBoard &runs, QObject *parent)
    : QObject(parent)
    , m_runs(runs)
{
    connect(&m_runs, &RunBoard::runStarted, this, &RunningSources::begin);
    connect(&m_runs, &RunBoard::runProgressed, this, [this](const QUuid &id, const Progress &progress) {
        if (const auto source = m_sources.constFind(id); source != m_sources.constEnd()) {
            Q_EMIT changed(*source, progress);
        }
    });
    connect(&m_runs, &RunBoard::runFinished, this, [this](const Run &run) {
        // By the path it began with: a run ends with the canonical one.
        Q_EMIT changed(m_sources.value(run.id, run.source), std::nullopt);
        m_sources.remove(run.id);
    });
}

void RunningSources::announceAll()
{
    const QList<Run> running = m_runs.running();
    for (const Run &run : running) {
        begin(run);
    }
}

void RunningSources::begin(const Run &run)
{
    m_sources.insert(run.id, run.source);
    Q_EMIT changed(run.source, m_runs.progress(run.id));
}

} // namespace litekeeper

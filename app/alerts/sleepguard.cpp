// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/sleepguard.h"

#include "system/sleepwatch.h"

#include <algorithm>

namespace litekeeper {

namespace {

/// logind waits for 5 seconds unless it was told otherwise (logind.conf(5), InhibitDelayMaxSec).
constexpr std::chrono::milliseconds longestDelay{4000};

} // namespace

SleepGuard::SleepGuard(BackupService &backups, SleepWatch &watch, QObject *parent)
    : QObject(parent)
    , m_backups(backups)
    , m_watch(watch)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, &m_watch, &SleepWatch::letSleep);
    connect(&m_backups, &BackupService::runStarted, this, [this](const Run &run) {
        holdOrRelease();
        noteRefusal(run);
    });
    connect(&m_backups, &BackupService::runProgressed, this, &SleepGuard::onProgress);
    connect(&m_backups, &BackupService::runFinished, this, [this](const Run &run) {
        m_paused.remove(run.id);
        holdOrRelease();
        letSleepAtRest();
    });
    connect(&m_watch, &SleepWatch::aboutToSleep, this, &SleepGuard::onAboutToSleep);
    connect(&m_watch, &SleepWatch::wokeUp, this, &SleepGuard::onWokeUp);
    connect(&m_watch, &SleepWatch::notInhibited, this, [this](const QString &sentence) {
        m_refusal = sentence;
        const QList<Run> running = m_backups.running();
        for (const Run &run : running) {
            noteRefusal(run);
        }
    });
    holdOrRelease();
}

void SleepGuard::holdOrRelease()
{
    const QList<Run> running = m_backups.running();
    if (running.isEmpty()) {
        m_inhibitor.reset();
        m_refusal.clear();
    } else if (!m_inhibitor) {
        m_inhibitor = m_watch.inhibit(running.size() == 1
                                          ? tr("Backing up %1").arg(displayName(running.constFirst().source))
                                          : tr("Backing up %1 databases").arg(running.size()));
    }
    if (m_isAsleep) {
        // It began between the signal and the sleep.
        for (const Run &run : running) {
            if (!m_paused.contains(run.id) && !m_backups.progress(run.id).paused) {
                m_paused.insert(run.id);
                m_backups.pause(run.id);
            }
        }
    }
}

void SleepGuard::noteRefusal(const Run &run)
{
    if (!m_refusal.isEmpty()) {
        m_backups.note(run.id, m_refusal);
    }
}

void SleepGuard::onAboutToSleep()
{
    m_isAsleep = true;
    m_patience.start(longestDelay);
    holdOrRelease();
    letSleepAtRest();
}

void SleepGuard::onProgress(const QUuid &, const Progress &)
{
    letSleepAtRest();
}

void SleepGuard::letSleepAtRest()
{
    if (!m_isAsleep || !m_patience.isActive()) {
        return;
    }
    const QList<Run> running = m_backups.running();
    const bool isAtRest = std::all_of(running.begin(), running.end(),
                                      [this](const Run &run) { return m_backups.progress(run.id).paused; });
    if (isAtRest) {
        m_patience.stop();
        m_watch.letSleep();
    }
}

// Runs that a person had paused stay as they are.
void SleepGuard::onWokeUp()
{
    m_isAsleep = false;
    m_patience.stop();
    const QSet<QUuid> paused = std::exchange(m_paused, {});
    for (const QUuid &id : paused) {
        m_backups.resume(id);
    }
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/demodisks.h"

#include "canary/canaryfile.h"
#include "canary/gate.h"

#include <QFile>

namespace litekeeper::test {

namespace {

constexpr int hoursBetweenLooks = 2;

QString idOf(const QString &what, int number)
{
    return QUuid::createUuidV5(QUuid(), what + QString::number(number)).toString(QUuid::WithoutBraces);
}

} // namespace

DemoDisk::DemoDisk(Catalogue &catalogue, Path folder, DemoFate fate)
    : m_catalogue(catalogue)
    , m_fate(std::move(fate))
    , m_watch{.id = QUuid::createUuid(), .folder = std::move(folder)}
{
    std::filesystem::create_directories(m_watch.folder);
}

HostFacts DemoDisk::host() const
{
    return {.bootId = idOf(QStringLiteral("boot"), m_boot),
            .machineId = idOf(QStringLiteral("machine"), 1),
            .containerId = {}};
}

void DemoDisk::pass(int daysAgo)
{
    const QDateTime day(QDate::currentDate().addDays(-daysAgo), QTime(0, 10), Qt::UTC);
    const bool isNew = m_watch.createdAt.isNull();
    if (isNew) {
        m_watch.createdAt = day;
        (void)m_catalogue.storeWatch(m_watch);
    }
    if (m_fate.restarts.contains(daysAgo)) {
        ++m_boot;
    }
    if (m_fate.notWatched.contains(daysAgo)) {
        return;
    }
    const Path away = withSuffix(m_watch.folder, " (away)");
    const bool isAway = m_fate.unreachable.contains(daysAgo);
    if (isAway) {
        std::filesystem::rename(m_watch.folder, away);
    }
    if (daysAgo == m_fate.lost) {
        std::filesystem::remove(canaryFileIn(m_watch.folder));
    }
    if (daysAgo == m_fate.rolledBack) {
        rollBack();
    }
    const bool startsAnew = daysAgo == m_fate.lost - 1 || daysAgo == m_fate.rolledBack - 1;
    LookRequest::Mode mode = isNew ? LookRequest::Mode::Plant
        : startsAnew               ? LookRequest::Mode::PlantAnew
                                   : LookRequest::Mode::Check;
    for (int hour = 0; hour < 24; hour += hoursBetweenLooks) {
        const QDateTime at = day.addSecs(hour * 3600);
        if (at < QDateTime::currentDateTimeUtc()) {
            look(at, mode);
        }
        mode = LookRequest::Mode::Check;
    }
    if (isAway) {
        std::filesystem::rename(away, m_watch.folder);
    }
    QFile canary(QString::fromStdString(canaryFileIn(m_watch.folder).native()));
    if (daysAgo == m_fate.rolledBack + 3 && canary.open(QIODevice::ReadOnly)) {
        m_older = canary.readAll();
    }
}

void DemoDisk::rollBack() const
{
    QFile canary(QString::fromStdString(canaryFileIn(m_watch.folder).native()));
    if (!m_older.isEmpty() && canary.open(QIODevice::WriteOnly)) {
        canary.write(m_older);
    }
}

void DemoDisk::look(const QDateTime &at, LookRequest::Mode mode)
{
    LookResult result
        = lookAt({.mode = mode, .folder = m_watch.folder, .memory = m_watch.memory}, host(), at);
    result.observation.watchId = m_watch.id;
    m_watch.memory = result.memory;
    (void)m_catalogue.storeLook(result.observation, result.memory);
}

void makeDeployments(const Path &folder, const Path &lockFolder, int days)
{
    std::filesystem::create_directories(folder);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    int container = 1;
    for (int daysAgo = days; daysAgo > 0; daysAgo -= 6) {
        // A deployment wipes the folder of the lock; the platform starts a refused application again.
        std::filesystem::remove_all(lockFolder);
        ++container;
        const HostFacts host{.bootId = idOf(QStringLiteral("boot"), container / 4),
                             .machineId = {},
                             .containerId = idOf(QStringLiteral("container"), container).remove(u'-')};
        for (int boot = 0; boot < 2; ++boot) {
            (void)passGate({.database = folder / "app.db", .lock = lockFolder / "persistence-test.lock"},
                           host, now.addDays(-daysAgo).addSecs(boot * 600));
        }
    }
}

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/sleepwatch.h"

#include "system/bus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>

namespace litekeeper {

namespace {

const QString service = QStringLiteral("org.freedesktop.login1");
const QString path = QStringLiteral("/org/freedesktop/login1");
const QString interface = QStringLiteral("org.freedesktop.login1.Manager");

} // namespace

/// What logind gave; closing a descriptor releases its lock.
class SleepLocks
{
public:
    QString reason;
    QDBusUnixFileDescriptor block;
    QDBusUnixFileDescriptor delay;
};

SleepWatch::SleepWatch(QObject *parent)
    : SleepWatch(systemBus(), parent)
{
}

SleepWatch::SleepWatch(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    if (m_bus.isConnected()) {
        m_bus.connect(service, path, interface, QStringLiteral("PrepareForSleep"), this,
                      SLOT(onPrepareForSleep(bool)));
    }
}

SleepWatch::~SleepWatch() = default;

std::shared_ptr<const void> SleepWatch::inhibit(const QString &reason)
{
    auto locks = std::make_shared<SleepLocks>();
    locks->reason = reason;
    if (m_bus.isConnected()) {
        forgetReleased();
        m_locks.push_back(locks);
        take(locks, Lock::Block);
        take(locks, Lock::Delay);
    }
    return locks;
}

void SleepWatch::take(const std::shared_ptr<SleepLocks> &locks, Lock lock)
{
    const QString what = lock == Lock::Block ? QStringLiteral("sleep:idle")
        : lock == Lock::BlockIdle            ? QStringLiteral("idle")
                                             : QStringLiteral("sleep");
    QDBusMessage inhibit
        = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Inhibit"));
    inhibit << what << QStringLiteral("Litekeeper") << locks->reason
            << (lock == Lock::Delay ? QStringLiteral("delay") : QStringLiteral("block"));
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(inhibit), this);
    // The handle may be gone when the answer comes: then the descriptor is closed with the reply.
    const std::weak_ptr<SleepLocks> held = locks;
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, held, lock] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        const std::shared_ptr<SleepLocks> alive = held.lock();
        if (!alive) {
            return;
        }
        if (reply.isValid()) {
            (lock == Lock::Delay ? alive->delay : alive->block) = reply.value();
        } else if (lock == Lock::Block) {
            take(alive, Lock::BlockIdle);
        } else if (lock == Lock::BlockIdle) {
            Q_EMIT notInhibited(tr("The system did not let Litekeeper keep this machine awake (%1). If it "
                                   "falls asleep during a backup, start that backup again.")
                                    .arg(busErrorText(reply.error())));
        }
    });
}

void SleepWatch::letSleep()
{
    for (const std::weak_ptr<SleepLocks> &held : m_locks) {
        if (const std::shared_ptr<SleepLocks> locks = held.lock()) {
            locks->delay = {};
        }
    }
}

void SleepWatch::onPrepareForSleep(bool begins)
{
    if (begins) {
        Q_EMIT aboutToSleep();
        return;
    }
    forgetReleased();
    for (const std::weak_ptr<SleepLocks> &held : m_locks) {
        const std::shared_ptr<SleepLocks> locks = held.lock();
        if (locks && !locks->delay.isValid()) {
            take(locks, Lock::Delay);
        }
    }
    Q_EMIT wokeUp();
}

void SleepWatch::forgetReleased()
{
    std::erase_if(m_locks, [](const std::weak_ptr<SleepLocks> &held) { return held.expired(); });
}

} // namespace litekeeper

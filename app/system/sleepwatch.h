// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QObject>

#include <memory>
#include <vector>

namespace litekeeper {

class SleepLocks;

/// Tells when the machine is about to sleep, and keeps it from falling asleep while work goes on
/// (org.freedesktop.login1(5)). Without logind nothing happens. Main thread, never blocks.
///
/// Of the locks logind offers, "block" on sleep and idle keeps the machine awake. polkit may deny it (by
/// default to sessions that are not local); "block" on idle alone is open to everybody. Closing the lid goes
/// through all the same, so each inhibitor also holds a "delay" on sleep, which leaves some 5 seconds
/// (InhibitDelayMaxSec) between aboutToSleep() and the sleep to end a step.
class SleepWatch : public QObject
{
    Q_OBJECT

public:
    explicit SleepWatch(QObject *parent = nullptr); ///< on the bus of the machine
    explicit SleepWatch(const QDBusConnection &bus, QObject *parent = nullptr);
    ~SleepWatch() override;

    /// Keeps the machine awake until the last copy of the handle is gone. `reason` is shown to people, for
    /// example "Backing up shop.db".
    [[nodiscard]] std::shared_ptr<const void> inhibit(const QString &reason);

    /// Everything is at rest: the machine need not wait longer. To be called after aboutToSleep().
    void letSleep();

Q_SIGNALS:
    void aboutToSleep();
    void wokeUp();
    void notInhibited(const QString &sentence); ///< the machine may fall asleep while work goes on

private Q_SLOTS:
    void onPrepareForSleep(bool begins);

private:
    enum class Lock { Block, BlockIdle, Delay };

    void take(const std::shared_ptr<SleepLocks> &locks, Lock lock);
    void forgetReleased();

    QDBusConnection m_bus;
    std::vector<std::weak_ptr<SleepLocks>> m_locks;
};

} // namespace litekeeper

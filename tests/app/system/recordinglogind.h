// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace litekeeper::test {

/// A logind that hands out the ends of pipes and sees when they are closed, as the real one does.
class RecordingLogind : public QDBusVirtualObject
{
public:
    QStringList refused; ///< what may not be blocked
    QString who;         ///< asked for the last lock, and why
    QString reason;

    ~RecordingLogind() override
    {
        for (const Lock &lock : m_locks) {
            ::close(lock.descriptor);
        }
    }

    [[nodiscard]] bool start(QDBusConnection bus)
    {
        return bus.registerVirtualObject(QStringLiteral("/org/freedesktop/login1"), this)
            && bus.registerService(QStringLiteral("org.freedesktop.login1"));
    }
    static void stop(QDBusConnection bus)
    {
        bus.unregisterService(QStringLiteral("org.freedesktop.login1"));
        bus.unregisterObject(QStringLiteral("/org/freedesktop/login1"));
    }
    static void prepareForSleep(QDBusConnection bus, bool begins)
    {
        bus.send(QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/login1"),
                                            QStringLiteral("org.freedesktop.login1.Manager"),
                                            QStringLiteral("PrepareForSleep"))
                 << begins);
    }
    /// "sleep:idle/block" of the locks that are held.
    [[nodiscard]] QStringList held() const
    {
        QStringList names;
        for (const Lock &lock : m_locks) {
            pollfd ends{.fd = lock.descriptor, .events = POLLIN, .revents = 0};
            ::poll(&ends, 1, 0);
            if ((ends.revents & POLLHUP) == 0) {
                names.append(lock.name);
            }
        }
        names.sort();
        return names;
    }

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QVariantList arguments = message.arguments();
        if (message.member() != QLatin1String("Inhibit") || arguments.size() != 4) {
            return false;
        }
        who = arguments[1].toString();
        reason = arguments[2].toString();
        if (arguments[3].toString() == QLatin1String("block") && refused.contains(arguments[0].toString())) {
            return connection.send(
                message.createErrorReply(QDBusError::AccessDenied, QStringLiteral("not for you")));
        }
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            return false;
        }
        m_locks.append({arguments[0].toString() + QLatin1Char('/') + arguments[3].toString(), ends[0]});
        QDBusUnixFileDescriptor given;
        given.giveFileDescriptor(ends[1]);
        return connection.send(message.createReply(QVariant::fromValue(given)));
    }

private:
    struct Lock
    {
        QString name;
        int descriptor;
    };
    QList<Lock> m_locks;
};

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QMap>

namespace litekeeper::test {

/// A notification server that writes down what it is asked to show. Registers itself on the given bus.
class RecordingNotifications : public QDBusVirtualObject
{
public:
    QStringList shown;        ///< "title|text" of each call
    QMap<uint, QString> open; ///< what stands on the desktop now
    QList<uint> closed;
    QList<int> timeouts;

    [[nodiscard]] bool start(QDBusConnection bus)
    {
        return bus.registerVirtualObject(QStringLiteral("/org/freedesktop/Notifications"), this)
            && bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    void stop(QDBusConnection bus)
    {
        bus.unregisterService(QStringLiteral("org.freedesktop.Notifications"));
        bus.unregisterObject(QStringLiteral("/org/freedesktop/Notifications"));
    }
    void forget()
    {
        shown.clear();
        open.clear();
        closed.clear();
        timeouts.clear();
    }
    void click(QDBusConnection bus, uint id)
    {
        bus.send(QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"),
                                            QStringLiteral("org.freedesktop.Notifications"),
                                            QStringLiteral("ActionInvoked"))
                 << id << QStringLiteral("default"));
    }

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QVariantList arguments = message.arguments();
        if (message.member() == QLatin1String("CloseNotification")) {
            closed.append(arguments[0].toUInt());
            open.remove(arguments[0].toUInt());
            return connection.send(message.createReply());
        }
        if (message.member() != QLatin1String("Notify")) {
            return false;
        }
        const uint replaced = arguments[1].toUInt();
        const uint id = replaced != 0 ? replaced : ++m_last;
        shown.append(arguments[3].toString() + QLatin1Char('|') + arguments[4].toString());
        timeouts.append(arguments[7].toInt());
        open.insert(id, shown.last());
        return connection.send(message.createReply(id));
    }

private:
    uint m_last = 0;
};

} // namespace litekeeper::test

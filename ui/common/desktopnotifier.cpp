// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/desktopnotifier.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace litekeeper {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

QDBusMessage call(const char *method)
{
    return QDBusMessage::createMethodCall(service, path, service, QString::fromLatin1(method));
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent)
    : QObject(parent)
{
}

// Not before it is needed: without a bus, looking for one takes time.
bool DesktopNotifier::connectToServer()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!m_isConnected && bus.isConnected()) {
        bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                    SLOT(onActionInvoked(uint, QString)));
        bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                    SLOT(onClosed(uint, uint)));
        m_isConnected = true;
    }
    return m_isConnected;
}

void DesktopNotifier::show(const QString &key, const QString &title, const QString &text)
{
    if (!connectToServer()) {
        return;
    }
    constexpr int untilSomebodyLooks = 0;
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QCoreApplication::applicationName().toLower()},
                            {QStringLiteral("urgency"), QVariant::fromValue(uchar(2))}};
    QDBusMessage notify = call("Notify");
    notify << QCoreApplication::applicationName() << m_ids.value(key) << QStringLiteral("litekeeper") << title
           << text.toHtmlEscaped() << QStringList{QStringLiteral("default"), tr("Show")} << hints
           << untilSomebodyLooks;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isValid()) {
            m_ids[key] = reply.value();
        }
        watcher->deleteLater();
    });
}

void DesktopNotifier::withdraw(const QString &key)
{
    if (const uint id = m_ids.take(key); id != 0 && m_isConnected) {
        QDBusConnection::sessionBus().asyncCall(call("CloseNotification") << id);
    }
}

void DesktopNotifier::onActionInvoked(uint id, const QString &)
{
    const QString key = m_ids.key(id);
    if (!key.isEmpty()) {
        Q_EMIT activated(key);
    }
}

void DesktopNotifier::onClosed(uint id, uint)
{
    m_ids.remove(m_ids.key(id));
}

} // namespace litekeeper

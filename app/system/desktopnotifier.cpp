// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/desktopnotifier.h"

#include "system/bus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace litekeeper {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString desktopEntry = QStringLiteral("org.litekeeper.Litekeeper");

QDBusMessage methodCall(const char *method)
{
    return QDBusMessage::createMethodCall(service, path, service, QString::fromLatin1(method));
}

QDBusMessage busCall(const char *method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QString::fromLatin1(method));
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent)
    : DesktopNotifier(Sender::StaysOn, parent)
{
}

DesktopNotifier::DesktopNotifier(Sender sender, QObject *parent)
    : QObject(parent)
    , m_sender(sender)
{
}

// Not before it is needed: without a bus, looking for one takes time.
bool DesktopNotifier::connectToServer()
{
    if (m_isConnected) {
        return true;
    }
    QDBusConnection bus = sessionBus();
    if (bus.isConnected()) {
        bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                    SLOT(onActionInvoked(uint, QString)));
        bus.connect(service, path, service, QStringLiteral("ActivationToken"), this,
                    SLOT(onActivationToken(uint, QString)));
        bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                    SLOT(onClosed(uint, uint)));
        m_isConnected = true;
        askForTheBus();
    }
    return m_isConnected;
}

void DesktopNotifier::show(const QString &key, const QString &title, const QString &text, Urgency urgency)
{
    if (!connectToServer()) {
        Q_EMIT notShown(key,
                        tr("There is no session bus here, so the desktop shows no notifications. What they "
                           "would say stands in the window and in the history."));
        return;
    }
    const Content content{.title = title, .text = text, .urgency = urgency};
    Notice &notice = m_notices[key];
    notice.isWithdrawn = false;
    if (notice.isOpen) {
        notice.next = content; // without the server's number it would stand beside the first one
    } else {
        send(key, content);
    }
}

void DesktopNotifier::send(const QString &key, const Content &content)
{
    constexpr int untilSomebodyLooks = 0;
    constexpr int asTheDesktopLikes = -1;
    const bool mayPass = content.urgency == Urgency::Low;
    QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(uchar(content.urgency))},
                      {QStringLiteral("resident"), !mayPass}};
    if (m_sender == Sender::StaysOn) {
        hints.insert(QStringLiteral("desktop-entry"), desktopEntry);
    }
    Notice &notice = m_notices[key];
    notice.isOpen = true;
    // "default" is a click on the notification itself, for which most servers show no button.
    const QStringList actions{QStringLiteral("default"), tr("Show"), QStringLiteral("show"), tr("Show")};
    QDBusMessage notify = methodCall("Notify");
    notify << QStringLiteral("Litekeeper") << notice.id << desktopEntry << content.title
           << content.text.toHtmlEscaped() << actions << hints
           << (mayPass ? asTheDesktopLikes : untilSomebodyLooks);
    QDBusPendingCallWatcher *watcher = call(notify);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
        onAnswer(key, *watcher);
        endCall(watcher);
    });
}

void DesktopNotifier::onAnswer(const QString &key, const QDBusPendingCallWatcher &answer)
{
    const QDBusPendingReply<uint> reply = answer;
    Notice &notice = m_notices[key];
    notice.isOpen = false;
    notice.id = reply.isValid() ? reply.value() : 0;
    const uint id = notice.id;
    if (catchUp(key)) {
        return;
    }
    if (reply.isValid()) {
        Q_EMIT shown(key, QStringLiteral("%1 %2 %3").arg(m_bus, reply.reply().service()).arg(id));
    } else {
        m_notices.remove(key);
        Q_EMIT notShown(key,
                        tr("The desktop did not take the notification (%1). What it would say stands in the "
                           "window and in the history.")
                            .arg(busErrorText(reply.error())));
    }
}

bool DesktopNotifier::catchUp(const QString &key)
{
    Notice &notice = m_notices[key];
    if (notice.isWithdrawn) {
        close(m_notices.take(key).id);
        return true;
    }
    if (notice.next) {
        send(key, *std::exchange(notice.next, std::nullopt));
        return true;
    }
    return false;
}

// The numbers of a server mean something on its bus only, and only as long as it runs: afterwards they stand
// for notifications of other programs.
void DesktopNotifier::adopt(const QString &key, const QString &token)
{
    const QStringList parts = token.split(QLatin1Char(' '));
    if (parts.size() != 3 || m_notices.value(key).isOpen || !connectToServer()) {
        return;
    }
    m_notices[key].isOpen = true;
    QDBusPendingCallWatcher *watcher = call(busCall("GetNameOwner") << service);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, parts, watcher] {
        const QDBusPendingReply<QString> owner = *watcher;
        const bool isSame = owner.isValid() && owner.value() == parts[1] && m_bus == parts[0];
        Notice &notice = m_notices[key];
        notice.isOpen = false;
        notice.id = isSame ? parts[2].toUInt() : notice.id;
        if (!catchUp(key) && m_notices.value(key).id == 0) {
            m_notices.remove(key);
        }
        endCall(watcher);
    });
}

// The bus answers before it passes on what is sent after this.
void DesktopNotifier::askForTheBus()
{
    QDBusPendingCallWatcher *watcher = call(busCall("GetId"));
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        m_bus = QDBusPendingReply<QString>(*watcher).value();
        endCall(watcher);
    });
}

void DesktopNotifier::withdraw(const QString &key)
{
    const auto notice = m_notices.find(key);
    if (notice == m_notices.end()) {
        return;
    }
    if (notice->isOpen) {
        notice->isWithdrawn = true;
        notice->next.reset();
    } else {
        close(m_notices.take(key).id);
    }
}

void DesktopNotifier::close(uint id)
{
    if (id == 0) {
        return;
    }
    QDBusPendingCallWatcher *watcher = call(methodCall("CloseNotification") << id);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] { endCall(watcher); });
}

QDBusPendingCallWatcher *DesktopNotifier::call(const QDBusMessage &message)
{
    ++m_openCalls;
    return new QDBusPendingCallWatcher(sessionBus().asyncCall(message), this);
}

void DesktopNotifier::endCall(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    if (--m_openCalls == 0) {
        Q_EMIT settled();
    }
}

QString DesktopNotifier::keyOf(uint id) const
{
    for (auto notice = m_notices.cbegin(); id != 0 && notice != m_notices.cend(); ++notice) {
        if (notice->id == id) {
            return notice.key();
        }
    }
    return {};
}

void DesktopNotifier::onActionInvoked(uint id, const QString &)
{
    const QString key = keyOf(id);
    if (!key.isEmpty()) {
        Q_EMIT activated(key);
    }
}

// Comes before ActionInvoked. Under Wayland a window may raise itself only with such a token, which Qt takes
// from the environment.
void DesktopNotifier::onActivationToken(uint id, const QString &token)
{
    if (!keyOf(id).isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
    }
}

void DesktopNotifier::onClosed(uint id, uint)
{
    const auto notice = m_notices.find(keyOf(id));
    if (notice == m_notices.end()) {
        return;
    }
    if (notice->isOpen) {
        notice->id = 0;
    } else {
        m_notices.erase(notice);
    }
}

} // namespace litekeeper

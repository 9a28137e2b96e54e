// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/usersystemd.h"

#include <QDBusArgument>
#include <QDBusPendingCallWatcher>

namespace litekeeper {

namespace {

const QString service = QStringLiteral("org.freedesktop.systemd1");
const QString managerPath = QStringLiteral("/org/freedesktop/systemd1");
const QString propertiesInterface = QStringLiteral("org.freedesktop.DBus.Properties");

/// As sd_bus_path_encode(3) does: everything but letters and digits becomes _ and two hexadecimal digits.
QString unitPath(const QString &unit)
{
    QString path = managerPath + QStringLiteral("/unit/");
    for (const char character : unit.toUtf8()) {
        const bool isPlain = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
            || (character >= '0' && character <= '9');
        path += isPlain
            ? QString(QLatin1Char(character))
            : QStringLiteral("_%1").arg(static_cast<unsigned char>(character), 2, 16, QLatin1Char('0'));
    }
    return path;
}

} // namespace

QVariantMap UserSystemd::Answer::properties(qsizetype reply) const
{
    if (reply >= replies.size() || replies.at(reply).arguments().isEmpty()) {
        return {};
    }
    return qdbus_cast<QVariantMap>(replies.at(reply).arguments().constFirst());
}

UserSystemd::UserSystemd(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
}

UserSystemd::Call UserSystemd::manager(const char *method, const QVariantList &arguments)
{
    return {.path = managerPath,
            .interface = service + QStringLiteral(".Manager"),
            .method = QString::fromLatin1(method),
            .arguments = arguments};
}

UserSystemd::Call UserSystemd::hello()
{
    return {.path = managerPath,
            .interface = propertiesInterface,
            .method = QStringLiteral("Get"),
            .arguments = {service + QStringLiteral(".Manager"), QStringLiteral("Version")}};
}

UserSystemd::Call UserSystemd::properties(const QString &unit, const char *interface)
{
    return {.path = unitPath(unit),
            .interface = propertiesInterface,
            .method = QStringLiteral("GetAll"),
            .arguments = {service + QLatin1Char('.') + QString::fromLatin1(interface)}};
}

void UserSystemd::callInTurn(const QList<Call> &calls, const Answered &answered)
{
    next(calls, {}, answered);
}

void UserSystemd::next(const QList<Call> &calls, Answer soFar, const Answered &answered)
{
    if (calls.isEmpty()) {
        answered(soFar);
        return;
    }
    const Call &first = calls.constFirst();
    QDBusMessage message = QDBusMessage::createMethodCall(service, first.path, first.interface, first.method);
    message.setArguments(first.arguments);
    // Without a bus Qt would never answer.
    const QDBusPendingCall call = m_bus.isConnected()
        ? m_bus.asyncCall(message)
        : QDBusPendingCall::fromError(QDBusError(QDBusError::Disconnected, tr("there is no session bus")));
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, calls, soFar = std::move(soFar), answered, watcher]() mutable {
                watcher->deleteLater();
                if (watcher->isError() && !calls.constFirst().mayFail) {
                    soFar.error = watcher->error();
                    answered(soFar);
                    return;
                }
                soFar.replies.append(watcher->reply());
                next(calls.mid(1), std::move(soFar), answered);
            });
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/bus.h"

#include <QDBusError>
#include <QFileInfo>

namespace litekeeper {

namespace {

bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) {
        return true;
    }
    const QString runtimeFolder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtimeFolder.isEmpty() && QFileInfo::exists(runtimeFolder + QStringLiteral("/bus"));
}

} // namespace

QDBusConnection sessionBus()
{
    return hasSessionBus() ? QDBusConnection::sessionBus()
                           : QDBusConnection(QStringLiteral("litekeeper-no-session-bus"));
}

QDBusConnection systemBus()
{
    return QDBusConnection::systemBus();
}

QString busErrorText(const QDBusError &error)
{
    return error.message().isEmpty() ? error.name() : error.message();
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>

namespace litekeeper::test {

/// Answers as the systemd of a user, enables and starts what it finds in its folder, and writes down what it
/// was asked.
class RecordingSystemd : public QDBusVirtualObject
{
public:
    explicit RecordingSystemd(Path unitFolder)
        : m_folder(std::move(unitFolder))
    {
    }

    QStringList calls;
    QString refused;            ///< the method that is not allowed
    bool staysInactive = false; ///< says yes and does nothing
    bool isEnabled = false;
    bool isActive = false;
    QString loadState; ///< in place of what follows from the files
    int exitStatus = 0;
    quint64 nextElapse = 1'800'000'000'000'000;
    quint64 lastTrigger = 0;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == QLatin1String("Get")) {
            return connection.send(
                message.createReply(QVariant::fromValue(QDBusVariant(QStringLiteral("252 (recording)")))));
        }
        if (message.member() == QLatin1String("GetAll")) {
            return connection.send(
                message.createReply(properties(message.path(), message.arguments().value(0).toString())));
        }
        calls.append(message.member());
        if (message.member() == refused) {
            return connection.send(message.createErrorReply(
                QStringLiteral("org.freedesktop.DBus.Error.AccessDenied"), QStringLiteral("not for you")));
        }
        act(message.member());
        return connection.send(message.createReply());
    }

private:
    [[nodiscard]] bool hasFiles() const
    {
        return std::filesystem::exists(m_folder / "litekeeper.timer")
            && std::filesystem::exists(m_folder / "litekeeper.service");
    }
    void act(const QString &method)
    {
        if (method == QLatin1String("EnableUnitFiles")) {
            std::filesystem::create_directories(m_folder / "timers.target.wants");
            std::error_code exists;
            std::filesystem::create_symlink(m_folder / "litekeeper.timer",
                                            m_folder / "timers.target.wants/litekeeper.timer", exists);
            isEnabled = true;
        } else if (method == QLatin1String("DisableUnitFiles")) {
            std::filesystem::remove(m_folder / "timers.target.wants/litekeeper.timer");
            isEnabled = false;
        } else if (method == QLatin1String("RestartUnit")) {
            isActive = hasFiles() && !staysInactive;
        } else if (method == QLatin1String("StopUnit")) {
            isActive = false;
        }
    }
    [[nodiscard]] QVariantMap properties(const QString &path, const QString &interface) const
    {
        const QString prefix = QStringLiteral("/org/freedesktop/systemd1/unit/litekeeper_2e");
        if (path == prefix + QStringLiteral("timer") && interface.endsWith(QLatin1String(".Unit"))) {
            const QString load = hasFiles() ? QStringLiteral("loaded") : QStringLiteral("not-found");
            return {{QStringLiteral("LoadState"), loadState.isEmpty() ? load : loadState},
                    {QStringLiteral("ActiveState"),
                     isActive ? QStringLiteral("active") : QStringLiteral("inactive")},
                    {QStringLiteral("UnitFileState"),
                     isEnabled ? QStringLiteral("enabled") : QStringLiteral("disabled")}};
        }
        if (path == prefix + QStringLiteral("timer") && interface.endsWith(QLatin1String(".Timer"))) {
            return {{QStringLiteral("NextElapseUSecRealtime"), nextElapse},
                    {QStringLiteral("LastTriggerUSec"), lastTrigger},
                    {QStringLiteral("Result"), QStringLiteral("success")}};
        }
        if (path == prefix + QStringLiteral("service") && interface.endsWith(QLatin1String(".Service"))) {
            return {{QStringLiteral("Result"),
                     exitStatus == 0 ? QStringLiteral("success") : QStringLiteral("exit-code")},
                    {QStringLiteral("ExecMainStatus"), exitStatus}};
        }
        return {};
    }

    Path m_folder;
};

} // namespace litekeeper::test

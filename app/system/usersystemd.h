// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QObject>

#include <functional>

namespace litekeeper {

/// Speaks with the user's systemd, org.freedesktop.systemd1(5). Main thread, never blocks. Answers that come
/// after this object is gone are dropped.
class UserSystemd : public QObject
{
    Q_OBJECT

public:
    struct Call
    {
        QString path;
        QString interface;
        QString method;
        QVariantList arguments;
        bool mayFail = false;
    };
    /// `error` is that of the first call which failed and may not; `replies` are those before it.
    struct Answer
    {
        QDBusError error;
        QList<QDBusMessage> replies;

        /// Of a GetAll call; empty where there was no reply.
        [[nodiscard]] QVariantMap properties(qsizetype reply) const;
    };
    using Answered = std::function<void(const Answer &)>;

    explicit UserSystemd(const QDBusConnection &bus, QObject *parent = nullptr);

    /// Makes the calls one after the other and stops at the first that fails.
    void callInTurn(const QList<Call> &calls, const Answered &answered);

    /// A method of the manager itself.
    [[nodiscard]] static Call manager(const char *method, const QVariantList &arguments = {});
    /// Something that systemd answers if it is there at all.
    [[nodiscard]] static Call hello();
    /// The properties of a unit; systemd loads it for that. `interface` is "Unit", "Timer" or "Service".
    [[nodiscard]] static Call properties(const QString &unit, const char *interface);

private:
    void next(const QList<Call> &calls, Answer soFar, const Answered &answered);

    QDBusConnection m_bus;
};

} // namespace litekeeper

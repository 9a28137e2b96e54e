// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>

#include <optional>

class QDBusMessage;
class QDBusPendingCallWatcher;

namespace litekeeper {

/// Notifications of the desktop (https://specifications.freedesktop.org/notification-spec/), which stay until
/// they are withdrawn or somebody closes them. Where no notification server answers nothing is shown, so what
/// they say must stand elsewhere as well. Main thread, never blocks.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    enum class Urgency : uchar { Low = 0, Normal = 1, Critical = 2 };
    /// GNOME takes the notifications of a known application away when its process ends, so a process that
    /// ends soon does not say whose they are.
    enum class Sender { StaysOn, EndsSoon };

    explicit DesktopNotifier(QObject *parent = nullptr);
    explicit DesktopNotifier(Sender sender, QObject *parent = nullptr);

    /// Replaces an earlier one with the same key. Those of low urgency stay no longer than the desktop's
    /// settings say.
    void show(const QString &key, const QString &title, const QString &text,
              Urgency urgency = Urgency::Critical);
    void withdraw(const QString &key);
    /// Whether this process can reach the desktop at all: from a remote login it often cannot.
    [[nodiscard]] bool hasBus() { return connectToServer(); }
    /// From now on, one that another process has shown is replaced and withdrawn as one of ours. `token`
    /// comes from shown(); nothing happens if the server that knew it is gone.
    void adopt(const QString &key, const QString &token);

    /// Whether the server has answered everything, so that the process may end.
    [[nodiscard]] bool isSettled() const { return m_openCalls == 0; }

Q_SIGNALS:
    void activated(const QString &key); ///< somebody clicked on it, or on its "Show"
    void settled();
    void shown(const QString &key, const QString &token);       ///< the token names it for other processes
    void notShown(const QString &key, const QString &sentence); ///< why, and where to look instead

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);
    void onActivationToken(uint id, const QString &token);
    void onClosed(uint id, uint reason);

private:
    struct Content
    {
        QString title;
        QString text;
        Urgency urgency = Urgency::Critical;
    };
    struct Notice
    {
        uint id = 0; ///< the server's; 0 before it answered
        bool isOpen = false;
        bool isWithdrawn = false;
        std::optional<Content> next; ///< came while the server had not answered yet
    };

    [[nodiscard]] bool connectToServer();
    void send(const QString &key, const Content &content);
    void onAnswer(const QString &key, const QDBusPendingCallWatcher &answer);
    /// Does what was wished while the server had not answered; whether there was something.
    bool catchUp(const QString &key);
    void askForTheBus();
    void close(uint id);
    QDBusPendingCallWatcher *call(const QDBusMessage &message);
    void endCall(QDBusPendingCallWatcher *watcher);
    [[nodiscard]] QString keyOf(uint id) const;

    Sender m_sender;
    bool m_isConnected = false;
    int m_openCalls = 0;
    QString m_bus; ///< the id of the bus, known before the server's first answer
    QHash<QString, Notice> m_notices;
};

} // namespace litekeeper

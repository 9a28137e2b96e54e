// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QObject>

namespace litekeeper {

/// Notifications of the desktop (https://specifications.freedesktop.org/notification-spec/), which stay until
/// somebody looks. Where no notification server answers nothing is shown, so what they say must stand in the
/// window as well. Main thread, never blocks.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject *parent = nullptr);

    /// Replaces an earlier one with the same key.
    void show(const QString &key, const QString &title, const QString &text);
    void withdraw(const QString &key);

Q_SIGNALS:
    void activated(const QString &key); ///< somebody clicked on it

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    [[nodiscard]] bool connectToServer();

    bool m_isConnected = false;
    QHash<QString, uint> m_ids;
};

} // namespace litekeeper

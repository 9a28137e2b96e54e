// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "system/startarguments.h"

#include <QObject>
#include <QTimer>

namespace litekeeper {

class MainWindow;
class TrayIcon;

/// Shows, hides and raises the window as the start, a second start and the tray want it. Main thread.
class WindowPresence : public QObject
{
    Q_OBJECT

public:
    WindowPresence(MainWindow &window, TrayIcon &tray, QObject *parent = nullptr);

    /// At the start, and again for each later one. Minimized, the window stays hidden where there is a tray.
    void start(const StartArguments &arguments);
    void raise();
    void toggle();

private:
    void startMinimized();

    MainWindow &m_window;
    TrayIcon &m_tray;
    QTimer m_patience; ///< a session that begins may start us before its tray
};

} // namespace litekeeper

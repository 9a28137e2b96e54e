// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/windowpresence.h"

#include "ui/mainwindow.h"
#include "ui/tray/trayicon.h"

#include <chrono>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds trayPatience{10};

} // namespace

WindowPresence::WindowPresence(MainWindow &window, TrayIcon &tray, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_tray(tray)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_window.isVisible() && !m_tray.isShown()) {
            m_window.showMinimized();
        }
    });
    connect(&m_tray, &TrayIcon::shownChanged, this, [this](bool isShown) {
        // Without its tray a hidden window could not be found again.
        if (!isShown && !m_window.isVisible()) {
            m_patience.start(trayPatience);
        }
    });
    connect(&m_tray, &TrayIcon::toggleRequested, this, &WindowPresence::toggle);
    connect(&m_tray, &TrayIcon::openRequested, this, &WindowPresence::raise);
    connect(&m_tray, &TrayIcon::quitRequested, &m_window, &MainWindow::quit);
    connect(&m_tray, &TrayIcon::verifyRequested, this, [this] {
        raise();
        m_window.chooseFilesToVerify();
    });
}

void WindowPresence::start(const StartArguments &arguments)
{
    // Under Wayland a window may raise itself only with the token of who asked for it.
    if (!arguments.activationToken.isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", arguments.activationToken);
    }
    if (arguments.isMinimized) {
        startMinimized();
    } else {
        raise();
    }
    if (arguments.showsSettings) {
        m_window.showPage(MainWindow::PageId::Settings);
    }
    // A desktop opens files with a program by naming them.
    if (!arguments.files.isEmpty()) {
        m_window.openFiles(arguments.files);
    }
}

void WindowPresence::startMinimized()
{
    if (!m_window.isVisible() && !m_tray.isShown()) {
        m_patience.start(trayPatience);
    }
}

void WindowPresence::raise()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void WindowPresence::toggle()
{
    if (m_window.isVisible() && !m_window.isMinimized()) {
        m_window.hide();
    } else {
        raise();
    }
}

} // namespace litekeeper

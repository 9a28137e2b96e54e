// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/support/profile.h"
#include "ui/tray/trayicon.h"

#include <QSystemTrayIcon>

#include <cstdio>

using namespace litekeeper;
using namespace litekeeper::test;

// The icon of the program in a real tray: says on the standard output what happens to it, until it is killed.
int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    Profile profile;
    profile.openCatalogue();
    TrayIcon tray(profile.jobs());
    const auto say = [](const QString &text) {
        std::puts(qPrintable(text));
        std::fflush(stdout);
    };
    say(tray.isShown() ? QStringLiteral("shown") : QStringLiteral("no tray"));
    QObject::connect(&tray, &TrayIcon::shownChanged, &tray, [&say](bool isShown) {
        say(isShown ? QStringLiteral("shown") : QStringLiteral("gone"));
    });
    QObject::connect(&tray, &TrayIcon::toggleRequested, &tray, [&say] { say(QStringLiteral("toggle")); });
    return QApplication::exec();
}

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/paths.h"
#include "ui/common/calmstyle.h"
#include "ui/common/display.h"
#include "ui/common/icon.h"
#include "ui/common/theme.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

using namespace litekeeper;

int main(int argc, char *argv[])
{
    if (!hasDisplay(argc, argv)) {
        std::fputs(noDisplaySentence, stderr);
        return 1;
    }
    QApplication::setStyle(new CalmStyle);
    refuseBrokenDisplay();
    QApplication application(argc, argv);
    acceptDisplay();
    QApplication::setApplicationName(QStringLiteral("Litekeeper"));
    QApplication::setApplicationVersion(QStringLiteral(LITEKEEPER_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("litekeeper"));
    QApplication::setWindowIcon(applicationIcon());

    const Paths paths = standardPaths();
    QSettings settings(QString::fromUtf8(pathBytes(paths.catalogue.parent_path() / "window.ini")),
                       QSettings::IniFormat);
    applyAppearance(appearanceFromCode(settings.value(QStringLiteral("window/appearance")).toString())
                        .value_or(Appearance::System));

    TaskRunner runner;
    CatalogueService catalogue(runner, paths);
    FinderService finder(runner);
    finder.setExcluded({paths.catalogue.parent_path()});
    BackupService backups(catalogue, runner, paths.lockFolder);
    MainWindow window({catalogue, backups, finder, settings, paths});
    window.show();
    return QApplication::exec();
}

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/folderwatch.h"
#include "service/paths.h"
#include "service/runboard.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "ui/common/appearancemenu.h"
#include "ui/common/calmstyle.h"
#include "ui/common/display.h"
#include "ui/common/icon.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>
#include <cstdio>
#include <filesystem>

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
    QApplication::setDesktopFileName(QStringLiteral("org.litekeeper.Litekeeper"));
    QApplication::setWindowIcon(applicationIcon());

    const Paths paths = standardPaths();
    QSettings settings(QString::fromUtf8(pathBytes(paths.catalogue.parent_path() / "window.ini")),
                       QSettings::IniFormat);
    applyAppearance(AppearanceMenu::remembered(settings));

    TaskRunner runner;
    CatalogueService catalogue(runner, paths);
    FinderService finder(runner);
    finder.setExcluded({paths.catalogue.parent_path()});
    BackupService backups(catalogue, runner, paths.lockFolder);
    RunBoard runs(backups, catalogue, runner, paths.running);
    SampleService sample(catalogue, runner, paths.samples);
    finder.setExcluded({paths.catalogue});
    VerifyService verify(catalogue, runner, paths);
    FolderWatch watch(verify, catalogue, runner);
    MainWindow window({catalogue, backups, runs, finder, sample, verify, watch, runner, settings, paths});
    window.show();
    // A desktop opens files with a program by naming them; what Qt understands it has taken out of argv.
    QList<Path> files;
    std::transform(argv + 1, argv + argc, std::back_inserter(files), [](const char *file) {
        std::error_code noFolder;
        const Path path = std::filesystem::absolute(file, noFolder);
        return noFolder ? Path(file) : path;
    });
    if (!files.isEmpty()) {
        window.openFiles(files);
    }
    return QApplication::exec();
}

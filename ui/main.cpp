// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/folderwatch.h"
#include "service/jobservice.h"
#include "service/paths.h"
#include "service/runboard.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "system/singleinstance.h"
#include "ui/common/appearancemenu.h"
#include "ui/common/calmstyle.h"
#include "ui/common/display.h"
#include "ui/common/icon.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>
#include <optional>

using namespace litekeeper;

namespace {

/// The exit code if another start shows the window already.
std::optional<int> handOver(SingleInstance &instance, const StartArguments &arguments)
{
    const Result<SingleInstance::Role> role = instance.start(arguments);
    if (role && *role == SingleInstance::Role::HandedOver) {
        return 0;
    }
    if (!role) {
        std::fputs(qUtf8Printable(describe(role.error()) + QLatin1Char('\n')), stderr);
        if (role.error().kind == ErrorKind::Busy) {
            return 1;
        }
    }
    return std::nullopt;
}

void show(MainWindow &window, const StartArguments &arguments)
{
    // Under Wayland a window may raise itself only with the token of who asked for it.
    if (!arguments.activationToken.isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", arguments.activationToken);
    }
    if (!arguments.isMinimized) {
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.show();
        window.raise();
        window.activateWindow();
    } else if (!window.isVisible()) {
        window.showMinimized();
    }
    // A desktop opens files with a program by naming them.
    if (!arguments.files.isEmpty()) {
        window.openFiles(arguments.files);
    }
}

} // namespace

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

    // What Qt understands it has taken out of argv.
    const Result<StartArguments> arguments = parseStartArguments({argv + 1, argv + argc});
    if (!arguments) {
        std::fputs(qUtf8Printable(describe(arguments.error()) + QLatin1Char('\n')), stderr);
        return 2;
    }
    const Paths paths = standardPaths();
    SingleInstance instance(paths.catalogue.parent_path());
    if (const std::optional<int> code = handOver(instance, *arguments)) {
        return *code;
    }
    QSettings settings(QString::fromUtf8(pathBytes(paths.catalogue.parent_path() / "window.ini")),
                       QSettings::IniFormat);
    applyAppearance(AppearanceMenu::remembered(settings));

    TaskRunner runner;
    CatalogueService catalogue(runner, paths);
    FinderService finder(runner);
    finder.setExcluded({paths.catalogue.parent_path()});
    BackupService backups(catalogue, runner, paths.lockFolder);
    RunBoard runs(backups, catalogue, runner, paths.running);
    const SystemClock clock;
    JobService jobs(catalogue, backups, runner, clock);
    SampleService sample(catalogue, runner, paths.samples);
    finder.setExcluded({paths.catalogue});
    VerifyService verify(catalogue, runner, paths);
    FolderWatch watch(verify, catalogue, runner);
    MainWindow window(
        {catalogue, backups, runs, jobs, finder, sample, verify, watch, runner, clock, settings, paths});
    QObject::connect(&instance, &SingleInstance::startedAgain, &window,
                     [&window](const StartArguments &again) { show(window, again); });
    show(window, *arguments);
    return QApplication::exec();
}

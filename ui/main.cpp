// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/runattendant.h"
#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/folderwatch.h"
#include "service/jobservice.h"
#include "service/paths.h"
#include "service/placeservice.h"
#include "service/runboard.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "service/watchservice.h"
#include "system/autostart.h"
#include "system/interrupt.h"
#include "system/singleinstance.h"
#include "system/usertimer.h"
#include "ui/common/appearancemenu.h"
#include "ui/common/calmstyle.h"
#include "ui/common/display.h"
#include "ui/common/icon.h"
#include "ui/mainwindow.h"
#include "ui/tray/closingchoice.h"
#include "ui/tray/trayicon.h"
#include "ui/tray/windowpresence.h"

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

void connectAll(MainWindow &window, RunAttendant &attendant, WindowPresence &presence)
{
    QObject::connect(&window, &MainWindow::closed, qApp, [] { QCoreApplication::exit(0); });
    QObject::connect(&window, &MainWindow::jobsLoaded, &attendant, &RunAttendant::begin);
    QObject::connect(&attendant, &RunAttendant::notTold, &window,
                     [&window](const QString &sentence) { window.warn(sentence, QStringLiteral("ping")); });
    QObject::connect(&attendant, &RunAttendant::jobRequested, &window,
                     [&window, &presence](const QUuid &jobId) {
                         presence.raise();
                         window.showJob(jobId);
                     });
}

/// As the command line ends: cleanly, with nothing left of a run, and without a question.
void endOnSignals(Interrupt &interrupt, BackupService &backups, RunAttendant &attendant, MainWindow &window)
{
    QObject::connect(&interrupt, &Interrupt::interrupted, &window, [&interrupt, &attendant, &window] {
        attendant.endRuns(interrupt);
        window.quitUnasked();
    });
    // Queued: a run that was claimed behind the signal has begun by then.
    QObject::connect(
        &backups, &BackupService::runStarted, &window,
        [&interrupt, &attendant] {
            if (interrupt.happened()) {
                attendant.endRuns(interrupt);
            }
        },
        Qt::QueuedConnection);
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
    if (!arguments->profile.empty()) {
        // Child processes and what wakes us later find the same profile by it.
        qputenv("LITEKEEPER_HOME", pathBytes(arguments->profile));
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
    BackupService backups(catalogue, runner, paths.lockFolder);
    RunBoard runs(backups, catalogue, runner, paths.running);
    const SystemClock clock;
    PlaceService places(runner, clock);
    JobService jobs(catalogue, backups, runner, clock);
    SampleService sample(catalogue, runner, paths.samples);
    finder.setExcluded({paths.catalogue});
    VerifyService verify(catalogue, runner, paths);
    FolderWatch watch(verify, catalogue, runner);
    WatchService watches(catalogue, clock);
    TrayIcon tray(jobs);
    ClosingChoice closing(jobs, settings, [&tray] { return tray.isShown(); });
    UserTimer timer;
    const Autostart autostart;
    MainWindow window({catalogue, backups, runs, jobs, finder, places, sample, verify, watch, watches, runner,
                       clock, settings, timer, autostart, closing, paths});
    RunAttendant attendant(catalogue, backups, jobs, clock, RunAttendant::Process::StaysOn);
    WindowPresence presence(window, tray);
    connectAll(window, attendant, presence);
    Interrupt interrupt;
    endOnSignals(interrupt, backups, attendant, window);
    QObject::connect(&instance, &SingleInstance::startedAgain, &presence, &WindowPresence::start);
    // In the tray there is no window.
    QApplication::setQuitOnLastWindowClosed(false);
    presence.start(*arguments);
    return QApplication::exec();
}

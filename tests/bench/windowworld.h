// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
#include "system/usertimer.h"
#include "ui/mainwindow.h"
#include "ui/tray/closingchoice.h"

#include <QSettings>

namespace litekeeper::bench {

/// The program with its window, joined as in ui/main.cpp, in the folders that the environment names.
struct WindowWorld
{
    Paths paths = standardPaths();
    QSettings settings{QString::fromUtf8(pathBytes(paths.catalogue.parent_path() / "window.ini")),
                       QSettings::IniFormat};
    TaskRunner runner;
    CatalogueService catalogue{runner, paths};
    FinderService finder{runner};
    BackupService backups{catalogue, runner, paths.lockFolder};
    RunBoard runs{backups, catalogue, runner, paths.running};
    SystemClock clock;
    PlaceService places{runner, clock};
    JobService jobs{catalogue, backups, runner, clock};
    SampleService sample{catalogue, runner, paths.samples};
    VerifyService verify{catalogue, runner, paths};
    FolderWatch watch{verify, catalogue, runner};
    WatchService watches{catalogue, clock};
    UserTimer timer;
    Autostart autostart;
    ClosingChoice closing{jobs, settings, [] { return false; }};
    MainWindow window{{catalogue, backups, runs, jobs, finder, places, sample, verify, watch, watches, runner,
                       clock, settings, timer, autostart, closing, paths}};
};

} // namespace litekeeper::bench

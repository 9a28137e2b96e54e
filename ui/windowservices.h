// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/paths.h"

class QSettings;

namespace litekeeper {

class Autostart;
class BackupService;
class CatalogueService;
class Clock;
class ClosingChoice;
class FinderService;
class FolderWatch;
class JobService;
class PlaceService;
class RunBoard;
class SampleService;
class TaskRunner;
class UserTimer;
class VerifyService;
class WatchService;

/// What the window works with; all of it outlives the window.
struct WindowServices
{
    CatalogueService &catalogue;
    BackupService &backups;
    RunBoard &runs;
    JobService &jobs;
    FinderService &finder;
    PlaceService &places;
    SampleService &sample;
    VerifyService &verify;
    FolderWatch &watch;
    WatchService &watches;
    TaskRunner &runner;
    const Clock &clock;
    QSettings &settings; ///< of this window: geometry, columns, appearance
    UserTimer &timer;
    const Autostart &autostart;
    ClosingChoice &closing;
    Paths paths;
};

} // namespace litekeeper

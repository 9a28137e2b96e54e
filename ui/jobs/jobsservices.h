// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QSettings;

namespace litekeeper {

class BackupLauncher;
class CatalogueService;
class Clock;
class JobService;
class Questions;
class RunBoard;
class TaskRunner;

/// What the Jobs page works with; all of it outlives the page.
struct JobsServices
{
    JobService &jobs;
    RunBoard &runs;
    CatalogueService &catalogue;
    TaskRunner &runner;
    BackupLauncher &launcher;
    const Clock &clock;
    QSettings &settings;
    Questions &questions;
};

} // namespace litekeeper

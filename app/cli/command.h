// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/paths.h"

namespace litekeeper {

class BackupService;
class CatalogueService;
class FinderService;
class Interrupt;
class JobService;
class RunAttendant;
class TaskRunner;
class WatchService;

/// What main() built and every command may use.
struct Session
{
    const Paths &paths;
    TaskRunner &runner;
    CatalogueService &catalogue;
    FinderService &finder;
    BackupService &backups;
    JobService &jobs;
    RunAttendant &attendant;
    WatchService &watches;
};

/// One subcommand. It registers its options with the parser when it is made and keeps what was parsed.
class Command
{
public:
    virtual ~Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    [[nodiscard]] virtual bool wasAsked() const = 0;
    /// Does the work and gives the exit code. May run the event loop of the program.
    [[nodiscard]] virtual int run(Session &session) = 0;

protected:
    Command() = default;
};

} // namespace litekeeper

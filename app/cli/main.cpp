// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/runattendant.h"
#include "cli/backupcommand.h"
#include "cli/canarycommand.h"
#include "cli/console.h"
#include "cli/diffcommand.h"
#include "cli/doctorcommand.h"
#include "cli/exitcode.h"
#include "cli/exportcommand.h"
#include "cli/extractchild.h"
#include "cli/gaterecordchild.h"
#include "cli/historycommand.h"
#include "cli/inspectcommand.h"
#include "cli/jobscommand.h"
#include "cli/json.h"
#include "cli/lookchild.h"
#include "cli/networkchild.h"
#include "cli/nextcommand.h"
#include "cli/placeprobechild.h"
#include "cli/placescommand.h"
#include "cli/rehearsecommand.h"
#include "cli/restorecommand.h"
#include "cli/runduecommand.h"
#include "cli/runjobcommand.h"
#include "cli/samplecommand.h"
#include "cli/scancommand.h"
#include "cli/searchchild.h"
#include "cli/verifychild.h"
#include "cli/verifycommand.h"
#include "cli/watchlookchild.h"
#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/jobservice.h"
#include "service/networkaccess.h"
#include "service/watchservice.h"

#include <QCoreApplication>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <span>

#include <langinfo.h>

using namespace litekeeper;

namespace {

/// Cron jobs and small containers run in the C locale, of which Qt complains on the standard error.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        ::setenv("LC_ALL", "C.UTF-8", 1);
    }
}

/// What the parser gets: in reverse, as it takes them. It would take "[a,b]" apart as a list of two; with
/// "./" before it, the path of a file stays one argument and the same path.
std::vector<std::string> parserArguments(std::span<char *> arguments)
{
    std::vector<std::string> reversed;
    for (std::size_t i = arguments.size() - 1; i > 0; --i) {
        const std::string argument = arguments[i];
        const bool isList = argument.starts_with('[') && argument.ends_with(']');
        reversed.push_back(isList ? "./" + argument : argument);
    }
    return reversed;
}

int usageError(const CLI::App &parser, const CLI::ParseError &error, std::span<char *> arguments)
{
    for (const char *argument : arguments) {
        if (std::strcmp(argument, "--json") == 0) {
            json::print({{QStringLiteral("error"), QStringLiteral("usage")},
                         {QStringLiteral("reason"), QString::fromLocal8Bit(error.what())}});
            break;
        }
    }
    parser.exit(error);
    return ExitUsage;
}

int runCommand(int argc, char *argv[], std::span<Command *const> commands)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("litekeeper-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LITEKEEPER_VERSION));

    const Paths paths = standardPaths();
    TaskRunner runner;
    CatalogueService catalogue(runner, paths.catalogue);
    catalogue.setNetwork(NetworkAccess(paths.scratch));
    FinderService finder(runner);
    BackupService backups(catalogue, runner, paths.lockFolder);
    const SystemClock clock;
    JobService jobs(catalogue, backups, runner, clock);
    RunAttendant attendant(catalogue, backups, jobs, clock, RunAttendant::Process::EndsSoon);
    WatchService watches(catalogue, clock);
    Session session{paths, runner, catalogue, finder, backups, jobs, attendant, watches};
    for (Command *command : commands) {
        if (command->wasAsked()) {
            return command->run(session);
        }
    }
    return ExitUsage;
}

} // namespace

int main(int argc, char *argv[])
{
    useUtf8();
    // A reader that goes away must not end a backup; writing to it fails instead.
    std::signal(SIGPIPE, SIG_IGN);

    CLI::App parser("Backs up live SQLite databases and proves the copies.", "litekeeper-cli");
    parser.set_version_flag("--version", "litekeeper-cli " LITEKEEPER_VERSION);
    parser.require_subcommand(1);
    BackupCommand backup(parser);
    ScanCommand scan(parser);
    PlacesCommand places(parser);
    JobsCommand jobs(parser);
    RunJobCommand runJob(parser);
    RunDueCommand runDue(parser);
    HistoryCommand history(parser);
    InspectCommand inspect(parser);
    DiffCommand diff(parser);
    RestoreCommand restore(parser);
    ExportCommand exportTables(parser);
    RehearseCommand rehearse(parser);
    DoctorCommand doctor(parser);
    SampleCommand sample(parser);
    VerifyCommand verify(parser);
    NextCommand next(parser);
    CanaryCommand canary(parser);
    VerifyChild verifyChild(parser);
    LookChild lookChild(parser);
    ExtractChild extractChild(parser);
    WatchLookChild watchLookChild(parser);
    GateRecordChild gateRecordChild(parser);
    NetworkChild networkChild(parser);
    PlaceProbeChild placeProbeChild(parser);
    SearchChild searchChild(parser);
    if (argc < 2) {
        console::print(QString::fromStdString(parser.help()));
        return ExitUsage;
    }
    try {
        parser.parse(parserArguments({argv, std::size_t(argc)}));
    } catch (const CLI::Success &success) {
        return parser.exit(success);
    } catch (const CLI::ParseError &error) {
        return usageError(parser, error, {argv, std::size_t(argc)});
    }
    Command *const commands[] = {&backup,       &scan,           &diff,
                                 &restore,      &jobs,           &runJob,
                                 &runDue,       &history,        &inspect,
                                 &doctor,       &sample,         &verify,
                                 &next,         &verifyChild,    &lookChild,
                                 &canary,       &watchLookChild, &gateRecordChild,
                                 &networkChild, &places,         &placeProbeChild,
                                 &searchChild,  &exportTables,   &extractChild,
                                 &rehearse};
    const int code = runCommand(argc, argv, commands);
    if (!console::outputIsWhole() && code == ExitDone) {
        return ExitFailed;
    }
    return code;
}

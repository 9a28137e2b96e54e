// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that lives in its database, as the applications do whose databases Litekeeper backs up:
//   livewriter create FILE [--accounts N] [--journal wal|delete|truncate|persist] ...
//   livewriter write FILE LOG [--interval-us 1000] [--figures JSON] [--latencies FILE] ...
//   livewriter verify FILE LOG [--at-least N] [--everything]
#include "support/livewriter/writing.h"

#include <CLI/CLI.hpp>

#include <sys/prctl.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

using namespace litekeeper::test;

namespace {

volatile std::sig_atomic_t stopWanted = 0;

double milliseconds(std::chrono::microseconds duration)
{
    return double(duration.count()) / 1000;
}

void writeFigures(const std::string &file, const WritingResult &result)
{
    std::vector<std::chrono::microseconds> times;
    std::transform(result.commits.begin(), result.commits.end(), std::back_inserter(times),
                   [](const Commit &commit) { return commit.took; });
    std::sort(times.begin(), times.end());
    const auto quantile = [&times](double share) {
        return times.empty() ? 0.0 : milliseconds(times[size_t(double(times.size() - 1) * share)]);
    };
    std::ofstream(file) << "{\"commits\": " << times.size() << ", \"busy\": " << result.busy
                        << ", \"p50_ms\": " << quantile(0.5) << ", \"p99_ms\": " << quantile(0.99)
                        << ", \"max_ms\": " << quantile(1) << "}\n";
}

// One line per commit: begin in nanoseconds of the monotonic clock, duration in microseconds.
void writeLatencies(const std::string &file, const WritingResult &result)
{
    std::ofstream stream(file);
    for (const Commit &commit : result.commits) {
        stream << commit.began.time_since_epoch().count() << ' ' << commit.took.count() << '\n';
    }
}

struct Options
{
    std::string file;
    std::string log;
    BankPlan bank;
    WritingPlan writing;
    std::string journal = "wal";
    int pageSize = 4096;
    std::int64_t intervalMicroseconds = 1000;
    std::int64_t busyMilliseconds = 5000;
    std::int64_t seconds = 3600;
    std::string figures;
    std::string latencies;
    std::int64_t atLeast = 0;
    bool everything = false;
};

int write(Options options)
{
    // Nobody wants a writer that outlives a test which was killed.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (const int signal : {SIGTERM, SIGINT}) {
        std::signal(signal, [](int) { stopWanted = 1; });
    }
    options.writing.interval = std::chrono::microseconds(options.intervalMicroseconds);
    options.writing.busyTimeout = std::chrono::milliseconds(options.busyMilliseconds);
    options.writing.duration = std::chrono::seconds(options.seconds);
    TransferLog log(options.log);
    const WritingResult result = writeTransfers(options.file, log, options.writing, stopWanted);
    if (!options.figures.empty()) {
        writeFigures(options.figures, result);
    }
    if (!options.latencies.empty()) {
        writeLatencies(options.latencies, result);
    }
    return 0;
}

int verify(const Options &options)
{
    const LoggedTransfers log = readLog(options.log);
    Comparison comparison = compareWithLog(options.file, log);
    const std::int64_t needed = options.everything ? log.acknowledged : options.atLeast;
    if (comparison.problem.empty() && comparison.transfers < needed) {
        comparison.problem = "transfer " + std::to_string(needed) + " was acknowledged before and is missing";
    }
    if (!comparison.problem.empty()) {
        std::printf("%s, at transfer %lld: %s\n", options.file.c_str(), (long long)comparison.transfers,
                    comparison.problem.c_str());
        return 1;
    }
    std::printf("%lld\n", (long long)comparison.transfers);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    CLI::App parser("Writes to a SQLite database all the time, and proves what became of it.", "livewriter");
    parser.require_subcommand(1);
    Options options;
    const auto journals = CLI::IsMember({"wal", "delete", "truncate", "persist"});

    CLI::App *create = parser.add_subcommand("create", "Make a bank");
    create->add_option("FILE", options.file)->required();
    create->add_option("--accounts", options.bank.accounts);
    create->add_option("--note-bytes", options.bank.noteBytes);
    create->add_option("--journal", options.journal)->check(journals);
    create->add_option("--page-size", options.pageSize);

    CLI::App *writer = parser.add_subcommand("write", "Commit transfers until SIGTERM");
    writer->add_option("FILE", options.file)->required();
    writer->add_option("LOG", options.log)->required();
    writer->add_option("--interval-us", options.intervalMicroseconds);
    writer->add_option("--busy-timeout-ms", options.busyMilliseconds);
    writer->add_option("--seconds", options.seconds);
    writer->add_option("--synchronous", options.writing.synchronous);
    writer->add_option("--journal", options.writing.journalMode)->check(journals);
    writer->add_option("--figures", options.figures, "Where to write the figures as JSON at the end");
    writer->add_option("--latencies", options.latencies, "Where to write every commit at the end");

    CLI::App *verifier = parser.add_subcommand("verify", "Compare a database with the log");
    verifier->add_option("FILE", options.file)->required();
    verifier->add_option("LOG", options.log)->required();
    verifier->add_option("--at-least", options.atLeast, "The transfer that must not be missing");
    verifier->add_flag("--everything", options.everything, "Nothing that was acknowledged may be missing");

    CLI11_PARSE(parser, argc, argv);
    try {
        if (create->parsed()) {
            Bank::create(options.file, options.bank, options.journal, options.pageSize);
            return 0;
        }
        return writer->parsed() ? write(options) : verify(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "livewriter: %s\n", error.what());
        return 2;
    }
}

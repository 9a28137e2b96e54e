// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/samplecommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/words.h"
#include "runner/taskrunner.h"
#include "service/sample.h"
#include "service/whendone.h"
#include "system/interrupt.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli sample /tmp/bank.db
      makes a small bank: accounts and transfers, in WAL mode
  litekeeper-cli sample /tmp/bank.db --seconds 30 --commits-per-second 1000
      then moves money between accounts, one transfer a commit, for 30 seconds

An existing sample is used again; any other existing file is refused.)";

}

SampleCommand::SampleCommand(CLI::App &program)
    : m_app(program.add_subcommand("sample", "Make a sample database, and keep writing to it"))
{
    m_app->footer(examples);
    m_app->add_option("FILE", m_file, "The database file to make")->type_name("PATH")->required();
    m_app->add_option("--seconds", m_seconds, "How long to keep committing transfers; 0: just make it")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86'400.0).description(""))
        ->capture_default_str();
    m_app->add_option("--commits-per-second", m_commitsPerSecond, "How many transfers to commit a second")
        ->type_name("COUNT")
        ->check(CLI::Range(1, 100'000).description(""))
        ->capture_default_str();
}

int SampleCommand::run(Session &session)
{
    if (const Result<void> prepared = prepare(session); !prepared) {
        return fail(prepared.error());
    }
    return m_seconds > 0 ? write(session) : ExitDone;
}

Result<void> SampleCommand::prepare(Session &session) const
{
    const Path file(m_file);
    if (session.runner.startTask([file] { return isSample(file); }).result()) {
        return {};
    }
    const Result<SampleFigures> made
        = session.runner.startTask([file] { return createSample(file); }).result();
    if (!made) {
        return made.error();
    }
    console::printLine(tr("Made “%1”: %2, %3, %4, WAL mode.")
                           .arg(displayPath(file), countText(made->accounts, tr("account"), tr("accounts")),
                                countText(made->transfers, tr("transfer"), tr("transfers")),
                                bytesText(made->bytes)));
    return {};
}

int SampleCommand::write(Session &session)
{
    const auto control = std::make_shared<RunControl>();
    Interrupt interrupt;
    connect(&interrupt, &Interrupt::interrupted, this, [control] { control->requestStop(); });
    const std::chrono::milliseconds duration(qint64(m_seconds * 1000));
    const auto work = [file = Path(m_file), duration, rate = m_commitsPerSecond](const RunControl &stop) {
        return writeTransfers(file, duration, rate, stop);
    };
    whenDone(session.runner.startTask(control, work), this,
             [this, &interrupt](const Result<SampleTraffic> &traffic) {
                 if (!traffic) {
                     QCoreApplication::exit(fail(traffic.error()));
                     return;
                 }
                 const auto slowest = QString::number(double(traffic->slowestCommit.count()) / 1000, 'f', 1);
                 console::printLine(tr("Committed %1 in %2; the slowest commit took %3 ms.")
                                        .arg(countText(traffic->commits, tr("transfer"), tr("transfers")),
                                             durationText(traffic->elapsed.count()), slowest));
                 QCoreApplication::exit(interrupt.happened() ? ExitCancelled : ExitDone);
             });
    return QCoreApplication::exec();
}

int SampleCommand::fail(const Error &error) const
{
    console::printError(describe(error));
    return ExitFailed;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/scancommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/progressline.h"
#include "cli/words.h"
#include "service/finderservice.h"
#include "system/interrupt.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli scan /srv /var/lib
  litekeeper-cli scan ~ --json

Files are opened and looked at, whatever their names are, and never changed.
Exit codes: 0 done, 1 a folder could not be searched, 130 cancelled)";

QString describeDatabase(const DatabaseFacts &facts)
{
    QStringList parts{bytesText(facts.bytes).rightJustified(10),
                      facts.journalMode == JournalMode::Wal ? QStringLiteral("wal     ")
                                                            : QStringLiteral("rollback"),
                      instantText(facts.modified), displayPath(facts.path)};
    if (!facts.application.isEmpty()) {
        parts.append(QStringLiteral("(%1)").arg(facts.application));
    }
    return parts.join(QStringLiteral("  "));
}

} // namespace

ScanCommand::ScanCommand(CLI::App &program)
    : m_app(program.add_subcommand("scan", "Find SQLite databases by their content"))
{
    m_app->footer(examples);
    m_app->add_option("DIR", m_folders, "Folders to search, or single files to look at")
        ->type_name("PATH")
        ->required();
    m_app->add_flag("--json", m_json, "Print one JSON document with everything that was found");
}

int ScanCommand::run(Session &session)
{
    m_line = std::make_unique<ProgressLine>(true);
    Interrupt interrupt;
    FinderService &finder = session.finder;
    connect(&interrupt, &Interrupt::interrupted, &finder, &FinderService::stop);
    connect(&finder, &FinderService::found, this,
            [this, &session](const QList<DatabaseFacts> &databases) { onFound(session, databases); });
    connect(
        &finder, &FinderService::progressed, this,
        [this](qint64 files, qint64 databases, const QString &folder) {
            m_line->show(
                tr("%1 files looked at, %2 found  %3").arg(countText(files), countText(databases), folder));
        });
    connect(&finder, &FinderService::finished, this, &ScanCommand::onFinished);
    QList<Path> roots;
    for (const std::string &folder : m_folders) {
        roots.append(absolutePath(Path(folder)));
    }
    finder.search(roots);
    return QCoreApplication::exec();
}

void ScanCommand::onFound(Session &session, const QList<DatabaseFacts> &databases)
{
    m_line->clear();
    for (const DatabaseFacts &facts : databases) {
        if (m_json) {
            m_found.append(json::database(facts));
        } else if (!console::printLine(describeDatabase(facts))) {
            session.finder.stop();
        }
    }
}

bool ScanCommand::rootsExist() const
{
    bool all = true;
    for (const std::string &folder : m_folders) {
        std::error_code error;
        if (!std::filesystem::exists(Path(folder), error)) {
            console::printError(describe({.kind = ErrorKind::NotFound, .path = Path(folder)}));
            all = false;
        }
    }
    return all;
}

void ScanCommand::onFinished(qint64 files, qint64 databases, qint64 unreadable, bool stopped)
{
    m_line->clear();
    const bool complete = rootsExist() && !stopped;
    if (m_json) {
        json::print({{QStringLiteral("databases"), m_found},
                     {QStringLiteral("files"), files},
                     {QStringLiteral("unreadable_folders"), unreadable},
                     {QStringLiteral("complete"), complete && unreadable == 0}});
    } else {
        QString sentence = tr("%1 among %2")
                               .arg(countText(databases, tr("database"), tr("databases")),
                                    countText(files, tr("file"), tr("files")));
        if (unreadable > 0) {
            sentence += tr("; %1 could not be read").arg(countText(unreadable, tr("folder"), tr("folders")));
        }
        console::printError(sentence + (stopped ? tr("; stopped before the end.") : QStringLiteral(".")));
    }
    QCoreApplication::exit(stopped ? ExitCancelled : complete ? ExitDone : ExitFailed);
}

} // namespace litekeeper

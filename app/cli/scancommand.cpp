// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/scancommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/progressline.h"
#include "cli/words.h"
#include "places/filesystem.h"
#include "service/finderservice.h"
#include "system/interrupt.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli scan /srv /var/lib
  litekeeper-cli scan ~ --json
  litekeeper-cli scan /mnt/nas/projects --timeout 60

Files are opened and looked at, whatever their names are, and never changed. Network shares are
searched where a DIR lies on one, by a child process that is ended when the share falls silent; no
database is opened there.
Exit codes: 0 done, 1 a folder could not be searched or a share does not answer, 130 cancelled)";

constexpr double longestTimeout = 3600;

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
    m_app
        ->add_option("--timeout", m_timeout,
                     "How long a network share may be silent, in seconds (default: 30)")
        ->type_name("S")
        ->check(CLI::Range(0.1, longestTimeout));
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
    connect(&finder, &FinderService::rootFailed, this, &ScanCommand::onRootFailed);
    connect(&finder, &FinderService::finished, this, &ScanCommand::onFinished);
    for (const std::string &folder : m_folders) {
        m_roots.append(absolutePath(Path(folder)));
    }
    finder.setSilence(std::chrono::milliseconds(qint64(m_timeout * 1000)));
    finder.search(m_roots);
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

void ScanCommand::onRootFailed(const Error &error)
{
    m_line->clear();
    console::printError(describe(error));
    QJsonObject failure = json::error(error);
    failure.insert(QStringLiteral("path"), json::path(error.path));
    m_failed.append(failure);
}

QJsonArray ScanCommand::rootsJson() const
{
    QJsonArray roots;
    for (const Path &root : m_roots) {
        const Result<FileSystemFacts> place = fileSystemOf(root);
        const FileSystemFacts facts = place ? *place : FileSystemFacts();
        roots.append(QJsonObject{
            {QStringLiteral("path"), json::path(root)},
            {QStringLiteral("network"), facts.kind == PlaceKind::Network},
            {QStringLiteral("file_system"), json::text(facts.type)},
            {QStringLiteral("source"), json::text(facts.source)},
            {QStringLiteral("mount_point"), json::path(facts.mountPoint)},
        });
    }
    return roots;
}

void ScanCommand::onFinished(qint64 files, qint64 databases, qint64 unreadable, bool stopped)
{
    m_line->clear();
    const bool complete = m_failed.isEmpty() && !stopped;
    if (m_json) {
        const QJsonArray roots = rootsJson();
        const bool isRemote = std::any_of(roots.begin(), roots.end(), [](const QJsonValue &root) {
            return root.toObject().value(QStringLiteral("network")).toBool();
        });
        json::print({{QStringLiteral("databases"), m_found},
                     {QStringLiteral("roots"), roots},
                     {QStringLiteral("network"), isRemote},
                     {QStringLiteral("failed"), m_failed},
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

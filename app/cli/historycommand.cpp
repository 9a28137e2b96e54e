// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/historycommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/catalogueservice.h"
#include "service/rehearsalwords.h"

#include <algorithm>
#include <iterator>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli history
  litekeeper-cli history --limit 100 --json
  litekeeper-cli history show latest
      all about the newest run, with its log)";

constexpr int mostRunsLookedThrough = 100'000;

/// By its id, which may be cut short as long as it means one run only, or the newest.
Result<Run> findRun(CatalogueService &catalogue, const QString &name)
{
    const bool isLatest = name == QLatin1String("latest");
    const Result<QList<Run>> runs = catalogue.runs(isLatest ? 1 : mostRunsLookedThrough).result();
    if (!runs) {
        return runs.error();
    }
    QList<Run> found;
    std::copy_if(runs->begin(), runs->end(), std::back_inserter(found), [&](const Run &run) {
        return isLatest || run.id.toString(QUuid::WithoutBraces).startsWith(name, Qt::CaseInsensitive);
    });
    if (found.size() == 1) {
        return catalogue.run(found.front().id).result(); // with its log
    }
    return Error{.kind = found.isEmpty() ? ErrorKind::NotFound : ErrorKind::InvalidArgument,
                 .detail = found.isEmpty()
                     ? HistoryCommand::tr("there is no run “%1”").arg(name)
                     : HistoryCommand::tr("“%1” may mean %2 runs").arg(name).arg(found.size()),
                 .advice = HistoryCommand::tr("The ids stand in: litekeeper-cli history --json")};
}

std::optional<Backup> backupOf(const Run &run, const QHash<QUuid, Backup> &backups)
{
    const auto found = backups.constFind(run.backupId);
    return found == backups.cend() ? std::nullopt : std::optional(*found);
}

QString dateText(const QDateTime &utc)
{
    return utc.toLocalTime().date().toString(Qt::ISODate);
}

QStringList cellsOf(const Run &run, const std::optional<Backup> &backup)
{
    const bool ended = run.finishedAt.isValid();
    return {instantText(run.startedAt),
            outcomeCode(run.outcome),
            backup ? proofWithRehearsal(proofText(backup->proof), backup->rehearsal,
                                        dateText(backup->rehearsal.at))
                   : QStringLiteral("-"),
            backup ? bytesText(backup->fileBytes) : QStringLiteral("-"),
            ended && run.milliseconds > 0 ? durationText(run.milliseconds) : QStringLiteral("-"),
            displayPath(run.source)};
}

} // namespace

HistoryCommand::HistoryCommand(CLI::App &program)
    : m_app(program.add_subcommand("history", "List the newest runs and the backups they left"))
{
    m_app->footer(examples);
    m_app->add_option("--limit", m_limit, "How many runs")
        ->type_name("COUNT")
        ->check(CLI::Range(1, 1'000'000).description(""))
        ->capture_default_str();
    m_app->add_flag("--json", m_json, "Print one JSON document");
    m_show = m_app->add_subcommand("show", "All about one run, with its log");
    m_show->add_option("RUN", m_run, "Its id, or the beginning of it, or \"latest\"")->required();
    m_show->add_flag("--json", m_json, "Print one JSON document");
    m_app->require_subcommand(0, 1);
}

int HistoryCommand::run(Session &session)
{
    if (const auto opened = session.catalogue.open().result(); !opened) {
        return fail(opened.error());
    }
    return m_show->parsed() ? show(session) : list(session);
}

int HistoryCommand::show(Session &session)
{
    const Result<Run> run = findRun(session.catalogue, QString::fromStdString(m_run));
    if (!run) {
        return fail(run.error());
    }
    const Result<Backup> backup = session.catalogue.backup(run->backupId).result();
    const std::optional<Backup> kept = backup ? std::optional(*backup) : std::nullopt;
    if (m_json) {
        QJsonObject document = json::run(*run, kept);
        document.insert(QStringLiteral("log"),
                        QJsonArray::fromStringList(run->log.split(QLatin1Char('\n'), Qt::SkipEmptyParts)));
        json::print(document);
        return ExitDone;
    }
    console::printLine(tr("Run %1").arg(run->id.toString(QUuid::WithoutBraces)));
    print({*run}, kept ? QHash<QUuid, Backup>{{kept->id, *kept}} : QHash<QUuid, Backup>());
    for (const Finding &finding : run->findings) {
        console::printLine(QStringLiteral("%1: %2").arg(severityCode(finding.severity), finding.text));
    }
    if (kept && kept->rehearsal.at.isValid()) {
        console::printLine(
            tr("Rehearsed %1: %2").arg(instantText(kept->rehearsal.at), rehearsalSentence(kept->rehearsal)));
    }
    console::printLine();
    console::print(run->log.isEmpty() ? tr("This run left no log.\n")
                                      : QString(run->log).replace(QLatin1Char('\t'), QLatin1String("  "))
                           + QLatin1Char('\n'));
    return ExitDone;
}

int HistoryCommand::list(Session &session)
{
    const Result<QList<Run>> runs = session.catalogue.runs(m_limit).result();
    if (!runs) {
        return fail(runs.error());
    }
    const Result<QList<Backup>> backups = session.catalogue.backups().result();
    if (!backups) {
        return fail(backups.error());
    }
    QHash<QUuid, Backup> byId;
    for (const Backup &backup : *backups) {
        byId.insert(backup.id, backup);
    }
    m_json ? printJson(*runs, byId) : print(*runs, byId);
    return ExitDone;
}

void HistoryCommand::print(const QList<Run> &runs, const QHash<QUuid, Backup> &backups) const
{
    if (runs.isEmpty()) {
        console::printLine(tr("No backup has run yet. Start one with: litekeeper-cli backup SOURCE"));
        return;
    }
    using enum TextTable::Align;
    TextTable table({Left, Left, Left, Right, Right, Left});
    table.addRow({tr("STARTED"), tr("OUTCOME"), tr("PROOF"), tr("SIZE"), tr("TIME"), tr("DATABASE")});
    for (const Run &run : runs) {
        const std::optional<Backup> backup = backupOf(run, backups);
        table.addRow(cellsOf(run, backup));
        if (backup) {
            table.addNote(QStringLiteral("    → ") + displayPath(backup->file));
        }
        if (!run.reason.isEmpty()) {
            table.addNote(QStringLiteral("    ") + run.reason);
        }
    }
    console::print(table.toString());
}

void HistoryCommand::printJson(const QList<Run> &runs, const QHash<QUuid, Backup> &backups) const
{
    QJsonArray array;
    for (const Run &run : runs) {
        array.append(json::run(run, backupOf(run, backups)));
    }
    json::print({{QStringLiteral("runs"), array}});
}

int HistoryCommand::fail(const Error &error) const
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return ExitFailed;
}

} // namespace litekeeper

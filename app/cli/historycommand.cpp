// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/historycommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/catalogueservice.h"

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli history
  litekeeper-cli history --limit 100 --json)";

std::optional<Backup> backupOf(const Run &run, const QHash<QUuid, Backup> &backups)
{
    const auto found = backups.constFind(run.backupId);
    return found == backups.cend() ? std::nullopt : std::optional(*found);
}

QStringList cellsOf(const Run &run, const std::optional<Backup> &backup)
{
    const bool ended = run.finishedAt.isValid();
    return {instantText(run.startedAt),
            outcomeCode(run.outcome),
            backup ? proofText(backup->proof) : QStringLiteral("-"),
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
}

int HistoryCommand::run(Session &session)
{
    if (const auto opened = session.catalogue.open().result(); !opened) {
        return fail(opened.error());
    }
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

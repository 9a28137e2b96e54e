// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/inspectcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/finderservice.h"

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli inspect ~/.mozilla/firefox/x.default/places.sqlite
  litekeeper-cli inspect app.db --json

The file is opened for reading only and left as it is.
Exit codes: 0 it was read, 1 it is not a database or its tables could not be read)";

QString sqliteVersionText(quint32 version)
{
    return QStringLiteral("%1.%2.%3").arg(version / 1'000'000).arg(version / 1000 % 1000).arg(version % 1000);
}

QString factsTable(const DatabaseFacts &facts)
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Left}, QStringLiteral("  "));
    if (!facts.application.isEmpty()) {
        table.addRow({InspectCommand::tr("Application"), facts.application});
    }
    table.addRow(
        {InspectCommand::tr("Size"),
         InspectCommand::tr("%1, %2 of %3 bytes")
             .arg(bytesText(facts.bytes),
                  countText(facts.pageCount, InspectCommand::tr("page"), InspectCommand::tr("pages")),
                  countText(facts.pageSize))});
    const bool wal = facts.journalMode == JournalMode::Wal;
    table.addRow({InspectCommand::tr("Journal"),
                  wal ? InspectCommand::tr("WAL, %1 in its -wal file").arg(bytesText(facts.walBytes))
                      : InspectCommand::tr("rollback")});
    table.addRow({InspectCommand::tr("Modified"), instantText(facts.modified)});
    table.addRow({InspectCommand::tr("Written by"),
                  facts.sqliteVersion == 0
                      ? InspectCommand::tr("an unknown version of SQLite")
                      : InspectCommand::tr("SQLite %1").arg(sqliteVersionText(facts.sqliteVersion))});
    table.addRow({InspectCommand::tr("User version"), QString::number(facts.userVersion)});
    table.addRow({InspectCommand::tr("Application id"),
                  QStringLiteral("0x%1").arg(facts.applicationId, 8, 16, QLatin1Char('0'))});
    return table.toString();
}

QString tablesText(const QList<TableSummary> &tables)
{
    TextTable rows({TextTable::Align::Right, TextTable::Align::Left, TextTable::Align::Left},
                   QStringLiteral("  "));
    rows.addRow({InspectCommand::tr("ROWS"), InspectCommand::tr("TABLE"), {}});
    for (const TableSummary &table : tables) {
        rows.addRow({table.rows < 0 ? QStringLiteral("-") : countText(table.rows), table.name, table.note});
    }
    return rows.toString();
}

} // namespace

InspectCommand::InspectCommand(CLI::App &program)
    : m_app(program.add_subcommand("inspect", "Show what a database is and holds, without changing anything"))
{
    m_app->footer(examples);
    m_app->add_option("FILE", m_file, "The database file")->type_name("PATH")->required();
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int InspectCommand::run(Session &session)
{
    const Path file = absolutePath(Path(m_file));
    const Result<DatabaseFacts> facts = session.finder.look(file).result();
    if (!facts) {
        return fail(facts.error());
    }
    const Result<QList<TableSummary>> tables = session.finder.tables(file).result();
    m_json ? printJson(*facts, tables) : print(*facts, tables);
    return tables ? ExitDone : ExitFailed;
}

void InspectCommand::print(const DatabaseFacts &facts, const Result<QList<TableSummary>> &tables) const
{
    console::printLine(displayPath(facts.path));
    console::print(factsTable(facts));
    if (!tables) {
        console::printError(describe(tables.error()));
        return;
    }
    console::printLine();
    if (tables->isEmpty()) {
        console::printLine(tr("  It has no tables."));
    } else {
        console::print(tablesText(*tables));
    }
}

void InspectCommand::printJson(const DatabaseFacts &facts, const Result<QList<TableSummary>> &tables) const
{
    QJsonObject document = json::database(facts);
    if (tables) {
        QJsonArray array;
        for (const TableSummary &table : *tables) {
            array.append(QJsonObject{
                {QStringLiteral("name"), table.name},
                {QStringLiteral("rows"), table.rows < 0 ? QJsonValue() : QJsonValue(table.rows)},
                {QStringLiteral("note"), json::text(table.note)},
            });
        }
        document.insert(QStringLiteral("tables"), array);
    } else {
        const QJsonObject error = json::error(tables.error());
        for (auto entry = error.begin(); entry != error.end(); ++entry) {
            document.insert(entry.key(), entry.value());
        }
        console::printError(describe(tables.error()));
    }
    json::print(document);
}

int InspectCommand::fail(const Error &error) const
{
    if (m_json) {
        QJsonObject document = json::error(error);
        document.insert(QStringLiteral("path"), json::path(absolutePath(Path(m_file))));
        json::print(document);
    }
    console::printError(describe(error));
    return ExitFailed;
}

} // namespace litekeeper

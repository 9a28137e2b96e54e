// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exportcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/foreground.h"
#include "cli/json.h"
#include "cli/words.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"

#include <limits>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli export blog-20260102-023000.zip --table posts -o posts.sql
      one table as a script: its definition, indexes, triggers, and every row as it was
  litekeeper-cli export blog-20260102-023000.zip --table posts --where id=42 --rows-only
      one row, to look at or to bring it back: ... | sqlite3 /srv/blog/blog.db
  litekeeper-cli export /srv/blog/blog.db --table users --where "seen<2025-01-01" -o old.csv
      rows of a live database, of which a snapshot is read
  litekeeper-cli export blog-20260102-023000.zip --table posts --format json --limit 10

A condition compares values and never runs as SQL. A value that is a number finds the number and the
text of it. COLUMN=VALUE, or in place of "=" also != < <= > >= or ~ (contains); "COLUMN is null",
"COLUMN is not null". All conditions have to be met. "rowid" is a column, too.
  sql   every value comes back the same, and rows with their rowid
  csv   one table; RFC 4180. Texts stand in quotes and nothing else does: an empty field is NULL, ""
        an empty text. Blobs and what is no plain text are written as in SQL: x'00ff'
  json  of one --table an array of objects, else an object with one for each table. What JSON has no
        word for: {"blob": "00ff"}, {"integer": "9007199254740993"}, {"real": "Infinity"}, and
        {"text": "00ff"} for the bytes of a text that is not UTF-8
Generated columns are left out. A file gets its name when it is whole and on the disk.
Exit codes: 0 done, 1 failed, 2 usage, 3 done, but virtual tables were left out, 130 cancelled)";

/// The format of a file is that of its name, if nobody says another one.
std::optional<ExportFormat> formatOf(const std::string &format, const std::string &file)
{
    return exportFormatFromCode(format.empty()
                                    ? QString::fromStdString(Path(file).extension().string()).mid(1).toLower()
                                    : QString::fromStdString(format));
}

} // namespace

ExportCommand::ExportCommand(CLI::App &program)
    : m_app(program.add_subcommand("export", "Write tables or rows of a backup as SQL, CSV or JSON"))
{
    m_app->footer(examples);
    m_app->add_option("BACKUP", m_backup, "A backup in any format, or a database")
        ->type_name("PATH")
        ->required();
    m_app->add_option("--table", m_tables, "A table to export; more than once for several. Default: all")
        ->type_name("TABLE")
        ->allow_extra_args(false);
    m_app
        ->add_option("--where", m_conditions,
                     "Only rows that meet this, for example status=open; more than once")
        ->type_name("COLUMN=VALUE")
        ->allow_extra_args(false);
    m_app->add_option("--search", m_search, "Only rows that contain this text in any column")
        ->type_name("TEXT");
    m_app->add_option("--limit", m_limit, "At most so many rows of each table")
        ->type_name("ROWS")
        ->check(CLI::Range(qint64(0), std::numeric_limits<qint64>::max()).description(""));
    m_app->add_option("--format", m_format, "sql, csv or json. Default: what the file is called, or sql")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"sql", "csv", "json"}).description(""));
    CLI::Option *output
        = m_app->add_option("-o,--output", m_output, "A file that is not there yet. Default: standard output")
              ->type_name("FILE");
    m_app->add_flag("--rows-only", m_rowsOnly, "As SQL: only the rows, for a table that is there already");
    m_app->add_flag("--overwrite", m_overwrite, "Replace the file if there is one")->needs(output);
    m_app->add_flag("--json", m_json, "Print one JSON document about what was written")->needs(output);
}

Result<ExportWish> ExportCommand::wish() const
{
    ExportWish wish{.format = formatOf(m_format, m_output).value_or(ExportFormat::Sql),
                    .search = QString::fromStdString(m_search),
                    .limit = m_limit,
                    .withSchema = !m_rowsOnly};
    for (const std::string &table : m_tables) {
        wish.tables.append(QString::fromStdString(table));
    }
    for (const std::string &text : m_conditions) {
        const Result<RowCondition> condition = RowCondition::fromText(QString::fromStdString(text));
        if (!condition) {
            return condition.error();
        }
        wish.conditions.append(*condition);
    }
    return wish;
}

ExportGoal ExportCommand::goal() const
{
    if (!m_output.empty()) {
        return {.file = absolutePath(Path(m_output)),
                .existing = m_overwrite ? ExistingFile::Replace : ExistingFile::Refuse};
    }
    return {.file = {}, .sink = [](const QByteArray &bytes) -> Result<void> {
                return console::writeRaw(bytes) ? Result<void>()
                                                : Error{.kind = ErrorKind::InputOutput,
                                                        .path = "standard output",
                                                        .detail = tr("nobody reads it any more")};
            }};
}

int ExportCommand::run(Session &session)
{
    const Result<ExportWish> wished = wish();
    if (!wished) {
        (void)fail(wished.error());
        return ExitUsage;
    }
    m_line = std::make_unique<ProgressLine>(!m_output.empty());
    const auto work
        = [backup = Path(m_backup), wished = *wished, goal = goal(), scratch = session.paths.scratch,
           network = session.catalogue.network()](const RunControl &wishes) {
              return exportFromFile(backup, wished, goal, scratch, network, wishes);
          };
    return waitFor(session, *m_line, work,
                   [this](const Result<ExportReport> &report) { return end(report); });
}

int ExportCommand::end(const Result<ExportReport> &report)
{
    if (!report) {
        return fail(report.error());
    }
    if (m_json) {
        printJson(*report);
    } else if (!m_output.empty()) {
        qint64 rows = 0;
        for (const ExportedTable &table : report->tables) {
            rows += table.rows;
        }
        console::printLine(tr("Wrote %1 of %2 to “%3”, %4.")
                               .arg(countText(rows, tr("row"), tr("rows")),
                                    countText(report->tables.size(), tr("table"), tr("tables")),
                                    displayPath(Path(m_output)), bytesText(report->bytes)));
    }
    for (const Finding &finding : report->findings) {
        console::printError(finding.text);
    }
    return report->findings.isEmpty() ? ExitDone : ExitWarning;
}

void ExportCommand::printJson(const ExportReport &report) const
{
    QJsonArray tables;
    for (const ExportedTable &table : report.tables) {
        tables.append(
            QJsonObject{{QStringLiteral("name"), table.name}, {QStringLiteral("rows"), table.rows}});
    }
    json::print({{QStringLiteral("backup"), json::path(absolutePath(Path(m_backup)))},
                 {QStringLiteral("file"), json::path(absolutePath(Path(m_output)))},
                 {QStringLiteral("bytes"), report.bytes},
                 {QStringLiteral("tables"), tables},
                 {QStringLiteral("findings"), json::findings(report.findings)}});
}

int ExportCommand::fail(const Error &error) const
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/diffcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/foreground.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/catalogueservice.h"
#include "service/comparing.h"
#include "service/networkaccess.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostShownText = 60;

const char *const examples = R"(Examples:
  litekeeper-cli diff blog-20260101-023000.db blog-20260102-023000.zip
      what one night changed
  litekeeper-cli diff blog-20260102-023000.db /srv/blog/blog.db --summary
      what a backup and its live database differ in, table by table
  litekeeper-cli diff old.db new.db --sql > change.sql && sqlite3 old.db < change.sql
      make the first one like the second one

Rows are the same row if they have the same PRIMARY KEY or, without one, the same rowid. Of a live
database a snapshot is compared. Where two backups were proven, tables with the same hash are not read.
Exit codes: 0 they are the same, 1 failed, 2 usage, 3 they differ, 130 cancelled)";

QString stateText(const TableComparison &table)
{
    switch (table.state) {
    case TableComparison::State::Same:
        return DiffCommand::tr("same"); // and has a note
    case TableComparison::State::Differs:
        return DiffCommand::tr("differs");
    case TableComparison::State::OnlyLeft:
        return DiffCommand::tr("only in the first");
    case TableComparison::State::OnlyRight:
        return DiffCommand::tr("only in the second");
    case TableComparison::State::NotComparable:
        break;
    }
    return DiffCommand::tr("not compared");
}

QString cellText(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Null:
        return QStringLiteral("NULL");
    case CellValue::Kind::Integer:
        return QString::number(value.integer);
    case CellValue::Kind::Real:
        return QString::number(value.real, 'g', 17);
    case CellValue::Kind::Blob:
        return DiffCommand::tr("blob of %1").arg(bytesText(value.length));
    case CellValue::Kind::Text:
        break;
    }
    const bool isLong = value.isCut() || value.text.size() > mostShownText;
    QString text = value.text.left(mostShownText);
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return QStringLiteral("“%1%2”").arg(text, isLong ? QStringLiteral("…") : QString());
}

QString keyText(const TableComparison &table, const RowSample &sample)
{
    QStringList parts;
    for (qsizetype column = 0; column < sample.key.size(); ++column) {
        parts.append(QStringLiteral("%1=%2").arg(table.key.value(column), cellText(sample.key.at(column))));
    }
    return parts.join(QStringLiteral(", "));
}

bool isSame(const CellValue &left, const CellValue &right)
{
    return left.kind == right.kind && left.integer == right.integer && left.real == right.real
        && left.length == right.length && left.text == right.text && left.blob == right.blob;
}

/// Of a row that changed only what changed in it.
QStringList valueLines(const TableComparison &table, const RowSample &sample)
{
    QStringList lines;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        const QString name = table.columns.at(column);
        if (sample.kind == RowSample::Kind::Changed) {
            const CellValue &before = sample.before.at(column);
            const CellValue &after = sample.after.at(column);
            if (!isSame(before, after) || before.isCut()) {
                lines.append(DiffCommand::tr("%1: %2 -> %3").arg(name, cellText(before), cellText(after)));
            }
        } else {
            const QList<CellValue> &values
                = sample.kind == RowSample::Kind::Added ? sample.after : sample.before;
            lines.append(QStringLiteral("%1: %2").arg(name, cellText(values.at(column))));
        }
    }
    return lines;
}

QString numberText(qint64 number)
{
    return number < 0 ? QStringLiteral("-") : countText(number);
}

QJsonValue toJson(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Null:
        return {};
    case CellValue::Kind::Integer:
        // Beyond 2^53 a reader of JSON would round it.
        return qAbs(value.integer) < (qint64(1) << 53) ? QJsonValue(value.integer)
                                                       : QJsonValue(QString::number(value.integer));
    case CellValue::Kind::Real:
        return value.real;
    case CellValue::Kind::Blob:
        return QJsonObject{{QStringLiteral("blob"), QString::fromLatin1(value.blob.toHex())},
                           {QStringLiteral("bytes"), value.length}};
    case CellValue::Kind::Text:
        break;
    }
    return value.isCut() ? QJsonValue(QJsonObject{{QStringLiteral("text"), value.text},
                                                  {QStringLiteral("characters"), value.length}})
                         : QJsonValue(value.text);
}

QJsonArray toJson(const QList<CellValue> &values)
{
    QJsonArray array;
    for (const CellValue &value : values) {
        array.append(toJson(value));
    }
    return array;
}

QJsonObject toJson(const RowSample &sample)
{
    QJsonObject object{{QStringLiteral("change"), rowSampleCode(sample.kind)},
                       {QStringLiteral("key"), toJson(sample.key)}};
    if (sample.kind != RowSample::Kind::Added) {
        object.insert(QStringLiteral("before"), toJson(sample.before));
    }
    if (sample.kind != RowSample::Kind::Removed) {
        object.insert(QStringLiteral("after"), toJson(sample.after));
    }
    return object;
}

QJsonObject toJson(const TableComparison &table)
{
    QJsonArray samples;
    for (const RowSample &sample : table.samples) {
        samples.append(toJson(sample));
    }
    const auto rows = [](qint64 count) { return count < 0 ? QJsonValue() : QJsonValue(count); };
    return {{QStringLiteral("name"), table.name},
            {QStringLiteral("state"), tableStateCode(table.state)},
            {QStringLiteral("rows_left"), rows(table.rowsLeft)},
            {QStringLiteral("rows_right"), rows(table.rowsRight)},
            {QStringLiteral("added"), table.added},
            {QStringLiteral("removed"), table.removed},
            {QStringLiteral("changed"), table.changed},
            {QStringLiteral("by_hash"), table.byHash},
            {QStringLiteral("key"), QJsonArray::fromStringList(table.key)},
            {QStringLiteral("columns"), QJsonArray::fromStringList(table.columns)},
            {QStringLiteral("samples"), samples},
            {QStringLiteral("note"), json::text(table.note)}};
}

QJsonObject toJson(const SchemaChange &change)
{
    return {{QStringLiteral("change"), schemaChangeCode(change.kind)},
            {QStringLiteral("type"), change.type},
            {QStringLiteral("name"), change.name},
            {QStringLiteral("before"), json::text(change.before)},
            {QStringLiteral("after"), json::text(change.after)}};
}

QJsonObject pairOf(qint64 left, qint64 right)
{
    return {{QStringLiteral("left"), left}, {QStringLiteral("right"), right}};
}

QString schemaText(const QList<SchemaChange> &changes)
{
    TextTable rows({TextTable::Align::Left, TextTable::Align::Left, TextTable::Align::Left},
                   QStringLiteral("  "));
    for (const SchemaChange &change : changes) {
        const QString what = change.kind == SchemaChange::Kind::Added ? DiffCommand::tr("added")
            : change.kind == SchemaChange::Kind::Removed              ? DiffCommand::tr("removed")
                                                                      : DiffCommand::tr("changed");
        rows.addRow({what, change.type, change.name});
    }
    return rows.toString();
}

bool hasNothingToTell(const TableComparison &table)
{
    return table.state == TableComparison::State::Same && table.note.isEmpty();
}

QString tablesText(const QList<TableComparison> &tables)
{
    using enum TextTable::Align;
    TextTable rows({Left, Left, Right, Right, Right, Right, Right}, QStringLiteral("  "));
    rows.addRow({DiffCommand::tr("TABLE"), DiffCommand::tr("STATE"), DiffCommand::tr("FIRST"),
                 DiffCommand::tr("SECOND"), DiffCommand::tr("ADDED"), DiffCommand::tr("REMOVED"),
                 DiffCommand::tr("CHANGED")});
    for (const TableComparison &table : tables) {
        if (hasNothingToTell(table)) {
            continue;
        }
        rows.addRow({table.name, stateText(table), numberText(table.rowsLeft), numberText(table.rowsRight),
                     numberText(table.added), numberText(table.removed), numberText(table.changed)});
        if (!table.note.isEmpty()) {
            rows.addNote(table.note);
        }
    }
    return rows.toString();
}

/// An application has dozens of tables, and what differs must not be looked for among them.
QString sameTablesText(const QList<TableComparison> &tables)
{
    const auto same = std::count_if(tables.cbegin(), tables.cend(), hasNothingToTell);
    const auto byHash = std::count_if(tables.cbegin(), tables.cend(), [](const TableComparison &table) {
        return hasNothingToTell(table) && table.byHash;
    });
    if (same == 0) {
        return {};
    }
    const QString count = countText(same, DiffCommand::tr("table is"), DiffCommand::tr("tables are"));
    return byHash == 0   ? DiffCommand::tr("%1 the same.").arg(count)
        : byHash == same ? DiffCommand::tr("%1 the same, by the hashes in the manifests.").arg(count)
                         : DiffCommand::tr("%1 the same, %2 of them by the hashes in the manifests.")
                               .arg(count, countText(byHash));
}

} // namespace

DiffCommand::DiffCommand(CLI::App &program)
    : m_app(program.add_subcommand("diff", "Show what one database or backup has that another one has not"))
{
    m_app->footer(examples);
    m_app->add_option("A", m_left, "A backup in any format, or a database")->type_name("PATH")->required();
    m_app->add_option("B", m_right, "What to compare it with")->type_name("PATH")->required();
    CLI::Option *summary = m_app->add_flag("--summary", m_summary, "Leave out the rows that differ");
    m_app->add_option("--samples", m_samples, "How many of the rows that differ to show of each table")
        ->type_name("COUNT")
        ->check(CLI::Range(0, 10'000).description(""))
        ->capture_default_str()
        ->excludes(summary);
    CLI::Option *json = m_app->add_flag("--json", m_json, "Print one JSON document");
    m_app->add_flag("--sql", m_sql, "Print SQL that makes A the same as B")
        ->excludes(json)
        ->excludes(summary);
}

int DiffCommand::run(Session &session)
{
    m_line = std::make_unique<ProgressLine>(true);
    ComparisonWish wish{.samples = m_summary || m_sql ? 0 : m_samples};
    if (m_sql) {
        wish.script = [](const QByteArray &sql) -> Result<void> {
            return console::writeRaw(sql) ? Result<void>()
                                          : Error{.kind = ErrorKind::InputOutput,
                                                  .path = "standard output",
                                                  .detail = tr("nobody reads it any more")};
        };
    }
    const auto work = [left = Path(m_left), right = Path(m_right), wish, scratch = session.paths.scratch,
                       network = session.catalogue.network()](const RunControl &wishes) {
        return compareFiles(left, right, wish, scratch, network, wishes);
    };
    return waitFor(session, *m_line, work,
                   [this](const Result<Comparison> &comparison) { return end(comparison); });
}

int DiffCommand::end(const Result<Comparison> &comparison)
{
    if (!comparison) {
        return fail(comparison.error());
    }
    if (m_json) {
        printJson(*comparison);
    } else if (!m_sql) {
        print(*comparison);
    }
    return comparison->isSame() ? ExitDone : ExitWarning;
}

void DiffCommand::print(const Comparison &comparison) const
{
    if (comparison.isSame()) {
        console::printLine(tr("They are the same: schema and every row of %1.")
                               .arg(countText(comparison.tables.size(), tr("table"), tr("tables"))));
        return;
    }
    if (!comparison.schema.isEmpty()) {
        console::printLine(tr("Schema"));
        console::print(schemaText(comparison.schema));
        console::printLine();
    }
    if (comparison.userVersionLeft != comparison.userVersionRight) {
        console::printLine(tr("user_version: %1 -> %2; the application may have to migrate.")
                               .arg(comparison.userVersionLeft)
                               .arg(comparison.userVersionRight));
    }
    if (comparison.applicationIdLeft != comparison.applicationIdRight) {
        console::printLine(tr("application_id: %1 -> %2; they may belong to different applications.")
                               .arg(comparison.applicationIdLeft)
                               .arg(comparison.applicationIdRight));
    }
    printTables(comparison.tables);
    for (const TableComparison &table : comparison.tables) {
        printSamples(table);
    }
}

void DiffCommand::printTables(const QList<TableComparison> &tables)
{
    if (!std::all_of(tables.cbegin(), tables.cend(), hasNothingToTell)) {
        console::print(tablesText(tables));
    }
    if (const QString same = sameTablesText(tables); !same.isEmpty()) {
        console::printLine(same);
    }
}

void DiffCommand::printSamples(const TableComparison &table) const
{
    if (table.samples.isEmpty()) {
        return;
    }
    const qint64 all = table.added + table.removed + table.changed;
    console::printLine();
    console::printLine(
        all > table.samples.size()
            ? tr("%1, the first %2 of %3:").arg(table.name, countText(table.samples.size()), countText(all))
            : tr("%1:").arg(table.name));
    for (const RowSample &sample : table.samples) {
        const QString sign = sample.kind == RowSample::Kind::Added ? QStringLiteral("+")
            : sample.kind == RowSample::Kind::Removed              ? QStringLiteral("-")
                                                                   : QStringLiteral("~");
        console::printLine(QStringLiteral("  %1 %2").arg(sign, keyText(table, sample)));
        for (const QString &line : valueLines(table, sample)) {
            console::printLine(QStringLiteral("      ") + line);
        }
    }
}

void DiffCommand::printJson(const Comparison &comparison) const
{
    QJsonArray schema;
    for (const SchemaChange &change : comparison.schema) {
        schema.append(toJson(change));
    }
    QJsonArray tables;
    for (const TableComparison &table : comparison.tables) {
        tables.append(toJson(table));
    }
    json::print(
        {{QStringLiteral("left"), json::path(absolutePath(Path(m_left)))},
         {QStringLiteral("right"), json::path(absolutePath(Path(m_right)))},
         {QStringLiteral("same"), comparison.isSame()},
         {QStringLiteral("complete"), comparison.isComplete()},
         {QStringLiteral("schema"), schema},
         {QStringLiteral("user_version"), pairOf(comparison.userVersionLeft, comparison.userVersionRight)},
         {QStringLiteral("application_id"),
          pairOf(comparison.applicationIdLeft, comparison.applicationIdRight)},
         {QStringLiteral("tables"), tables}});
}

int DiffCommand::fail(const Error &error) const
{
    if (m_json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tableexport.h"

#include "common/progressmeter.h"
#include "engine/exportchoice.h"
#include "engine/rowwriter.h"
#include "engine/stilldatabase.h"
#include "sqlite/schemalist.h"
#include "sqlite/sqlliteral.h"
#include "sqlite/tolerance.h"

namespace litekeeper {

namespace {

constexpr int rowsBetweenProgress = 1000;

class Exporter
{
public:
    Exporter(Connection &connection, const ExportWish &wish, const ExportSink &sink,
             const RunControl &control, qint64 bytes, std::function<qint64()> bytesRead)
        : m_connection(connection)
        , m_wish(wish)
        , m_control(control)
        , m_meter(control)
        , m_text(sink)
        , m_bytes(bytes)
        , m_bytesRead(std::move(bytesRead))
    {
    }

    [[nodiscard]] Result<ExportReport> run();

private:
    [[nodiscard]] Result<void> exportTable(const ListedTable &table);
    [[nodiscard]] Result<TableHead> headOf(const ListedTable &table, const TableShape &shape);
    [[nodiscard]] Result<std::string> whereOf(const TableShape &shape, std::vector<RowParameter> &parameters);
    [[nodiscard]] Result<void> proceed();

    Connection &m_connection;
    const ExportWish &m_wish;
    const RunControl &m_control;
    ProgressMeter m_meter;
    ExportText m_text;
    qint64 m_bytes;
    std::function<qint64()> m_bytesRead;
    std::unique_ptr<RowWriter> m_writer;
    ExportReport m_report;
};

Result<void> Exporter::proceed()
{
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_connection.file()};
    }
    m_meter.waitWhilePaused();
    m_meter.advanceTo(m_bytesRead ? m_bytesRead() : m_text.bytes());
    return m_text.state();
}

Result<TableHead> Exporter::headOf(const ListedTable &table, const TableShape &shape)
{
    TableHead head{.name = table.name, .columns = shape.columns};
    if (m_wish.format != ExportFormat::Sql) {
        return head;
    }
    if (!shape.rowid.empty() && shape.rowidAlias.empty()) {
        head.columns.insert(head.columns.begin(), shape.rowid);
    }
    if (!m_wish.withSchema) {
        return head;
    }
    const Result<std::vector<TablePart>> parts = partsOf(m_connection, table.name);
    const Result<std::optional<qint64>> sequence = sequenceOf(m_connection, table.name);
    if (!parts || !sequence) {
        return parts ? sequence.error() : parts.error();
    }
    head.before.push_back(table.sql);
    if (*sequence) {
        const std::string name = sqlLiteral(RowValue{.type = ValueType::Text, .bytes = table.name});
        head.after.push_back("DELETE FROM sqlite_sequence WHERE name=" + name);
        head.after.push_back("INSERT INTO sqlite_sequence(name,seq) VALUES(" + name + ","
                             + std::to_string(**sequence) + ")");
    }
    for (const TablePart &part : *parts) {
        head.after.push_back(part.sql);
    }
    return head;
}

Result<std::string> Exporter::whereOf(const TableShape &shape, std::vector<RowParameter> &parameters)
{
    std::string where;
    for (const RowCondition &condition : m_wish.conditions) {
        const Result<std::string> sql = sqlOf(condition, shape, parameters);
        if (!sql) {
            return sql;
        }
        where += (where.empty() ? " WHERE " : " AND ") + *sql;
    }
    if (!m_wish.search.isEmpty()) {
        where += (where.empty() ? " WHERE " : " AND ") + sqlOfSearch(m_wish.search, shape, parameters);
    }
    return m_wish.limit < 0 ? where : where + " LIMIT " + std::to_string(m_wish.limit);
}

Result<void> Exporter::exportTable(const ListedTable &table)
{
    const Result<TableShape> shape = shapeOf(m_connection, table.name);
    const Result<TableHead> head = shape ? headOf(table, *shape) : Result<TableHead>(shape.error());
    std::vector<RowParameter> parameters;
    const Result<std::string> where = head ? whereOf(*shape, parameters) : Result<std::string>(head.error());
    if (!where) {
        return where.error();
    }
    std::string sql = "SELECT ";
    for (size_t column = 0; column < head->columns.size(); ++column) {
        sql += (column == 0 ? "" : ",") + quotedName(head->columns[column]);
    }
    Result<RowReading> rows = RowReading::begin(
        m_connection, sql + " FROM main." + quotedName(table.name) + " NOT INDEXED" + *where, parameters);
    if (!rows) {
        return rows.error();
    }
    m_writer->beginTable(*head);
    ExportedTable exported{.name = QString::fromStdString(table.name)};
    Result<bool> row = rows->next();
    for (; row && *row; row = rows->next()) {
        m_writer->row(*rows);
        exported.rows += 1;
        if (const Result<void> goOn = exported.rows % rowsBetweenProgress == 0 ? proceed() : m_text.state();
            !goOn) {
            return goOn;
        }
    }
    if (!row) {
        return m_control.stopRequested() ? Error{.kind = ErrorKind::Cancelled, .path = m_connection.file()}
                                         : row.error();
    }
    m_writer->endTable();
    m_report.tables.append(exported);
    return proceed();
}

Result<ExportReport> Exporter::run()
{
    m_meter.beginPhase(Phase::Preparing, -1);
    m_connection.setStopControl(&m_control);
    const Result<std::vector<ListedTable>> tables = chooseTables(m_connection, m_wish, m_report.findings);
    if (!tables) {
        return tables.error();
    }
    // Of a part of the tables nobody knows how much of the file it is.
    m_meter.beginPhase(Phase::Reading, m_wish.tables.isEmpty() ? m_bytes : -1);
    m_writer = RowWriter::create(m_wish.format, m_text, m_wish.tables.size() == 1);
    m_writer->begin();
    for (const ListedTable &table : *tables) {
        if (const Result<void> exported = exportTable(table); !exported) {
            return exported.error();
        }
    }
    m_writer->end();
    if (const Result<void> finished = m_text.finish(); !finished) {
        return finished.error();
    }
    m_report.bytes = m_text.bytes();
    return m_report;
}

} // namespace

Result<ExportReport> exportTables(Connection &connection, const ExportWish &wish, const ExportSink &sink,
                                  const RunControl &control)
{
    return Exporter(connection, wish, sink, control, -1, {}).run();
}

Result<ExportReport> exportTables(const StillDatabase &database, const ExportWish &wish,
                                  const ExportSink &sink, const RunControl &control)
{
    Result<Connection> connection = database.file().connect();
    if (!connection) {
        return connection.error();
    }
    tolerateBrokenSchema(*connection);
    standInForCollations(*connection);
    const auto bytesRead = [&database] { return std::min(database.file().bytesRead(), database.bytes()); };
    return Exporter(*connection, wish, sink, control, database.bytes(), bytesRead).run();
}

} // namespace litekeeper

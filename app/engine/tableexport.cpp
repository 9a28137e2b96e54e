// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tableexport.h"

#include "common/durablefile.h"
#include "common/fileio.h"
#include "common/progressmeter.h"
#include "common/temporaryfile.h"
#include "engine/rowwriter.h"
#include "engine/stilldatabase.h"
#include "sqlite/schemalist.h"
#include "sqlite/sqlliteral.h"
#include "sqlite/tolerance.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr int rowsBetweenProgress = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("TableExport", text);
}

struct FormatCode
{
    ExportFormat format;
    const char *code;
};
constexpr std::array formatCodes{FormatCode{ExportFormat::Sql, "sql"}, FormatCode{ExportFormat::Csv, "csv"},
                                 FormatCode{ExportFormat::Json, "json"}};

Error refusal(const std::string &table, const QString &why, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument, .path = table, .detail = why, .advice = advice};
}

Error noSuchTable(const Path &database, const std::vector<ListedTable> &tables, const QString &name)
{
    QStringList names;
    for (const ListedTable &table : tables) {
        if (table.kind == ListedTable::Kind::Ordinary) {
            names.append(QString::fromStdString(table.name));
        }
    }
    return refusal(name.toStdString(), tr("“%1” has no such table").arg(displayPath(database)),
                   names.isEmpty() ? tr("There is no table in it.")
                                   : tr("Its tables are: %1.").arg(names.join(QStringLiteral(", "))));
}

std::optional<Error> whyNot(const ListedTable &table)
{
    switch (table.kind) {
    case ListedTable::Kind::Ordinary:
    case ListedTable::Kind::Shadow:
        return std::nullopt;
    case ListedTable::Kind::View:
        return refusal(table.name, tr("it is a view, which has no rows of its own"),
                       tr("Export the tables that it reads."));
    case ListedTable::Kind::Virtual:
        return refusal(
            table.name, tr("it is a virtual table, and what it holds lies in tables of its own"),
            tr("Export those, which are called like it and an underscore, or use the whole backup."));
    case ListedTable::Kind::OfSqlite:
        return refusal(table.name, tr("SQLite keeps it by itself"), tr("Export the other tables."));
    }
    return std::nullopt;
}

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
    [[nodiscard]] Result<std::vector<ListedTable>> chooseTables();
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

Result<std::vector<ListedTable>> Exporter::chooseTables()
{
    Result<std::vector<ListedTable>> all = listTables(m_connection);
    if (!all) {
        return all;
    }
    std::vector<ListedTable> chosen;
    for (const QString &name : m_wish.tables) {
        const ListedTable *table = findTable(*all, name.toStdString());
        if (table == nullptr) {
            return noSuchTable(m_connection.file(), *all, name);
        }
        if (std::optional<Error> refused = whyNot(*table)) {
            return *std::move(refused);
        }
        if (findTable(chosen, table->name) == nullptr) {
            chosen.push_back(*table);
        }
    }
    for (const ListedTable &table : *all) {
        if (!m_wish.tables.isEmpty()) {
            break;
        }
        if (table.kind == ListedTable::Kind::Ordinary) {
            chosen.push_back(table);
        } else if (table.kind == ListedTable::Kind::Virtual) {
            m_report.findings.append({.severity = Severity::Warning,
                                      .code = QStringLiteral("not-exported"),
                                      .text = describe(*whyNot(table)),
                                      .where = QString::fromStdString(table.name)});
        }
    }
    if (m_wish.format == ExportFormat::Csv && chosen.size() != 1) {
        return refusal("CSV", tr("it holds one table, and these are %1").arg(chosen.size()),
                       tr("Choose one table, or another format."));
    }
    return chosen;
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
    const Result<std::vector<ListedTable>> tables = chooseTables();
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

int giveName(const Path &from, const Path &to, ExistingFile existing)
{
    if (existing == ExistingFile::Replace) {
        return renameWhenClosed(from, to);
    }
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
    if (::access(to.c_str(), F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameWhenClosed(from, to);
}

/// Synced and closed before it gets its name.
Result<void> publish(TemporaryFile &temporary, const Path &file, ExistingFile existing)
{
    if (const Result<void> synced = syncFile(temporary.descriptor.get(), file); !synced) {
        return synced;
    }
    // Network file systems may report a failed write only here, and do not rename what is open.
    temporary.lock.reset();
    if (::close(temporary.descriptor.release()) != 0 && errno != EINTR) {
        return systemError(errno, file);
    }
    return giveName(temporary.path, file, existing) == 0 ? syncFolder(folderOf(file))
                                                         : Result<void>(systemError(errno, file));
}

} // namespace

QString exportFormatCode(ExportFormat format)
{
    for (const FormatCode &row : formatCodes) {
        if (row.format == format) {
            return QString::fromLatin1(row.code);
        }
    }
    return {};
}

std::optional<ExportFormat> exportFormatFromCode(const QString &code)
{
    for (const FormatCode &row : formatCodes) {
        if (code == QLatin1String(row.code)) {
            return row.format;
        }
    }
    return std::nullopt;
}

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

Result<ExportReport> exportTables(const StillDatabase &database, const ExportWish &wish, const Path &file,
                                  ExistingFile existing, const RunControl &control)
{
    std::error_code failed;
    if (existing == ExistingFile::Refuse && std::filesystem::exists(file, failed)) {
        return Error{.kind = ErrorKind::AlreadyExists, .path = file};
    }
    removeAbandonedTemporaryFiles(folderOf(file));
    Result<TemporaryFile> temporary = TemporaryFile::createIn(folderOf(file));
    if (!temporary) {
        return temporary.error();
    }
    qint64 offset = 0;
    const auto sink = [&temporary, &file, &offset](const QByteArray &bytes) {
        const qint64 at = std::exchange(offset, offset + bytes.size());
        return writeFully(temporary->descriptor.get(), bytes.constData(), bytes.size(), at, file);
    };
    const Result<ExportReport> report = exportTables(database, wish, sink, control);
    const Result<void> published
        = report ? publish(*temporary, file, existing) : Result<void>(report.error());
    if (!published) {
        ::unlink(temporary->path.c_str());
        return published.error();
    }
    return report;
}

} // namespace litekeeper

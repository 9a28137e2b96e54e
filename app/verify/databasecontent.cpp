// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/databasecontent.h"

#include "sqlite/statement.h"
#include "sqlite/tableshape.h"
#include "sqlite/tolerance.h"
#include "verify/schemacheck.h"
#include "verify/unreadable.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

// What a page may take. A page of a sound table takes milliseconds.
constexpr auto pageTime = 20s;
constexpr qint64 pageBytes = qint64(1) << 20;
// Counting is a service for small tables; the verdict knows the rows of the others.
constexpr auto countTime = 500ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseContent", text);
}

CellValue valueOf(const Statement &row, int column)
{
    switch (row.type(column)) {
    case ValueType::Integer:
        return {.kind = CellValue::Kind::Integer, .integer = row.integer(column)};
    case ValueType::Real:
        return {.kind = CellValue::Kind::Real, .real = row.real(column)};
    case ValueType::Text:
        return CellValue::ofText(row.bytes(column));
    case ValueType::Blob:
        return CellValue::ofBlob(row.bytes(column));
    case ValueType::Null:
        break;
    }
    return {};
}

/// Of a row; the rowid before it is passed over.
QList<CellValue> valuesOf(const Statement &row, int columns)
{
    QList<CellValue> values;
    values.reserve(columns);
    for (int column = 1; column <= columns; ++column) {
        values.append(valueOf(row, column));
    }
    return values;
}

/// About what a row weighs in the child's answer.
qint64 bytesOf(const QList<CellValue> &values)
{
    qint64 bytes = 0;
    for (const CellValue &value : values) {
        bytes += 16 + (value.text.size() + value.blob.size()) * 2;
    }
    return bytes;
}

} // namespace

DatabaseContent::DatabaseContent(std::optional<PrivateFolder> folder, Connection connection)
    : m_folder(std::move(folder))
    , m_connection(std::move(connection))
{
}

Result<DatabaseContent> DatabaseContent::open(const DatabasePlace &place, const Path &scratchFolder,
                                              const RunControl &control)
{
    Result<PrivateCopy> taken = extractWhenStill(place, scratchFolder, control);
    if (!taken) {
        return taken.error();
    }
    const DatabaseCopy &copy = taken->copy;
    std::error_code failed;
    if (std::filesystem::file_size(copy.file, failed) > 0) {
        Judgement ignored; // the verification has said it all
        const Result<Recovery> recovery = recoverCopy(
            copy, [&control] { return control.stopRequested(); }, ignored);
        if (!recovery) {
            return recovery.error();
        }
    }
    return connect(std::move(taken->folder), copy.file, place.database);
}

Result<DatabaseContent> DatabaseContent::ofPrivateFile(const Path &file)
{
    return connect(std::nullopt, file, file.filename());
}

Result<DatabaseContent> DatabaseContent::connect(std::optional<PrivateFolder> folder, const Path &file,
                                                 const Path &name)
{
    Result<Connection> connection = Connection::open(file, {.immutable = true, .distrustful = true});
    if (!connection) {
        return connection.error();
    }
    DatabaseContent content(std::move(folder), *std::move(connection));
    if (const Result<void> read = content.readSchema(); !read) {
        Error error = read.error();
        error.path = name; // our copy's name says nothing to anybody
        return error;
    }
    content.countRows();
    return content;
}

Result<void> DatabaseContent::readSchema()
{
    giveTime(pageTime);
    Judgement judgement;
    const Result<Schema> schema = litekeeper::readSchema(m_connection, judgement);
    if (!schema) {
        return schema.error();
    }
    if (!schema->isReadable) {
        const QString text = judgement.findings().isEmpty() ? QString() : judgement.findings().first().text;
        return Error{.kind = ErrorKind::Damaged, .detail = text.endsWith(u'.') ? text.chopped(1) : text};
    }
    standInForCollations(m_connection);
    for (const SchemaEntry &entry : schema->entries) {
        TableOutline table{.name = entry.name, .sql = entry.sql};
        if (entry.type == QLatin1String("view")) {
            table.kind = TableOutline::Kind::View;
        } else if (entry.type != QLatin1String("table")) {
            continue;
        } else if (entry.rootPage <= 0) {
            table.kind = TableOutline::Kind::Virtual;
        } else {
            table.columns = columnsOf(entry.name);
        }
        m_tables.append(table);
    }
    for (const SchemaEntry &entry : schema->entries) {
        // Indexes and triggers, behind the table they belong to.
        const auto owner = std::find_if(m_tables.begin(), m_tables.end(), [&](const TableOutline &table) {
            return table.name == entry.table && entry.name != entry.table;
        });
        const bool belongs = entry.type == QLatin1String("index") || entry.type == QLatin1String("trigger");
        if (belongs && owner != m_tables.end() && !entry.sql.isEmpty()) {
            owner->sql += QStringLiteral(";\n\n") + entry.sql;
        }
    }
    std::sort(m_tables.begin(), m_tables.end(), [](const TableOutline &left, const TableOutline &right) {
        const auto rank = [](const TableOutline &table) { return table.kind != TableOutline::Kind::Table; };
        const int order = left.name.compare(right.name, Qt::CaseInsensitive);
        return rank(left) != rank(right) ? rank(left) < rank(right)
                                         : order < 0 || (order == 0 && left.name < right.name);
    });
    return {};
}

/// Ordinary columns and stored generated ones: computing the others would run expressions of the schema
/// (https://www.sqlite.org/pragma.html#pragma_table_xinfo).
QStringList DatabaseContent::columnsOf(const QString &table)
{
    QStringList columns;
    Result<Statement> statement
        = m_connection.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden IN (0, 3) ORDER BY cid");
    if (statement) {
        statement->bindText(1, table);
        for (Result<bool> row = statement->step(); row && *row; row = statement->step()) {
            columns.append(statement->text(0));
        }
    }
    return columns;
}

void DatabaseContent::countRows()
{
    giveTime(countTime);
    for (TableOutline &table : m_tables) {
        if (table.kind == TableOutline::Kind::Table) {
            const Result<qint64> rows = m_connection.queryInteger("SELECT count(*) FROM main."
                                                                  + quotedName(table.name.toStdString()));
            table.rows = rows ? *rows : -1;
        }
    }
}

Result<DatabaseContent::Cursor> DatabaseContent::cursorOf(const TableOutline &table)
{
    if (const auto known = m_cursors.find(table.name); known != m_cursors.end()) {
        return known->second;
    }
    std::string columns;
    for (const QString &column : table.columns) {
        columns += ", " + quotedName(column.toStdString());
    }
    const std::string from = " FROM main." + quotedName(table.name.toStdString()) + " NOT INDEXED ";
    Cursor cursor{.columns = int(table.columns.size()),
                  .names = table.columns,
                  .table = "main." + quotedName(table.name.toStdString())};
    // A column may be called like one of the names of the rowid, and hides it then.
    for (const QString &rowid : {QStringLiteral("_rowid_"), QStringLiteral("rowid"), QStringLiteral("oid")}) {
        if (table.columns.contains(rowid, Qt::CaseInsensitive)) {
            continue;
        }
        const std::string name = rowid.toStdString();
        cursor.sql = "SELECT " + name;
        cursor.sql += columns + from;
        cursor.sql.append("WHERE ").append(name).append(" >= ?1 ORDER BY ").append(name).append(" LIMIT ?2");
        if (m_connection.prepare(cursor.sql)) {
            cursor.rowid = name;
            m_cursors[table.name] = cursor;
            return cursor;
        }
    }
    cursor.byRowid = false;
    cursor.sql = "SELECT 0" + columns + from + "LIMIT ?2 OFFSET ?1";
    const Result<Statement> works = m_connection.prepare(cursor.sql);
    if (!works) {
        return works.error();
    }
    m_cursors[table.name] = cursor;
    return cursor;
}

const TableOutline *DatabaseContent::tableNamed(const QString &name) const
{
    const auto found = std::find_if(m_tables.cbegin(), m_tables.cend(), [&](const TableOutline &outline) {
        return outline.name == name && outline.kind == TableOutline::Kind::Table;
    });
    return found == m_tables.cend() ? nullptr : &*found;
}

RowPage DatabaseContent::rows(const QString &table, qint64 from, int limit)
{
    return rows({.table = table, .from = from, .limit = limit});
}

RowPage DatabaseContent::rows(const RowsWish &wish)
{
    RowPage page{.table = wish.table, .from = wish.from, .at = wish.at, .serial = wish.serial};
    const TableOutline *found = tableNamed(wish.table);
    if (!found) {
        page.problem = tr("There is no such table whose rows can be shown.");
        return page;
    }
    giveTime(pageTime);
    const Result<Cursor> cursor = cursorOf(*found);
    if (!cursor) {
        page.problem = tr("The table cannot be read: %1.").arg(reasonOf(cursor.error()));
        return page;
    }
    if (!wish.filter.isEmpty()) {
        readMatches(*cursor, wish, page);
        return page;
    }
    if (wish.at >= 0) {
        const std::optional<qint64> from
            = cursor->byRowid ? rowidAt(*cursor, wish.table, wish.at) : std::optional(wish.at);
        if (!from) {
            page.problem = m_milestones[wish.table].problem;
            return page; // there are fewer rows
        }
        page.from = *from;
    }
    readPage(*cursor, wish.limit, page);
    page.from = wish.from;
    return page;
}

void DatabaseContent::readPage(const Cursor &cursor, int limit, RowPage &page)
{
    Result<Statement> statement = m_connection.prepare(cursor.sql);
    if (!statement) {
        page.problem = tr("The table cannot be read: %1.").arg(reasonOf(statement.error()));
        return;
    }
    const qint64 begin = cursor.byRowid ? page.from : std::max<qint64>(page.from, 0);
    statement->bindInteger(1, begin);
    statement->bindInteger(2, qint64(limit) + 1); // the one more tells whether there is another page
    qint64 bytes = 0;
    qint64 next = begin;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row) {
            breakOff(cursor, next, row.error(), page);
            return;
        }
        if (!*row) {
            return;
        }
        if (cursor.byRowid && statement->integer(0) < next) {
            // Going on by rowid would go in a circle.
            page.problem = tr("The rows from here on cannot be read: %1.").arg(tr("they are out of order"));
            return;
        }
        if (page.rows.size() >= limit || bytes >= pageBytes) {
            page.next = cursor.byRowid ? statement->integer(0) : next;
            return;
        }
        page.rows.append(valuesOf(*statement, cursor.columns));
        page.keys.append(cursor.byRowid ? statement->integer(0) : next);
        bytes += bytesOf(page.rows.last());
        // The last rowid there can be has none behind it, and the statement ends by itself.
        const qint64 here = cursor.byRowid ? statement->integer(0) : next;
        next = here == std::numeric_limits<qint64>::max() ? here : here + 1;
    }
}

/// Ends the page where a row could not be read.
void DatabaseContent::breakOff(const Cursor &cursor, qint64 unreadable, const Error &error, RowPage &page)
{
    const std::optional<qint64> next = cursor.byRowid ? behindDamage(cursor, unreadable) : std::nullopt;
    if (next && *next > page.from) {
        page.next = next;
        page.problem
            = tr("Some rows cannot be read here: %1. What comes behind them follows.").arg(reasonOf(error));
    } else {
        page.problem = tr("The rows from here on cannot be read: %1.").arg(reasonOf(error));
    }
}

/// The smallest rowid from `unreadable` on from which rows can be read again. Nobody knows which rowids were
/// on the damaged pages, so it is searched for.
std::optional<qint64> DatabaseContent::behindDamage(const Cursor &cursor, qint64 unreadable)
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    qint64 bad = unreadable == RowPage::begin ? 0 : unreadable;
    qint64 good = bad;
    for (qint64 step = 1; !canSeek(cursor, good); step *= 2) {
        if (step > largest / 4 || good > largest - step) {
            return std::nullopt;
        }
        bad = good;
        good += step;
    }
    while (good - bad > 1) {
        const qint64 middle = bad + (good - bad) / 2;
        (canSeek(cursor, middle) ? good : bad) = middle;
    }
    return good;
}

/// Whether there is a row at `rowid` or behind it that can be read; to know that it ends there is no use.
bool DatabaseContent::canSeek(const Cursor &cursor, qint64 rowid)
{
    Result<Statement> statement = m_connection.prepare(cursor.sql);
    if (!statement) {
        return false;
    }
    statement->bindInteger(1, rowid);
    statement->bindInteger(2, 1);
    const Result<bool> row = statement->step();
    return row && *row;
}

void DatabaseContent::giveTime(std::chrono::milliseconds time)
{
    m_connection.setStopCondition([end = steady_clock::now() + time] { return steady_clock::now() >= end; });
}

} // namespace litekeeper

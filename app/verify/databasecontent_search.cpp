// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/statement.h"
#include "sqlite/tableshape.h"
#include "verify/databasecontent.h"
#include "verify/unreadable.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace litekeeper {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Finding rows by what they hold. Everything here works for a moment and says how to
// go on, so that whoever asks can stop by not asking any more.
namespace {

constexpr auto moment = 150ms;
constexpr auto reachTime = 20s; // to a row that somebody jumped to
constexpr qsizetype excerptBefore = 24;
constexpr qsizetype excerptLength = 120;

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseContent", text);
}

QString likePattern(QString text)
{
    text.replace(u'\\', QLatin1String("\\\\"));
    text.replace(u'%', QLatin1String("\\%"));
    text.replace(u'_', QLatin1String("\\_"));
    return u'%' + text + u'%';
}

QString excerptOf(const QString &text, qsizetype at)
{
    const qsizetype begin = std::max<qsizetype>(0, at - excerptBefore);
    QString excerpt = text.mid(begin, excerptLength).simplified();
    if (begin > 0) {
        excerpt.prepend(QChar(0x2026));
    }
    return begin + excerptLength < text.size() ? excerpt + QChar(0x2026) : excerpt;
}

} // namespace

/// LIKE folds the case of ASCII only (https://www.sqlite.org/lang_expr.html#like), so other letters are
/// looked for as they were typed, small, capital, and with a capital in front.
DatabaseContent::Filter DatabaseContent::filterFor(const QString &text, const QStringList &columns)
{
    Filter filter;
    const QString asName = text.left(1).toUpper() + text.mid(1).toLower();
    for (const QString &variant : {text, text.toLower(), text.toUpper(), asName}) {
        const QString pattern = likePattern(variant);
        const bool isKnown
            = std::any_of(filter.patterns.cbegin(), filter.patterns.cend(), [&](const QString &known) {
                  return known == pattern
                      || (pattern.size() == pattern.toUtf8().size()
                          && known.compare(pattern, Qt::CaseInsensitive) == 0);
              });
        if (!isKnown) {
            filter.patterns.append(pattern);
        }
    }
    std::string any;
    for (const QString &column : columns) {
        any += any.empty() ? "" : " OR ";
        any += "(typeof(" + quotedName(column.toStdString()) + ") <> 'blob' AND (";
        for (qsizetype pattern = 0; pattern < filter.patterns.size(); ++pattern) {
            any += pattern == 0 ? "" : " OR ";
            any += quotedName(column.toStdString()) + " LIKE ?" + std::to_string(pattern + 3)
                + " ESCAPE '\\'";
        }
        any += "))";
    }
    filter.condition = any.empty() ? "0" : any;
    return filter;
}

void DatabaseContent::readMatches(const Cursor &cursor, const RowsWish &wish, RowPage &page)
{
    const auto until = steady_clock::now() + moment;
    const QStringList columns = wish.filterColumn >= 0 && wish.filterColumn < cursor.names.size()
        ? QStringList{cursor.names.at(wish.filterColumn)}
        : cursor.names;
    const Filter filter = filterFor(wish.filter, columns);
    // The values are fetched of matching rows only: they may be large.
    const std::string key = cursor.byRowid ? cursor.rowid : "0";
    std::string sql = "SELECT " + key + ", " + filter.condition + " FROM " + cursor.table + " NOT INDEXED ";
    sql += cursor.byRowid ? "WHERE " + key + " >= ?1 ORDER BY " + key : "LIMIT -1 OFFSET ?1";
    Result<Statement> rows = m_connection.prepare(sql);
    if (!rows) {
        page.problem = tr("The table cannot be read: %1.").arg(reasonOf(rows.error()));
        return;
    }
    qint64 next = cursor.byRowid ? page.from : std::max<qint64>(page.from, 0);
    rows->bindInteger(1, next);
    for (qsizetype pattern = 0; pattern < filter.patterns.size(); ++pattern) {
        rows->bindText(int(pattern) + 3, filter.patterns.at(pattern));
    }
    for (Result<bool> row = rows->step();; row = rows->step()) {
        if (!row) {
            breakOff(cursor, next, row.error(), page);
            return;
        }
        if (!*row) {
            return;
        }
        const qint64 here = cursor.byRowid ? rows->integer(0) : next;
        if (here < next) {
            page.problem = tr("The rows from here on cannot be read: %1.").arg(tr("they are out of order"));
            return;
        }
        if (page.rows.size() >= wish.limit || steady_clock::now() >= until) {
            page.next = here;
            return;
        }
        if (rows->integer(1) != 0) {
            RowPage one{.table = page.table, .from = here};
            readPage(cursor, 1, one);
            if (!one.rows.isEmpty()) {
                page.rows.append(one.rows.first());
                page.keys.append(here);
            }
        }
        next = here == std::numeric_limits<qint64>::max() ? here : here + 1;
    }
}

SearchPart DatabaseContent::search(const QString &text, const TextPlace &from, int limit)
{
    const auto until = steady_clock::now() + moment;
    giveTime(reachTime);
    SearchPart part;
    TextPlace place = from;
    while (place.table < m_tables.size()) {
        const TableOutline &table = m_tables.at(place.table);
        bool isDone = true;
        if (table.kind == TableOutline::Kind::Table) {
            searchTable(table, text, place, limit, until, part, isDone);
        }
        if (!isDone) {
            part.next = place;
            return part;
        }
        place = {.table = place.table + 1};
        if (steady_clock::now() >= until && place.table < m_tables.size()) {
            part.next = place;
            return part;
        }
    }
    return part;
}

void DatabaseContent::searchTable(const TableOutline &table, const QString &text, TextPlace &place, int limit,
                                  steady_clock::time_point until, SearchPart &part, bool &isDone)
{
    const Result<Cursor> cursor = cursorOf(table);
    if (!cursor) {
        part.problem = tr("The table %1 cannot be searched: %2.").arg(table.name, reasonOf(cursor.error()));
        return;
    }
    const Filter filter = filterFor(text, cursor->names);
    const std::string key = cursor->byRowid ? cursor->rowid : "0";
    std::string sql = "SELECT " + key + ", " + filter.condition + " FROM " + cursor->table + " NOT INDEXED ";
    sql += cursor->byRowid ? "WHERE " + key + " >= ?1 ORDER BY " + key : "LIMIT -1 OFFSET ?1";
    Result<Statement> rows = m_connection.prepare(sql);
    if (!rows) {
        part.problem = tr("The table %1 cannot be searched: %2.").arg(table.name, reasonOf(rows.error()));
        return;
    }
    qint64 next = cursor->byRowid ? place.from : std::max<qint64>(place.from, 0);
    rows->bindInteger(1, next);
    for (qsizetype pattern = 0; pattern < filter.patterns.size(); ++pattern) {
        rows->bindText(int(pattern) + 3, filter.patterns.at(pattern));
    }
    for (Result<bool> row = rows->step();; row = rows->step()) {
        if (!row) {
            RowPage page{.table = table.name, .from = place.from};
            breakOff(*cursor, next, row.error(), page);
            part.problem = QStringLiteral("%1: %2").arg(table.name, page.problem);
            if (page.next) {
                place.from = *page.next;
                isDone = false;
            }
            return;
        }
        if (!*row) {
            return;
        }
        const qint64 here = cursor->byRowid ? rows->integer(0) : next;
        if (here < next) {
            part.problem = tr("The rows of %1 are out of order; not all were searched.").arg(table.name);
            return;
        }
        if (part.hits.size() >= limit || steady_clock::now() >= until) {
            place.from = here;
            isDone = false;
            return;
        }
        ++part.rows;
        if (rows->integer(1) != 0) {
            addHits(*cursor, table, text, here, part);
        }
        next = here == std::numeric_limits<qint64>::max() ? here : here + 1;
    }
}

void DatabaseContent::addHits(const Cursor &cursor, const TableOutline &table, const QString &text,
                              qint64 key, SearchPart &part)
{
    Result<Statement> row = m_connection.prepare(cursor.sql);
    if (!row) {
        return;
    }
    row->bindInteger(1, key);
    row->bindInteger(2, 1);
    if (const Result<bool> found = row->step(); !found || !*found) {
        return;
    }
    for (int column = 0; column < cursor.columns; ++column) {
        const ValueType type = row->type(column + 1);
        if (type == ValueType::Null || type == ValueType::Blob) {
            continue;
        }
        const QString value = row->text(column + 1);
        const qsizetype at = value.indexOf(text, 0, Qt::CaseInsensitive);
        if (at >= 0) {
            part.hits.append({.table = table.name,
                              .column = cursor.names.at(column),
                              .key = key,
                              .excerpt = excerptOf(value, at)});
        }
    }
}

} // namespace litekeeper

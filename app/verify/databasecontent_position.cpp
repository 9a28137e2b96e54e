// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/statement.h"
#include "verify/databasecontent.h"
#include "verify/unreadable.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace litekeeper {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Finding rows by where they stand. Everything here works for a moment and says how to go on, so that whoever
// asks can stop by not asking any more.
namespace {

constexpr auto moment = 150ms;
constexpr qint64 milestoneRows = 1000;
constexpr auto reachTime = 20s; // to a row that somebody jumped to

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseContent", text);
}

} // namespace

RowCount DatabaseContent::count(const QString &table)
{
    RowCount answer{.table = table};
    const TableOutline *outline = tableNamed(table);
    giveTime(reachTime);
    const Result<Cursor> cursor = outline ? cursorOf(*outline) : Error{.kind = ErrorKind::NotFound};
    if (!cursor) {
        answer.isWhole = true;
        answer.problem = tr("The table cannot be read: %1.").arg(reasonOf(cursor.error()));
        return answer;
    }
    if (!cursor->byRowid) {
        const Result<qint64> rows = m_connection.queryInteger("SELECT count(*) FROM " + cursor->table);
        answer.rows = rows ? *rows : 0;
        answer.isWhole = true;
        answer.problem = rows ? QString() : tr("Some rows cannot be read: %1.").arg(reasonOf(rows.error()));
        return answer;
    }
    Milestones &milestones = m_milestones[table];
    measure(*cursor, milestones, steady_clock::now() + moment, std::numeric_limits<qint64>::max());
    answer.rows = milestones.rows;
    answer.isWhole = milestones.isWhole;
    answer.problem = milestones.problem;
    return answer;
}

/// Goes from milestone to milestone, until there is no row any more, until the time is over, or until
/// `enough` rows are counted.
void DatabaseContent::measure(const Cursor &cursor, Milestones &milestones, steady_clock::time_point until,
                              qint64 enough)
{
    const std::string from = " FROM " + cursor.table + " NOT INDEXED WHERE " + cursor.rowid
        + " >= ?1 ORDER BY " + cursor.rowid + " LIMIT 1";
    Result<Statement> begin = m_connection.prepare("SELECT " + cursor.rowid + from);
    Result<Statement> leap
        = m_connection.prepare("SELECT " + cursor.rowid + from + " OFFSET " + std::to_string(milestoneRows));
    Result<Statement> rest = m_connection.prepare("SELECT count(*) FROM " + cursor.table
                                                  + " NOT INDEXED WHERE " + cursor.rowid + " >= ?1");
    if (!begin || !leap || !rest) {
        milestones.isWhole = true;
        return;
    }
    while (!milestones.isWhole && milestones.rows <= enough && steady_clock::now() < until) {
        if (milestones.known.empty()) {
            begin->bindInteger(1, RowPage::begin);
            const Result<bool> first = begin->step();
            if (first && *first) {
                milestones.known.push_back({0, begin->integer(0)});
            } else if (first) {
                milestones.isWhole = true;
            } else {
                passDamage(cursor, milestones, first.error());
            }
            begin->reset();
            continue;
        }
        const Milestone last = milestones.known.back();
        leap->bindInteger(1, last.rowid);
        const Result<bool> further = leap->step();
        if (further && *further && leap->integer(0) > last.rowid) {
            milestones.rows = last.position + milestoneRows;
            milestones.known.push_back({milestones.rows, leap->integer(0)});
        } else if (further && !*further) {
            rest->bindInteger(1, last.rowid);
            const Result<bool> counted = rest->step();
            milestones.rows = last.position + (counted && *counted ? rest->integer(0) : 0);
            milestones.isWhole = true;
        } else {
            passDamage(cursor, milestones,
                       further ? Error{.kind = ErrorKind::Damaged, .detail = tr("they are out of order")}
                               : further.error());
        }
        leap->reset();
    }
}

/// Counts the rows before the damage one by one, and sets a milestone at the first one behind it.
void DatabaseContent::passDamage(const Cursor &cursor, Milestones &milestones, const Error &error)
{
    milestones.problem = tr("Some rows cannot be read: %1.").arg(reasonOf(error));
    const Milestone last = milestones.known.empty() ? Milestone{0, RowPage::begin} : milestones.known.back();
    RowPage page{.table = {}, .from = last.rowid};
    readPage(cursor, int(milestoneRows), page);
    milestones.rows = last.position + page.rows.size();
    if (page.next && *page.next > last.rowid) {
        if (page.rows.isEmpty() && !milestones.known.empty()) {
            milestones.known.pop_back();
        }
        milestones.known.push_back({milestones.rows, *page.next});
    } else {
        milestones.isWhole = true;
    }
}

std::optional<qint64> DatabaseContent::rowidAt(const Cursor &cursor, const QString &table, qint64 position)
{
    Milestones &milestones = m_milestones[table];
    measure(cursor, milestones, steady_clock::now() + reachTime, position);
    const auto behind = std::upper_bound(
        milestones.known.cbegin(), milestones.known.cend(), position,
        [](qint64 wanted, const Milestone &milestone) { return wanted < milestone.position; });
    if (behind == milestones.known.cbegin() || (milestones.isWhole && position >= milestones.rows)) {
        return std::nullopt;
    }
    const Milestone &before = *std::prev(behind);
    if (before.position == position) {
        return before.rowid;
    }
    Result<Statement> row
        = m_connection.prepare("SELECT " + cursor.rowid + " FROM " + cursor.table + " NOT INDEXED WHERE "
                               + cursor.rowid + " >= ?1 ORDER BY " + cursor.rowid + " LIMIT 1 OFFSET ?2");
    if (!row) {
        return std::nullopt;
    }
    row->bindInteger(1, before.rowid);
    row->bindInteger(2, position - before.position);
    const Result<bool> found = row->step();
    return found && *found ? std::optional(row->integer(0)) : std::nullopt;
}

qint64 DatabaseContent::positionOf(const QString &table, qint64 key)
{
    const TableOutline *outline = tableNamed(table);
    giveTime(reachTime);
    const Result<Cursor> cursor = outline ? cursorOf(*outline) : Error{.kind = ErrorKind::NotFound};
    if (!cursor) {
        return -1;
    }
    if (!cursor->byRowid) {
        return key; // it is its position
    }
    Result<Statement> rows = m_connection.prepare("SELECT count(*) FROM " + cursor->table
                                                  + " NOT INDEXED WHERE " + cursor->rowid + " < ?1");
    if (!rows) {
        return -1;
    }
    rows->bindInteger(1, key);
    const Result<bool> counted = rows->step();
    return counted && *counted ? rows->integer(0) : -1;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/statement.h"
#include "sqlite/tableshape.h"
#include "verify/databasecontent.h"
#include "verify/unreadable.h"

#include <QCoreApplication>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto reachTime = 20s;

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseContent", text);
}

} // namespace

ValuePart DatabaseContent::value(const ValuePlace &place, qint64 offset, qint64 length)
{
    ValuePart part{.offset = offset};
    const bool isKept = m_valuePlace && m_valuePlace->table == place.table && m_valuePlace->key == place.key
        && m_valuePlace->column == place.column;
    if (!isKept) {
        m_value.clear();
        m_valuePlace.reset();
        giveTime(reachTime);
        const TableOutline *table = tableNamed(place.table);
        const Result<Cursor> cursor = table ? cursorOf(*table) : Error{.kind = ErrorKind::NotFound};
        if (!cursor || place.column < 0 || place.column >= cursor->columns) {
            part.problem = tr("There is no such value.");
            return part;
        }
        const std::string column = quotedName(cursor->names.at(place.column).toStdString());
        Result<Statement> row = m_connection.prepare(
            "SELECT " + column + " FROM " + cursor->table + " NOT INDEXED "
            + (cursor->byRowid ? "WHERE " + cursor->rowid + " = ?1" : "LIMIT 1 OFFSET ?1"));
        if (row) {
            row->bindInteger(1, place.key);
        }
        const Result<bool> found = row ? row->step() : row.error();
        if (!found || !*found) {
            part.problem = found ? tr("There is no such value.")
                                 : tr("The value cannot be read: %1.").arg(reasonOf(found.error()));
            return part;
        }
        const std::string_view bytes = row->bytes(0);
        m_value = QByteArray(bytes.data(), qsizetype(bytes.size()));
        m_valuePlace = place;
    }
    part.length = m_value.size();
    part.bytes = m_value.mid(offset, length);
    if (offset + part.bytes.size() >= m_value.size()) {
        m_value = {}; // it may be large
        m_valuePlace.reset();
    }
    return part;
}

} // namespace litekeeper

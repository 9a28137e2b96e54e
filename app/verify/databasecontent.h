// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "domain/tablecontent.h"
#include "sqlite/connection.h"
#include "verify/extraction.h"

#include <map>
#include <memory>

namespace litekeeper {

class Statement;

/// The tables of a database that nobody trusts, and their rows, a page at a time. It works on a private copy
/// that goes with it, brought to its last commit. Blocking; one thread.
class DatabaseContent
{
public:
    /// The copy is made in a new folder below `scratchFolder`. Errors: of extractWhenStill(), and a schema
    /// that cannot be read.
    [[nodiscard]] static Result<DatabaseContent> open(const DatabasePlace &place, const Path &scratchFolder,
                                                      const RunControl &control);

    /// In the order of their names, views and virtual tables behind tables.
    [[nodiscard]] const QList<TableOutline> &tables() const { return m_tables; }

    /// At most `limit` rows from `from` on, which is RowPage::begin or the `next` of another page; fewer
    /// where they are large. By rowid where the table has one, so that each page takes the same time. What
    /// cannot be read is a sentence in the page, and the page tells how to go on behind it if there is a way.
    [[nodiscard]] RowPage rows(const QString &table, qint64 from, int limit);

private:
    /// How the rows of a table are asked for.
    struct Cursor
    {
        std::string sql = {}; ///< with ?1: where to begin, ?2: how many; a rowid is its first column
        bool byRowid = true;
        int columns = 0;
    };

    DatabaseContent(PrivateFolder folder, Connection connection);
    [[nodiscard]] Result<void> readSchema();
    void countRows();
    [[nodiscard]] QStringList columnsOf(const QString &table);
    [[nodiscard]] Result<Cursor> cursorOf(const TableOutline &table);
    void readPage(const Cursor &cursor, int limit, RowPage &page);
    void breakOff(const Cursor &cursor, qint64 unreadable, const Error &error, RowPage &page);
    [[nodiscard]] std::optional<qint64> behindDamage(const Cursor &cursor, qint64 unreadable);
    [[nodiscard]] bool canSeek(const Cursor &cursor, qint64 rowid);
    void giveTime(std::chrono::milliseconds time);

    PrivateFolder m_folder; // goes after the connection
    Connection m_connection;
    QList<TableOutline> m_tables;
    std::map<QString, Cursor> m_cursors;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "domain/tablecontent.h"
#include "sqlite/connection.h"
#include "verify/extraction.h"

#include <chrono>
#include <map>
#include <memory>
#include <vector>

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

    /// A copy that the caller has made, and keeps as long as this lives.
    [[nodiscard]] static Result<DatabaseContent> ofPrivateFile(const Path &file);

    /// In the order of their names, views and virtual tables behind tables.
    [[nodiscard]] const QList<TableOutline> &tables() const { return m_tables; }

    /// At most `limit` rows from `from` on, which is RowPage::begin or the `next` of another page; fewer
    /// where they are large. By rowid where the table has one, so that each page takes the same time. What
    /// cannot be read is a sentence in the page, and the page tells how to go on behind it if there is a way.
    [[nodiscard]] RowPage rows(const RowsWish &wish);
    [[nodiscard]] RowPage rows(const QString &table, qint64 from, int limit);

    /// Goes on counting the rows of a table, for a moment.
    [[nodiscard]] RowCount count(const QString &table);
    /// How many rows that can be read lie before this one; -1 if nobody can tell.
    [[nodiscard]] qint64 positionOf(const QString &table, qint64 key);
    /// Goes on searching all tables for a text, whatever its case, for a moment.
    [[nodiscard]] SearchPart search(const QString &text, const TextPlace &from, int limit);
    /// At most `length` bytes of a value from `offset` on.
    [[nodiscard]] ValuePart value(const ValuePlace &place, qint64 offset, qint64 length);

    /// For whoever reads more of it, such as an export; with its own stop condition.
    [[nodiscard]] Connection &connection() { return m_connection; }

private:
    /// How the rows of a table are asked for.
    struct Cursor
    {
        std::string sql = {}; ///< with ?1: where to begin, ?2: how many; a rowid is its first column
        bool byRowid = true;
        int columns = 0;
        std::string rowid = {}; ///< what the rowid is called in this table
        QStringList names = {}; ///< of the columns
        std::string table = {}; ///< quoted
    };
    /// So many rows lie before the one with this rowid.
    struct Milestone
    {
        qint64 position = 0;
        qint64 rowid = 0;
    };
    struct Milestones
    {
        std::vector<Milestone> known = {}; ///< the first one is the first row
        qint64 rows = 0;                   ///< from the last one on nobody has counted; all if `isWhole`
        bool isWhole = false;
        QString problem = {};
    };
    struct Filter
    {
        std::string condition = {}; ///< with parameters from ?3 on
        QStringList patterns = {};
    };

    DatabaseContent(std::optional<PrivateFolder> folder, Connection connection);
    [[nodiscard]] static Result<DatabaseContent> connect(std::optional<PrivateFolder> folder,
                                                         const Path &file, const Path &name);
    [[nodiscard]] Result<void> readSchema();
    void countRows();
    [[nodiscard]] QStringList columnsOf(const QString &table);
    [[nodiscard]] Result<Cursor> cursorOf(const TableOutline &table);
    [[nodiscard]] const TableOutline *tableNamed(const QString &name) const;
    void readPage(const Cursor &cursor, int limit, RowPage &page);
    void readMatches(const Cursor &cursor, const RowsWish &wish, RowPage &page);
    [[nodiscard]] static Filter filterFor(const QString &text, const QStringList &columns);
    [[nodiscard]] std::optional<qint64> rowidAt(const Cursor &cursor, const QString &table, qint64 position);
    void measure(const Cursor &cursor, Milestones &milestones, std::chrono::steady_clock::time_point until,
                 qint64 enough);
    void passDamage(const Cursor &cursor, Milestones &milestones, const Error &error);
    void searchTable(const TableOutline &table, const QString &text, TextPlace &place, int limit,
                     std::chrono::steady_clock::time_point until, SearchPart &part, bool &isDone);
    void addHits(const Cursor &cursor, const TableOutline &table, const QString &text, qint64 key,
                 SearchPart &part);
    void breakOff(const Cursor &cursor, qint64 unreadable, const Error &error, RowPage &page);
    [[nodiscard]] std::optional<qint64> behindDamage(const Cursor &cursor, qint64 unreadable);
    [[nodiscard]] bool canSeek(const Cursor &cursor, qint64 rowid);
    void giveTime(std::chrono::milliseconds time);

    std::optional<PrivateFolder> m_folder; // goes after the connection
    Connection m_connection;
    QList<TableOutline> m_tables;
    std::map<QString, Cursor> m_cursors;
    std::map<QString, Milestones> m_milestones;
    std::optional<ValuePlace> m_valuePlace; ///< of m_value
    QByteArray m_value;                     ///< the one that is handed out piece by piece
};

} // namespace litekeeper

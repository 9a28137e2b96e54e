// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "engine/comparison.h"
#include "engine/tablecomparer.h"

#include <map>

namespace litekeeper {

/// An object of a schema, as sqlite_schema has it.
struct SchemaObject
{
    std::string type;
    std::string name;
    std::string table; ///< that it belongs to
    std::string sql;
    bool isVirtual = false; ///< a virtual table
    bool isShadow = false;  ///< it comes and goes with a virtual table
};
using Schema = std::map<std::pair<std::string, std::string>, SchemaObject>; ///< by type and name

/// Whether a table has the same definition in both.
[[nodiscard]] bool hasSameSql(const Schema &left, const Schema &right, const std::string &table);

/// What of the two is written about.
struct ScriptSides
{
    Connection &left;
    Connection &right;
    const Schema &leftSchema;
    const Schema &rightSchema;
};

/// What became of a table, for the script.
struct ScriptedTable
{
    std::string name;
    bool inLeft = true;
    bool inRight = true;
    bool isSame = false;
    const TablePairing *pairing = nullptr; ///< null: its rows cannot be paired
};

/// Writes SQL that makes the left database the same as the right one, in one transaction: for the shell of
/// SQLite, or any program that runs a script. Triggers are taken off first, or they would change rows by
/// themselves, and foreign keys are not enforced meanwhile. One thread.
class ComparisonScript
{
public:
    using Sink = std::function<Result<void>(const QByteArray &)>;
    using Proceed = std::function<Result<void>()>; ///< asked every thousand rows; its error ends the work

    ComparisonScript(const ScriptSides &sides, Sink sink, Proceed proceed);

    /// Takes off what is to go or to be made anew.
    [[nodiscard]] Result<void> begin();
    /// What writes the changes of a table in the pass that compares its rows; empty where they are written
    /// otherwise. add() comes behind that.
    [[nodiscard]] RowVisitor whileComparing(const std::string &table, const TablePairing &pairing);
    /// Each table once; those of SQLite itself last.
    [[nodiscard]] Result<void> add(const ScriptedTable &table);
    /// Makes what came with the tables, and sets the numbers in the header.
    [[nodiscard]] Result<void> finish();

private:
    [[nodiscard]] Result<void> write(const std::string &text);
    [[nodiscard]] Result<void> addTableOfSqlite(const ScriptedTable &table);
    [[nodiscard]] bool isChangedByRows(const std::string &table) const;
    [[nodiscard]] Result<void> takeOff(const TablePairing &pairing, RowMerge::Step step,
                                       const RowMerge &rows);
    [[nodiscard]] Result<void> putIn(const TablePairing &pairing, const RowMerge &rows);
    [[nodiscard]] Result<void> putAllIn(const TablePairing &pairing);
    [[nodiscard]] Result<void> refill(const std::string &table);
    [[nodiscard]] Result<void> insertAll(const std::string &table);
    [[nodiscard]] Result<void> setPragma(const char *name);
    [[nodiscard]] bool isMadeAnew(const std::string &table) const;
    [[nodiscard]] bool comesWithVirtualTable(const SchemaObject &shadow) const;

    ScriptSides m_sides;
    Sink m_sink;
    Proceed m_proceed;
};

} // namespace litekeeper

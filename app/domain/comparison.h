// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

namespace litekeeper {

/// An object of the schema that is not the same in two databases.
struct SchemaChange
{
    enum class Kind { Added, Removed, Changed }; ///< from the left database to the right one
    Kind kind = Kind::Changed;
    QString type; ///< "table", "index", "view", "trigger"
    QString name;
    QString before; ///< its SQL; empty if it was added
    QString after;  ///< its SQL; empty if it was removed
};

/// One row that is not the same, as much of it as is shown.
struct RowSample
{
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QList<CellValue> key;    ///< values as TableComparison::key
    QList<CellValue> before; ///< values as TableComparison::columns; empty if the row was added
    QList<CellValue> after;  ///< likewise; empty if it was removed
};

/// What became of one table.
struct TableComparison
{
    enum class State {
        Same,
        Differs,
        OnlyLeft,
        OnlyRight,
        NotComparable, ///< `note` says why; its rows were counted at most
    };
    QString name;
    State state = State::Same;
    qint64 rowsLeft = -1;  ///< -1: not counted
    qint64 rowsRight = -1; ///< -1: not counted
    qint64 added = 0;
    qint64 removed = 0;
    qint64 changed = 0;
    bool isShadow = false;    ///< a virtual table keeps what it holds in it, and it is not restored by itself
    bool byHash = false;      ///< told by the hashes of two manifests, without reading a row
    QStringList key;          ///< what pairs its rows; a rowid is "rowid", or the column that is its alias
    QStringList columns;      ///< that both have and that were compared, without those of the key
    QList<RowSample> samples; ///< the first of them
    QString note;             ///< a sentence, for example about columns that only one of them has
};

/// How the right database differs from the left one.
struct Comparison
{
    QList<SchemaChange> schema;    ///< by type and name
    QList<TableComparison> tables; ///< in the order of their names
    qint64 userVersionLeft = 0;
    qint64 userVersionRight = 0;
    qint64 applicationIdLeft = 0;
    qint64 applicationIdRight = 0;

    /// Whether not even a table could not be compared.
    [[nodiscard]] bool isSame() const;
    [[nodiscard]] bool isComplete() const; ///< every table could be compared
};

[[nodiscard]] QString schemaChangeCode(SchemaChange::Kind kind);    ///< "added", "removed", "changed"
[[nodiscard]] QString rowSampleCode(RowSample::Kind kind);          ///< likewise
[[nodiscard]] QString tableStateCode(TableComparison::State state); ///< "same", "differs", "only-left", ...

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Comparison)

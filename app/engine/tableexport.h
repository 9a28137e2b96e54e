// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"
#include "engine/rowcondition.h"

#include <QStringList>

#include <functional>

namespace litekeeper {

class StillDatabase;

/// How rows are written down. Generated columns are left out in all of them: they follow from the others.
enum class ExportFormat {
    /// A script that makes the table with its indexes and triggers, and every row with its rowid and just the
    /// same values. Read by a database whose texts are UTF-8, which new ones are.
    Sql,
    /// RFC 4180, with a line of names. Texts stand in quotes, and nothing else does: an empty field is NULL,
    /// and "" an empty text. Blobs, infinities, and texts with NUL or bytes that are not UTF-8, are written
    /// as
    /// SQL has them: x'00ff', 9e999, CAST(x'61' AS TEXT).
    Csv,
    /// Of one table that was asked for an array of objects, otherwise an object with such an array for each
    /// table. What JSON has no word for is an object with one member: {"blob": "00ff"},
    /// {"integer": "9007199254740993"} where an integer is beyond 2^53, {"real": "Infinity"}, and
    /// {"text": "00ff"} for the bytes of a text that is not UTF-8.
    Json,
};

[[nodiscard]] QString exportFormatCode(ExportFormat format); ///< "sql", "csv", "json"; names end so, too
[[nodiscard]] std::optional<ExportFormat> exportFormatFromCode(const QString &code);

struct ExportWish
{
    ExportFormat format = ExportFormat::Sql;
    QStringList tables = {};             ///< empty: every ordinary one
    QList<RowCondition> conditions = {}; ///< a row has to meet all of them
    QString search = {};                 ///< any of its texts contains this; empty: no matter
    qint64 limit = -1;                   ///< most rows of each table; -1: all
    bool withSchema = true;              ///< ExportFormat::Sql: false leaves only the INSERTs
};

struct ExportedTable
{
    QString name;
    qint64 rows = 0;
};

struct ExportReport
{
    QList<ExportedTable> tables;
    qint64 bytes = 0;        ///< that were written
    QList<Finding> findings; ///< what was left out
};

/// Takes what was written, piece by piece. Its error ends the export.
using ExportSink = std::function<Result<void>(const QByteArray &)>;

/// Writes tables down, row by row: the memory depends on the largest row alone. `connection` is one to a
/// database that nobody trusts and nobody changes meanwhile. Errors: NotFound (a table), InvalidArgument (a
/// view, a virtual table, a column that is not there, several tables as CSV), Damaged, of the sink, Cancelled
/// within 100 ms. Blocking, worker thread.
[[nodiscard]] Result<ExportReport> exportTables(Connection &connection, const ExportWish &wish,
                                                const ExportSink &sink, const RunControl &control);
[[nodiscard]] Result<ExportReport> exportTables(const StillDatabase &database, const ExportWish &wish,
                                                const ExportSink &sink, const RunControl &control);

enum class ExistingFile { Refuse, Replace };

/// The same into a file, which has its name only when it is whole and on the disk. AlreadyExists, NoSpace.
[[nodiscard]] Result<ExportReport> exportTables(const StillDatabase &database, const ExportWish &wish,
                                                const Path &file, ExistingFile existing,
                                                const RunControl &control);

} // namespace litekeeper

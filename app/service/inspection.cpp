// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/inspection.h"

#include "engine/heldsource.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"
#include "sqlite/sidefiles.h"
#include "sqlite/statement.h"
#include "sqlite/tablescan.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds patience{5};
const std::string schemaTable = "sqlite_schema";

Result<void> append(QList<TableSummary> &tables, Connection &connection, const TableName &table)
{
    const Result<qint64> rows = countRows(connection, table.name);
    if (!rows && rows.error().kind == ErrorKind::Cancelled) {
        return rows.error();
    }
    // What cannot be counted is named with its reason, and the others are counted.
    tables.append({.name = QString::fromStdString(table.name),
                   .rows = rows ? *rows : -1,
                   .note = rows ? QString() : rows.error().detail});
    return {};
}

/// Virtual tables have no rows of their own in the file, and asking their modules would run code that the
/// file chose.
Result<void> appendVirtualTables(QList<TableSummary> &tables, Connection &connection)
{
    Result<Statement> statement
        = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage = 0");
    if (!statement) {
        return statement.error();
    }
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row || !*row) {
            return row ? Result<void>() : Result<void>(row.error());
        }
        tables.append({.name = statement->text(0),
                       .note = QCoreApplication::translate("Inspection", "virtual table, not counted")});
    }
}

Result<QList<TableSummary>> countAll(Connection &connection)
{
    const Result<std::vector<TableName>> names = ordinaryTables(connection);
    if (!names) {
        return names.error();
    }
    QList<TableSummary> tables;
    for (const TableName &name : *names) {
        if (name.name == schemaTable) {
            continue;
        }
        if (const Result<void> counted = append(tables, connection, name); !counted) {
            return counted.error();
        }
    }
    if (const Result<void> listed = appendVirtualTables(tables, connection); !listed) {
        return listed.error();
    }
    std::sort(tables.begin(), tables.end(),
              [](const TableSummary &left, const TableSummary &right) { return left.name < right.name; });
    return tables;
}

} // namespace

Result<QList<TableSummary>> summarizeTables(const Path &file, const RunControl &control)
{
    const Result<FileSystemFacts> place = fileSystemOf(file);
    if (!place) {
        return place.error();
    }
    if (place->kind == PlaceKind::Network) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = file,
                     .detail = QCoreApplication::translate(
                         "Inspection",
                         "rows are not counted over the network, because that would mean opening the "
                         "database in place, which can break the programs that write to it"),
                     .advice = QCoreApplication::translate(
                         "Inspection", "Back it up: the backup is counted table by table.")};
    }
    std::error_code error;
    const Path canonical = std::filesystem::canonical(file, error);
    if (error) {
        return systemError(error.value(), file);
    }
    const Result<DatabaseFacts> facts = lookAtDatabase(canonical);
    if (!facts) {
        return facts.error();
    }
    const bool idle = facts->journalMode == JournalMode::Wal && !sideFilesOf(canonical).wal;
    BackupRequest request;
    request.busyTimeout = patience;
    const auto way = idle ? HeldSource::Way::Idle : HeldSource::Way::Live;
    const Result<std::unique_ptr<HeldSource>> source = HeldSource::open(request, canonical, way, control);
    if (!source) {
        return source.error();
    }
    Result<QList<TableSummary>> tables = countAll((*source)->connection());
    if (tables && idle && !(*source)->isUndisturbed()) {
        return Error{.kind = ErrorKind::SourceChanged,
                     .path = file,
                     .detail = QCoreApplication::translate("Inspection", "a program began to write to it"),
                     .advice = QCoreApplication::translate("Inspection", "Look again.")};
    }
    return tables;
}

} // namespace litekeeper

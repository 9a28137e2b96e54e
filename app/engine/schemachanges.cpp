// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/schemachanges.h"

#include "sqlite/schemarows.h"

namespace litekeeper {

namespace {

bool isOfSqlite(const SchemaObject &object)
{
    return object.name.starts_with("sqlite_");
}

/// Null where one of them has not got it.
SchemaChange changeOf(const SchemaObject &any, const SchemaObject *before, const SchemaObject *after)
{
    return {.kind = before == nullptr ? SchemaChange::Kind::Added
                : after == nullptr    ? SchemaChange::Kind::Removed
                                      : SchemaChange::Kind::Changed,
            .type = QString::fromStdString(any.type),
            .name = QString::fromStdString(any.name),
            .before = before == nullptr ? QString() : QString::fromStdString(before->sql),
            .after = after == nullptr ? QString() : QString::fromStdString(after->sql)};
}

const SchemaObject *find(const Schema &schema, const Schema::key_type &key)
{
    const auto found = schema.find(key);
    return found == schema.end() ? nullptr : &found->second;
}

} // namespace

Result<Schema> readSchema(Connection &connection)
{
    Schema schema;
    // Indexes of constraints have no SQL of their own, and the tables of SQLite itself are no schema.
    const Result<void> visited = visitRows(
        connection,
        "SELECT s.type, s.name, s.tbl_name, s.sql, coalesce(l.type, '') FROM sqlite_schema AS s"
        " LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name AND s.type = 'table'"
        " WHERE s.sql IS NOT NULL",
        std::nullopt, [&schema](const Statement &row) {
            SchemaObject object{.type = std::string(row.bytes(0)),
                                .name = std::string(row.bytes(1)),
                                .table = std::string(row.bytes(2)),
                                .sql = std::string(row.bytes(3)),
                                .isVirtual = row.bytes(4) == "virtual",
                                .isShadow = row.bytes(4) == "shadow"};
            schema.emplace(std::pair(object.type, object.name), std::move(object));
        });
    return visited ? Result<Schema>(std::move(schema)) : visited.error();
}

QList<SchemaChange> changesOf(const Schema &left, const Schema &right)
{
    QList<SchemaChange> changes;
    Schema all = left;
    all.insert(right.begin(), right.end());
    for (const auto &[key, any] : all) {
        const SchemaObject *before = find(left, key);
        const SchemaObject *after = find(right, key);
        const bool isSame = before != nullptr && after != nullptr && before->sql == after->sql;
        if (!isSame && !isOfSqlite(any) && !any.isShadow) {
            changes.append(changeOf(any, before, after));
        }
    }
    return changes;
}

} // namespace litekeeper

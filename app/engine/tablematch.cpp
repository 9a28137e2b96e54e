// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tablematch.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableRestore", text);
}

Error refusal(const std::string &table, const QString &why, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument, .path = table, .detail = why, .advice = advice};
}

bool isSameName(const std::string &left, const std::string &right)
{
    return QString::fromStdString(left).compare(QString::fromStdString(right), Qt::CaseInsensitive) == 0;
}

bool contains(const std::vector<std::string> &names, const std::string &name)
{
    return std::any_of(names.begin(), names.end(),
                       [&name](const std::string &other) { return isSameName(other, name); });
}

std::optional<Error> whyNot(const ListedTable &table)
{
    using Kind = ListedTable::Kind;
    switch (table.kind) {
    case Kind::Ordinary:
        return std::nullopt;
    case Kind::View:
        return refusal(table.name, tr("it is a view, which has no rows of its own"),
                       tr("Restore the tables that it reads."));
    case Kind::Virtual:
        return refusal(table.name,
                       tr("it is a virtual table, and programs that have the database open keep parts of it "
                          "in mind"),
                       tr("Restore the whole database, or the table that it is an index of: such an index is "
                          "built anew with it."));
    case Kind::Shadow:
        return refusal(table.name, tr("it is a part of a virtual table"), tr("Restore the whole database."));
    case Kind::OfSqlite:
        return refusal(table.name, tr("SQLite keeps it by itself"), tr("Restore the tables it is about."));
    }
    return std::nullopt;
}

Error noSuchTable(const Path &backup, const std::vector<ListedTable> &tables, const QString &name)
{
    QStringList names;
    for (const ListedTable &table : tables) {
        if (table.kind == ListedTable::Kind::Ordinary) {
            names.append(QString::fromStdString(table.name));
        }
    }
    return refusal(name.toStdString(), tr("“%1” has no such table").arg(displayPath(backup)),
                   names.isEmpty() ? tr("There is no table in it.")
                                   : tr("Its tables are: %1.").arg(names.join(QStringLiteral(", "))));
}

/// "content=posts" among the arguments of FTS3 to FTS5
/// (https://www.sqlite.org/fts5.html#external_content_tables).
bool isIndexOf(const ListedTable &index, const std::string &table)
{
    if (index.kind != ListedTable::Kind::Virtual) {
        return false;
    }
    const QRegularExpression option(
        QStringLiteral("using\\s+fts\\d\\s*\\(.*\\bcontent\\s*=\\s*[\"'`\\[]?%1[\"'`\\]]?\\s*[,)]")
            .arg(QRegularExpression::escape(QString::fromStdString(table))),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return QString::fromStdString(index.sql).contains(option);
}

/// Which columns are copied. What only the backup has would be lost silently, so that is refused.
Result<void> matchColumns(TableMatch &match)
{
    QStringList lost;
    for (const std::string &column : match.sourceShape.columns) {
        if (contains(match.target->columns, column)) {
            match.columns.push_back(column);
        } else {
            lost.append(QString::fromStdString(column));
        }
    }
    for (const std::string &column : match.target->columns) {
        if (!contains(match.sourceShape.columns, column)) {
            match.onlyInTarget.append(QString::fromStdString(column));
        }
    }
    if (!lost.isEmpty()) {
        return refusal(match.source.name,
                       tr("the table there has no columns for what the backup holds in: %1")
                           .arg(lost.join(QStringLiteral(", "))),
                       tr("Restore the whole database, or export the table and bring its rows in by hand."));
    }
    return {};
}

Result<TableMatch> matchOf(Connection &from, Connection &into, const ListedTable &source,
                           const std::vector<ListedTable> &there)
{
    const Result<TableShape> sourceShape = shapeOf(from, source.name);
    Result<std::vector<TablePart>> parts
        = sourceShape ? partsOf(from, source.name) : Result<std::vector<TablePart>>(sourceShape.error());
    if (!parts) {
        return parts.error();
    }
    TableMatch match{.source = source, .sourceShape = *sourceShape, .parts = std::move(parts).value()};
    const ListedTable *target = findTable(there, source.name);
    if (target == nullptr) {
        match.columns = sourceShape->columns;
        match.withRowid = !sourceShape->rowid.empty() && sourceShape->rowidAlias.empty();
        return match;
    }
    if (std::optional<Error> refused = whyNot(*target)) {
        return *std::move(refused);
    }
    const Result<TableShape> targetShape = shapeOf(into, target->name);
    const Result<std::vector<TablePart>> targetParts
        = targetShape ? partsOf(into, target->name) : Result<std::vector<TablePart>>(targetShape.error());
    if (!targetParts) {
        return targetParts.error();
    }
    match.target = *targetShape;
    match.hasSameSql = target->sql == source.sql;
    match.hasTriggers = std::any_of(targetParts->begin(), targetParts->end(), [](const TablePart &part) {
        return part.kind == TablePart::Kind::Trigger;
    });
    match.withRowid = !sourceShape->rowid.empty() && sourceShape->rowidAlias.empty()
        && !targetShape->rowid.empty() && targetShape->rowidAlias.empty();
    for (const ListedTable &other : there) {
        if (isIndexOf(other, target->name)) {
            match.textIndexes.push_back(other.name);
        }
    }
    const Result<void> matched = matchColumns(match);
    return matched ? Result<TableMatch>(std::move(match)) : Result<TableMatch>(matched.error());
}

} // namespace

Result<std::vector<TableMatch>> matchTables(Connection &from, Connection &into, const QStringList &names)
{
    const Result<std::vector<ListedTable>> sources = listTables(from);
    const Result<std::vector<ListedTable>> targets = listTables(into);
    if (!sources || !targets) {
        return sources ? targets.error() : sources.error();
    }
    std::vector<TableMatch> matches;
    for (const QString &name : names) {
        const ListedTable *source = findTable(*sources, name.toStdString());
        if (source == nullptr) {
            return noSuchTable(from.file(), *sources, name);
        }
        if (std::optional<Error> refused = whyNot(*source)) {
            return *std::move(refused);
        }
        const bool isKnown = std::any_of(matches.begin(), matches.end(), [source](const TableMatch &match) {
            return match.source.name == source->name;
        });
        if (isKnown) {
            continue;
        }
        Result<TableMatch> match = matchOf(from, into, *source, *targets);
        if (!match) {
            return match.error();
        }
        matches.push_back(std::move(match).value());
    }
    return matches;
}

} // namespace litekeeper

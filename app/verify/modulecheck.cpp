// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/modulecheck.h"

#include "sqlite/statement.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ModuleCheck", text);
}

std::string quoted(const QString &name)
{
    QString result = name;
    return "\"" + result.replace(u'"', QLatin1String("\"\"")).toStdString() + "\"";
}

bool knowsModule(Connection &connection, const QString &module)
{
    Result<Statement> statement
        = connection.prepare("SELECT 1 FROM pragma_module_list WHERE lower(name) = ?1");
    if (!statement) {
        return true;
    }
    statement->bindText(1, module);
    const Result<bool> row = statement->step();
    return !row || *row;
}

/// Text from elsewhere (content=...) changes without the index, and that is how it was made.
bool hasOwnText(const SchemaEntry &table)
{
    static const QRegularExpression content(QStringLiteral("[,(]\\s*content\\s*="),
                                            QRegularExpression::CaseInsensitiveOption);
    return !content.match(table.sql).hasMatch();
}

ModuleReport reportOf(const Error &error)
{
    switch (meaningOf(error)) {
    case ErrorMeaning::Damaged:
        return {.state = ModuleReport::State::Damaged, .text = error.detail};
    case ErrorMeaning::Unsupported:
        return {.state = ModuleReport::State::Unsupported, .text = error.detail};
    case ErrorMeaning::NotFinished:
        return {.state = ModuleReport::State::NotFinished, .text = error.detail};
    case ErrorMeaning::OurFailure:
        break;
    }
    return {.state = ModuleReport::State::OurFailure, .text = error.detail};
}

/// The tables behind a virtual table that it cannot be opened without; their absence otherwise looks like
/// something that is not known.
bool hasShadowTables(Connection &connection, const SchemaEntry &table, const QStringList &suffixes)
{
    for (const QString &suffix : suffixes) {
        Result<Statement> statement = connection.prepare(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE nocase");
        if (!statement) {
            return true;
        }
        statement->bindText(1, table.name + suffix);
        const Result<bool> row = statement->step();
        if (row && !*row) {
            return false;
        }
    }
    return true;
}

ModuleReport checkFullText(Connection &connection, const SchemaEntry &table, const QStringList &suffixes)
{
    if (!hasShadowTables(connection, table, suffixes)) {
        return {.state = ModuleReport::State::Damaged,
                .text = tr("a table that holds a part of its index is missing")};
    }
    const std::string name = quoted(table.name);
    const Result<void> checked
        = connection.execute("INSERT INTO " + name + "(" + name + ") VALUES('integrity-check')");
    if (checked) {
        return {.state = ModuleReport::State::Sound, .text = {}};
    }
    ModuleReport report = reportOf(checked.error());
    if (report.state == ModuleReport::State::Damaged && !hasOwnText(table)) {
        report.state = ModuleReport::State::Differs;
    }
    return report;
}

ModuleReport checkTree(Connection &connection, const SchemaEntry &table)
{
    if (!hasShadowTables(connection, table,
                         {QStringLiteral("_node"), QStringLiteral("_rowid"), QStringLiteral("_parent")})) {
        return {.state = ModuleReport::State::Damaged, .text = tr("a table behind it is missing")};
    }
    Result<Statement> statement = connection.prepare("SELECT rtreecheck('main', ?1)");
    if (!statement) {
        return reportOf(statement.error());
    }
    statement->bindText(1, table.name);
    const Result<bool> row = statement->step();
    if (!row) {
        return reportOf(row.error());
    }
    const QString text = statement->text(0);
    return text == QLatin1String("ok") ? ModuleReport{.state = ModuleReport::State::Sound, .text = {}}
                                       : ModuleReport{.state = ModuleReport::State::Damaged, .text = text};
}

} // namespace

ModuleReport lookForModule(Connection &connection, const SchemaEntry &table)
{
    const QString module = moduleOf(table);
    if (!knowsModule(connection, module)) {
        return {.state = ModuleReport::State::Unsupported,
                .text = tr("its module “%1” is not known here").arg(module)};
    }
    return {};
}

ModuleReport checkModule(Connection &connection, const SchemaEntry &table)
{
    const ModuleReport known = lookForModule(connection, table);
    if (known.state == ModuleReport::State::Unsupported) {
        return known;
    }
    const QString module = moduleOf(table);
    if (module == QLatin1String("fts5")) {
        return checkFullText(connection, table,
                             {QStringLiteral("_data"), QStringLiteral("_idx"), QStringLiteral("_config")});
    }
    if (module == QLatin1String("fts3") || module == QLatin1String("fts4")) {
        return checkFullText(connection, table, {QStringLiteral("_segments"), QStringLiteral("_segdir")});
    }
    if (module == QLatin1String("rtree") || module == QLatin1String("rtree_i32")) {
        return checkTree(connection, table);
    }
    return {.state = ModuleReport::State::NothingToCheck, .text = {}};
}

} // namespace litekeeper

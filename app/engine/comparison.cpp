// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/comparison.h"

#include "common/progressmeter.h"
#include "engine/comparisonscript.h"
#include "engine/schemachanges.h"
#include "engine/tablecomparer.h"
#include "sqlite/descriptorvfs.h"
#include "sqlite/tablescan.h"
#include "sqlite/tolerance.h"

#include <algorithm>
#include <optional>
#include <set>

namespace litekeeper {

namespace {

bool isShadow(const Schema &schema, const std::string &table)
{
    const auto object = schema.find({"table", table});
    return object != schema.end() && object->second.isShadow;
}

const TableFigures *figuresOf(const QList<TableFigures> &figures, const std::string &table)
{
    const QString name = QString::fromStdString(table);
    const auto found = std::find_if(figures.cbegin(), figures.cend(),
                                    [&name](const TableFigures &entry) { return entry.name == name; });
    return found == figures.cend() ? nullptr : &*found;
}

class Comparer
{
public:
    Comparer(const ComparedFile &left, const ComparedFile &right, const ComparisonWish &wish,
             const RunControl &control)
        : m_leftFile(left)
        , m_rightFile(right)
        , m_wish(wish)
        , m_control(control)
        , m_meter(control)
    {
    }

    [[nodiscard]] Result<Comparison> run();

private:
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> readHeaders();
    [[nodiscard]] Result<std::vector<std::string>> tablesOf(Connection &connection) const;
    [[nodiscard]] Result<void> compareTables();
    [[nodiscard]] Result<TableComparison> compareTable(const std::string &table, bool inLeft, bool inRight);
    [[nodiscard]] Result<TableComparison> onlyIn(const std::string &table, bool inLeft);
    [[nodiscard]] Result<TableComparison> compareBoth(const std::string &table,
                                                      std::optional<TablePairing> &pairing);
    [[nodiscard]] Result<TableComparison> notComparable(const std::string &table, const QString &note);
    [[nodiscard]] std::optional<TableComparison> byHash(const std::string &table) const;
    [[nodiscard]] Result<void> proceed();

    const ComparedFile &m_leftFile;
    const ComparedFile &m_rightFile;
    const ComparisonWish &m_wish;
    const RunControl &m_control;
    ProgressMeter m_meter;
    std::optional<Connection> m_left;
    std::optional<Connection> m_right;
    std::optional<ComparisonScript> m_script;
    Schema m_leftSchema;
    Schema m_rightSchema;
    bool m_sameEncoding = true;
    Comparison m_comparison;
};

Result<void> Comparer::proceed()
{
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_rightFile.name};
    }
    m_meter.waitWhilePaused();
    m_meter.advanceTo(std::min(m_leftFile.file->bytesRead() + m_rightFile.file->bytesRead(),
                               m_leftFile.bytes + m_rightFile.bytes));
    return {};
}

Result<void> Comparer::connect()
{
    for (const auto &[file, connection] :
         {std::pair(&m_leftFile, &m_left), std::pair(&m_rightFile, &m_right)}) {
        Result<Connection> opened = file->file->connect();
        if (!opened) {
            return opened.error();
        }
        connection->emplace(std::move(opened).value());
        tolerateBrokenSchema(**connection);
        standInForCollations(**connection);
        (*connection)->setStopControl(&m_control);
    }
    return {};
}

Result<void> Comparer::readHeaders()
{
    const Result<QString> leftEncoding = m_left->queryText("PRAGMA encoding");
    const Result<QString> rightEncoding = m_right->queryText("PRAGMA encoding");
    if (!leftEncoding || !rightEncoding) {
        return leftEncoding ? rightEncoding.error() : leftEncoding.error();
    }
    m_sameEncoding = *leftEncoding == *rightEncoding;
    struct Number
    {
        const char *sql;
        qint64 &left;
        qint64 &right;
    };
    for (const Number &number :
         {Number{"PRAGMA user_version", m_comparison.userVersionLeft, m_comparison.userVersionRight},
          Number{"PRAGMA application_id", m_comparison.applicationIdLeft, m_comparison.applicationIdRight}}) {
        const Result<qint64> left = m_left->queryInteger(number.sql);
        const Result<qint64> right = m_right->queryInteger(number.sql);
        if (!left || !right) {
            return left ? right.error() : left.error();
        }
        number.left = *left;
        number.right = *right;
    }
    Result<Schema> leftSchema = readSchema(*m_left);
    Result<Schema> rightSchema = readSchema(*m_right);
    if (!leftSchema || !rightSchema) {
        return leftSchema ? rightSchema.error() : leftSchema.error();
    }
    m_leftSchema = std::move(leftSchema).value();
    m_rightSchema = std::move(rightSchema).value();
    m_comparison.schema = changesOf(m_leftSchema, m_rightSchema);
    return {};
}

Result<std::vector<std::string>> Comparer::tablesOf(Connection &connection) const
{
    const Result<std::vector<TableName>> tables = ordinaryTables(connection);
    if (!tables) {
        return tables.error();
    }
    std::vector<std::string> names;
    for (const TableName &table : *tables) {
        if (table.name != "sqlite_schema") {
            names.push_back(table.name);
        }
    }
    return names;
}

/// Figures are of the stored columns in the order of the b-tree, so they say nothing about tables with other
/// columns.
std::optional<TableComparison> Comparer::byHash(const std::string &table) const
{
    const TableFigures *left = figuresOf(m_leftFile.figures, table);
    const TableFigures *right = figuresOf(m_rightFile.figures, table);
    if (left == nullptr || right == nullptr || !hasSameSql(m_leftSchema, m_rightSchema, table)
        || left->rows != right->rows || left->contentHash.isEmpty()
        || left->contentHash != right->contentHash) {
        return std::nullopt;
    }
    TableComparison same;
    same.name = left->name;
    same.rowsLeft = left->rows;
    same.rowsRight = right->rows;
    same.byHash = true;
    return same;
}

Result<TableComparison> Comparer::notComparable(const std::string &table, const QString &note)
{
    TableComparison comparison;
    comparison.name = QString::fromStdString(table);
    comparison.state = TableComparison::State::NotComparable;
    comparison.note = note;
    const Result<qint64> left = countRows(*m_left, table);
    const Result<qint64> right = countRows(*m_right, table);
    comparison.rowsLeft = left ? *left : -1;
    comparison.rowsRight = right ? *right : -1;
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_rightFile.name};
    }
    return comparison;
}

Result<TableComparison> Comparer::onlyIn(const std::string &table, bool inLeft)
{
    TableComparison comparison;
    comparison.name = QString::fromStdString(table);
    comparison.state = inLeft ? TableComparison::State::OnlyLeft : TableComparison::State::OnlyRight;
    const Result<qint64> rows = countRows(inLeft ? *m_left : *m_right, table);
    if (!rows && rows.error().kind != ErrorKind::Unsupported) {
        return rows.error();
    }
    (inLeft ? comparison.rowsLeft : comparison.rowsRight) = rows ? *rows : -1;
    return comparison;
}

Result<TableComparison> Comparer::compareBoth(const std::string &table, std::optional<TablePairing> &pairing)
{
    if (std::optional<TableComparison> same = byHash(table)) {
        return *std::move(same);
    }
    const Result<TableShape> left = shapeOf(*m_left, table);
    const Result<TableShape> right = shapeOf(*m_right, table);
    if (!left || !right) {
        return notComparable(table, describe(left ? right.error() : left.error()));
    }
    QString note;
    pairing = pairTables(*left, *right, m_sameEncoding, note);
    if (!pairing) {
        return notComparable(table, note);
    }
    const RowVisitor alsoVisit = m_script ? m_script->whileComparing(table, *pairing) : RowVisitor();
    Result<TableComparison> comparison
        = compareRows(*m_left, *m_right, *pairing, m_wish.samples, alsoVisit, [this] { return proceed(); });
    if (comparison) {
        comparison->note = note;
    } else if (comparison.error().kind == ErrorKind::Unsupported) {
        pairing.reset(); // a script fills it anew then
        return notComparable(table, describe(comparison.error()));
    }
    return comparison;
}

Result<TableComparison> Comparer::compareTable(const std::string &table, bool inLeft, bool inRight)
{
    std::optional<TablePairing> pairing;
    Result<TableComparison> comparison
        = inLeft && inRight ? compareBoth(table, pairing) : onlyIn(table, inLeft);
    if (!comparison || !m_script) {
        return comparison;
    }
    const Result<void> written = m_script->add({.name = table,
                                                .inLeft = inLeft,
                                                .inRight = inRight,
                                                .isSame = comparison->state == TableComparison::State::Same,
                                                .pairing = pairing ? &*pairing : nullptr});
    return written ? comparison : Result<TableComparison>(written.error());
}

Result<void> Comparer::compareTables()
{
    const Result<std::vector<std::string>> left = tablesOf(*m_left);
    const Result<std::vector<std::string>> right = tablesOf(*m_right);
    if (!left || !right) {
        return left ? right.error() : left.error();
    }
    std::set<std::string> all(left->begin(), left->end());
    all.insert(right->begin(), right->end());
    // What SQLite makes by itself depends on the other tables, so it comes last.
    std::vector<std::string> names(all.begin(), all.end());
    std::stable_partition(names.begin(), names.end(),
                          [](const std::string &name) { return !name.starts_with("sqlite_"); });
    m_meter.beginPhase(Phase::Comparing, m_leftFile.bytes + m_rightFile.bytes);
    for (const std::string &name : names) {
        const bool inLeft = std::find(left->begin(), left->end(), name) != left->end();
        const bool inRight = std::find(right->begin(), right->end(), name) != right->end();
        Result<TableComparison> table = compareTable(name, inLeft, inRight);
        if (!table) {
            return table.error();
        }
        table->isShadow = isShadow(m_leftSchema, name) || isShadow(m_rightSchema, name);
        m_comparison.tables.append(std::move(table).value());
        if (const Result<void> goOn = proceed(); !goOn) {
            return goOn;
        }
    }
    return {};
}

Result<Comparison> Comparer::run()
{
    m_meter.beginPhase(Phase::Preparing, -1);
    for (const auto &step : {&Comparer::connect, &Comparer::readHeaders}) {
        if (const Result<void> done = (this->*step)(); !done) {
            return done.error();
        }
    }
    if (m_wish.script) {
        m_script.emplace(ScriptSides{*m_left, *m_right, m_leftSchema, m_rightSchema}, m_wish.script,
                         [this] { return proceed(); });
        if (const Result<void> begun = m_script->begin(); !begun) {
            return begun.error();
        }
    }
    if (const Result<void> compared = compareTables(); !compared) {
        return compared.error();
    }
    if (m_script) {
        if (const Result<void> finished = m_script->finish(); !finished) {
            return finished.error();
        }
    }
    return m_comparison;
}

} // namespace

Result<Comparison> compareDatabases(const ComparedFile &left, const ComparedFile &right,
                                    const ComparisonWish &wish, const RunControl &control)
{
    return Comparer(left, right, wish, control).run();
}

} // namespace litekeeper

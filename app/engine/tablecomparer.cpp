// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tablecomparer.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int differencesBetweenProgress = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Comparison", text);
}

bool contains(const std::vector<std::string> &names, const std::string &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

QStringList listOf(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names) {
        list.append(QString::fromStdString(name));
    }
    return list;
}

std::string joined(const std::vector<std::string> &names, const char *suffix = "")
{
    std::string text;
    for (const std::string &name : names) {
        text += (text.empty() ? "" : ", ") + quotedName(name) + suffix;
    }
    return text;
}

/// Ordered by bytes, whatever the collation of the key is.
std::string queryFor(const TableShape &table, const std::vector<std::string> &key,
                     const std::vector<std::string> &values, bool isByRowid)
{
    const bool isSorted = isByRowid || table.isKeyInOrder;
    std::string sql = "SELECT " + joined(key);
    if (!values.empty()) {
        sql += ", " + joined(values);
    }
    sql += " FROM main." + quotedName(table.name);
    return sql + (isByRowid ? " NOT INDEXED ORDER BY " : " ORDER BY ")
        + joined(key, isSorted ? "" : " COLLATE BINARY");
}

CellValue cellOf(const RowValue &value)
{
    switch (value.type) {
    case ValueType::Integer:
        return {.kind = CellValue::Kind::Integer, .integer = value.integer};
    case ValueType::Real:
        return {.kind = CellValue::Kind::Real, .real = value.real};
    case ValueType::Text:
        return CellValue::ofText(value.bytes);
    case ValueType::Blob:
        return CellValue::ofBlob(value.bytes);
    case ValueType::Null:
        break;
    }
    return {};
}

QList<CellValue> cells(const RowMerge &rows, RowMerge::Side side, int from, int until)
{
    QList<CellValue> values;
    for (int column = from; column < until; ++column) {
        values.append(cellOf(rows.value(side, column)));
    }
    return values;
}

RowSample sampleOf(RowMerge::Step step, const RowMerge &rows, int keyColumns)
{
    using enum RowMerge::Side;
    RowSample sample;
    sample.kind = step == RowMerge::Step::Added ? RowSample::Kind::Added
        : step == RowMerge::Step::Removed       ? RowSample::Kind::Removed
                                                : RowSample::Kind::Changed;
    sample.key = cells(rows, step == RowMerge::Step::Added ? Right : Left, 0, keyColumns);
    if (step != RowMerge::Step::Added) {
        sample.before = cells(rows, Left, keyColumns, rows.columnCount());
    }
    if (step != RowMerge::Step::Removed) {
        sample.after = cells(rows, Right, keyColumns, rows.columnCount());
    }
    return sample;
}

/// Columns that only one of them has.
QString noteOnColumns(const TableShape &left, const TableShape &right)
{
    QStringList only;
    for (const std::string &column : left.columns) {
        if (!contains(right.columns, column)) {
            only.append(tr("“%1” is only in the left one").arg(QString::fromStdString(column)));
        }
    }
    for (const std::string &column : right.columns) {
        if (!contains(left.columns, column)) {
            only.append(tr("“%1” is only in the right one").arg(QString::fromStdString(column)));
        }
    }
    return only.isEmpty() ? QString() : tr("Columns were left out: %1.").arg(only.join(QStringLiteral(", ")));
}

} // namespace

std::optional<TablePairing> pairTables(const TableShape &left, const TableShape &right, bool sameEncoding,
                                       QString &note)
{
    TablePairing pairing{.left = left, .right = right};
    // Bytes of two encodings have two orders, so texts cannot lead the way through both.
    const bool hasSameKey = !left.key.empty() && left.key == right.key && sameEncoding;
    const bool haveRowids = !left.rowid.empty() && !right.rowid.empty();
    if (!hasSameKey && !haveRowids) {
        note = sameEncoding
            ? tr("Its rows are told apart in different ways.")
            : tr("Its rows are told apart by texts, which the two databases encode differently.");
        return std::nullopt;
    }
    pairing.isByRowid = !hasSameKey;
    const std::vector<std::string> rightKey = hasSameKey ? right.key : std::vector{right.rowid};
    pairing.key = hasSameKey ? left.key : std::vector{left.rowid};
    for (const std::string &column : left.columns) {
        if (contains(right.columns, column) && !contains(pairing.key, column)
            && !contains(rightKey, column)) {
            pairing.values.push_back(column);
        }
    }
    pairing.queries = {.left = queryFor(left, pairing.key, pairing.values, pairing.isByRowid),
                       .right = queryFor(right, rightKey, pairing.values, pairing.isByRowid),
                       .keyColumns = int(pairing.key.size()),
                       .sameEncoding = sameEncoding};
    note = noteOnColumns(left, right);
    return pairing;
}

Result<RowCounts> visitDifferences(Connection &left, Connection &right, const RowMerge::Queries &queries,
                                   const RowVisitor &visit, const std::function<Result<void>()> &onProgress)
{
    Result<RowMerge> rows = RowMerge::begin(left, right, queries);
    if (!rows) {
        return rows.error();
    }
    for (int differences = 1;; ++differences) {
        const Result<RowMerge::Step> step = rows->next();
        if (!step) {
            return step.error();
        }
        if (*step == RowMerge::Step::End) {
            return RowCounts{rows->rows(RowMerge::Side::Left), rows->rows(RowMerge::Side::Right)};
        }
        if (*step != RowMerge::Step::Same) {
            if (const Result<void> visited = visit(*step, *rows); !visited) {
                return visited.error();
            }
        }
        if (*step == RowMerge::Step::Same || differences % differencesBetweenProgress == 0) {
            if (const Result<void> proceed = onProgress(); !proceed) {
                return proceed.error();
            }
        }
    }
}

Result<TableComparison> compareRows(Connection &left, Connection &right, const TablePairing &pairing,
                                    int samples, const RowVisitor &alsoVisit,
                                    const std::function<Result<void>()> &onProgress)
{
    TableComparison table;
    table.name = QString::fromStdString(pairing.left.name);
    table.key = listOf(pairing.key);
    table.columns = listOf(pairing.values);
    const auto count = [&](RowMerge::Step step, const RowMerge &rows) -> Result<void> {
        (step == RowMerge::Step::Added         ? table.added
             : step == RowMerge::Step::Removed ? table.removed
                                               : table.changed)
            += 1;
        if (table.samples.size() < samples) {
            table.samples.append(sampleOf(step, rows, int(pairing.key.size())));
        }
        return alsoVisit ? alsoVisit(step, rows) : Result<void>();
    };
    const Result<RowCounts> counts = visitDifferences(left, right, pairing.queries, count, onProgress);
    if (!counts) {
        return counts.error();
    }
    table.rowsLeft = counts->left;
    table.rowsRight = counts->right;
    const bool isSame = table.added + table.removed + table.changed == 0;
    table.state = isSame ? TableComparison::State::Same : TableComparison::State::Differs;
    return table;
}

} // namespace litekeeper

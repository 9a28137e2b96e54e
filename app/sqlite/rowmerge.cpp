// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/rowmerge.h"

#include "sqlite/rawstatement.h"

#include <bit>

namespace litekeeper {

namespace {

constexpr int sameRowsAtOnce = 1000;

/// One of the two readings.
struct Reading
{
    Connection *connection = nullptr;
    RawStatement statement;
    bool hasRow = false;
    qint64 rows = 0;

    [[nodiscard]] Result<void> step()
    {
        const int code = sqlite3_step(statement.get());
        hasRow = code == SQLITE_ROW;
        rows += hasRow ? 1 : 0;
        return hasRow || code == SQLITE_DONE ? Result<void>() : Result<void>(connection->error(code));
    }
};

/// A text in the encoding of its database, which costs no conversion.
std::string_view storedBytes(sqlite3_stmt *statement, int column)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    return {static_cast<const char *>(bytes), size_t(sqlite3_column_bytes(statement, column))};
}

std::string_view utf8Bytes(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return {text, size_t(sqlite3_column_bytes(statement, column))};
}

/// The order of SQLite: NULL, numbers, texts, blobs (https://www.sqlite.org/datatype3.html#sort_order).
int rankOf(int type)
{
    switch (type) {
    case SQLITE_NULL:
        return 0;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        return 1;
    case SQLITE_TEXT:
        return 2;
    default:
        return 3;
    }
}

int sign(int difference)
{
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int compareBytes(std::string_view left, std::string_view right)
{
    return sign(left.compare(right));
}

} // namespace

class RowMerge::Private
{
public:
    Private(Connection &left, RawStatement leftRows, Connection &right, RawStatement rightRows,
            const Queries &queries)
        : m_left{.connection = &left, .statement = std::move(leftRows)}
        , m_right{.connection = &right, .statement = std::move(rightRows)}
        , m_keyColumns(queries.keyColumns)
        , m_columns(sqlite3_column_count(m_left.statement.get()))
        , m_sameEncoding(queries.sameEncoding)
    {
    }

    [[nodiscard]] Result<Step> next();
    [[nodiscard]] bool isSameValue(int column) const;
    [[nodiscard]] const Reading &reading(Side side) const { return side == Side::Left ? m_left : m_right; }
    [[nodiscard]] int columnCount() const { return m_columns; }

private:
    [[nodiscard]] Result<void> goOn();
    [[nodiscard]] int compareKeys() const;
    [[nodiscard]] int compareNumbers(int column) const;
    [[nodiscard]] std::string_view bytes(const Reading &reading, int column, int type) const;

    Reading m_left;
    Reading m_right;
    int m_keyColumns;
    int m_columns;
    bool m_sameEncoding;
    bool m_leftIsDue = true; ///< its row was told, or there is none yet
    bool m_rightIsDue = true;
};

Result<void> RowMerge::Private::goOn()
{
    if (m_leftIsDue) {
        if (const Result<void> stepped = m_left.step(); !stepped) {
            return stepped;
        }
    }
    if (m_rightIsDue) {
        if (const Result<void> stepped = m_right.step(); !stepped) {
            return stepped;
        }
    }
    m_leftIsDue = false;
    m_rightIsDue = false;
    return {};
}

Result<RowMerge::Step> RowMerge::Private::next()
{
    for (int same = 0; same < sameRowsAtOnce; ++same) {
        if (const Result<void> gone = goOn(); !gone) {
            return gone.error();
        }
        if (!m_left.hasRow && !m_right.hasRow) {
            return Step::End;
        }
        const int order = !m_left.hasRow ? 1 : !m_right.hasRow ? -1 : compareKeys();
        m_leftIsDue = order <= 0 && m_left.hasRow;
        m_rightIsDue = order >= 0 && m_right.hasRow;
        if (order != 0) {
            return order < 0 ? Step::Removed : Step::Added;
        }
        for (int column = m_keyColumns; column < m_columns; ++column) {
            if (!isSameValue(column)) {
                return Step::Changed;
            }
        }
    }
    return Step::Same;
}

std::string_view RowMerge::Private::bytes(const Reading &reading, int column, int type) const
{
    return type == SQLITE_BLOB || m_sameEncoding ? storedBytes(reading.statement.get(), column)
                                                 : utf8Bytes(reading.statement.get(), column);
}

int RowMerge::Private::compareNumbers(int column) const
{
    sqlite3_stmt *left = m_left.statement.get();
    sqlite3_stmt *right = m_right.statement.get();
    if (sqlite3_column_type(left, column) == SQLITE_INTEGER
        && sqlite3_column_type(right, column) == SQLITE_INTEGER) {
        const qint64 a = sqlite3_column_int64(left, column);
        const qint64 b = sqlite3_column_int64(right, column);
        return a < b ? -1 : a > b ? 1 : 0;
    }
    // Wide enough for every integer of 64 bits and every double.
    const auto valueOf = [column](sqlite3_stmt *row) -> long double {
        return sqlite3_column_type(row, column) == SQLITE_INTEGER
            ? static_cast<long double>(sqlite3_column_int64(row, column))
            : static_cast<long double>(sqlite3_column_double(row, column));
    };
    const long double a = valueOf(left);
    const long double b = valueOf(right);
    return a < b ? -1 : a > b ? 1 : 0;
}

int RowMerge::Private::compareKeys() const
{
    for (int column = 0; column < m_keyColumns; ++column) {
        const int left = sqlite3_column_type(m_left.statement.get(), column);
        const int right = sqlite3_column_type(m_right.statement.get(), column);
        int order = sign(rankOf(left) - rankOf(right));
        if (order == 0 && rankOf(left) == 1) {
            order = compareNumbers(column);
        } else if (order == 0 && left != SQLITE_NULL) {
            order = compareBytes(bytes(m_left, column, left), bytes(m_right, column, right));
        }
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

bool RowMerge::Private::isSameValue(int column) const
{
    sqlite3_stmt *left = m_left.statement.get();
    sqlite3_stmt *right = m_right.statement.get();
    const int type = sqlite3_column_type(left, column);
    if (type != sqlite3_column_type(right, column)) {
        return false;
    }
    switch (type) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
        return sqlite3_column_int64(left, column) == sqlite3_column_int64(right, column);
    case SQLITE_FLOAT: {
        // By bits: 0.0 and -0.0 are not the same content.
        return std::bit_cast<quint64>(sqlite3_column_double(left, column))
            == std::bit_cast<quint64>(sqlite3_column_double(right, column));
    }
    default:
        return bytes(m_left, column, type) == bytes(m_right, column, type);
    }
}

Result<RowMerge> RowMerge::begin(Connection &left, Connection &right, const Queries &queries)
{
    Result<RawStatement> leftRows = prepareRaw(left, queries.left);
    if (!leftRows) {
        return leftRows.error();
    }
    Result<RawStatement> rightRows = prepareRaw(right, queries.right);
    if (!rightRows) {
        return rightRows.error();
    }
    return RowMerge(std::make_unique<Private>(left, std::move(leftRows).value(), right,
                                              std::move(rightRows).value(), queries));
}

RowMerge::RowMerge(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

RowMerge::RowMerge(RowMerge &&) noexcept = default;
RowMerge &RowMerge::operator=(RowMerge &&) noexcept = default;
RowMerge::~RowMerge() = default;

Result<RowMerge::Step> RowMerge::next()
{
    return d->next();
}

RowValue RowMerge::value(Side side, int column) const
{
    return valueOf(d->reading(side).statement.get(), column);
}

bool RowMerge::isSameValue(int column) const
{
    return d->isSameValue(column);
}

int RowMerge::columnCount() const
{
    return d->columnCount();
}

qint64 RowMerge::rows(Side side) const
{
    return d->reading(side).rows;
}

} // namespace litekeeper

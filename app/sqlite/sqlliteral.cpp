// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/sqlliteral.h"

#include "sqlite/rawstatement.h"

#include <QUtf8StringView>

#include <array>
#include <charconv>
#include <cmath>

namespace litekeeper {

namespace {

std::string blobLiteral(std::string_view bytes)
{
    constexpr const char *digits = "0123456789abcdef";
    std::string text = "x'";
    text.reserve(bytes.size() * 2 + 3);
    for (const char byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4U];
        text += digits[static_cast<unsigned char>(byte) & 15U];
    }
    return text + '\'';
}

/// Reads numbers as SQLite does, which is not always the nearest double.
class NumberReader
{
public:
    NumberReader()
    {
        sqlite3 *handle = nullptr;
        if (sqlite3_open(":memory:", &handle) == SQLITE_OK) {
            sqlite3_prepare_v2(handle, "SELECT CAST(?1 AS REAL)", -1, &m_statement, nullptr);
        }
        m_handle = handle;
    }
    ~NumberReader()
    {
        sqlite3_finalize(m_statement);
        sqlite3_close(m_handle);
    }
    NumberReader(const NumberReader &) = delete;
    NumberReader &operator=(const NumberReader &) = delete;

    [[nodiscard]] bool reads(const std::string &text, double value)
    {
        sqlite3_bind_text(m_statement, 1, text.data(), int(text.size()), SQLITE_STATIC);
        const bool isSame
            = sqlite3_step(m_statement) == SQLITE_ROW && sqlite3_column_double(m_statement, 0) == value;
        sqlite3_reset(m_statement);
        return isSame;
    }

private:
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

/// An integer, divided by or times powers of two: every step of that is exact.
std::string exactLiteral(double value)
{
    constexpr int mostBits = 53;
    int exponent = 0;
    const double mantissa = std::ldexp(std::frexp(value, &exponent), mostBits);
    exponent -= mostBits;
    std::string text = "(" + std::to_string(qint64(mantissa)) + ".0";
    const char sign = exponent < 0 ? '/' : '*';
    for (int left = std::abs(exponent); left > 0; left -= mostBits) {
        text += sign + std::to_string(qint64(1) << std::min(left, mostBits)) + ".0";
    }
    return text + ')';
}

/// The shell of SQLite takes a carriage return at the end of a line for a part of the line's end.
std::string literalWithReturns(std::string_view utf8)
{
    const std::string_view standIn = "\\r";
    if (utf8.find(standIn) != std::string_view::npos) {
        return "CAST(" + blobLiteral(utf8) + " AS TEXT)";
    }
    std::string text = "replace('";
    for (const char byte : utf8) {
        if (byte == '\r') {
            text += standIn;
        } else {
            text += byte == '\'' ? std::string_view("''") : std::string_view(&byte, 1);
        }
    }
    return text + "','\\r',char(13))";
}

/// A quoted text ends at a NUL, and a shell may not take bytes that are no UTF-8.
std::string textLiteral(std::string_view utf8)
{
    if (!isPlainText(utf8)) {
        return "CAST(" + blobLiteral(utf8) + " AS TEXT)";
    }
    if (utf8.find('\r') != std::string_view::npos) {
        return literalWithReturns(utf8);
    }
    std::string text = "'";
    text.reserve(utf8.size() + 2);
    for (const char byte : utf8) {
        text += byte;
        if (byte == '\'') {
            text += byte;
        }
    }
    return text + '\'';
}

std::string realLiteral(double value)
{
    if (std::isinf(value)) {
        return value < 0 ? "-9e999" : "9e999";
    }
    thread_local NumberReader reader;
    std::string text = realText(value);
    return reader.reads(text, value) ? text : exactLiteral(value);
}

std::string integerLiteral(qint64 value)
{
    // The smallest one cannot be written: its digits without the sign are too large for an integer.
    return value == std::numeric_limits<qint64>::min() ? "(-9223372036854775807-1)" : std::to_string(value);
}

} // namespace

bool isPlainText(std::string_view utf8)
{
    return utf8.find('\0') == std::string_view::npos
        && QUtf8StringView(utf8.data(), qsizetype(utf8.size())).isValidUtf8();
}

std::string realText(double value)
{
    // With a point or an exponent, or it would be an integer.
    std::array<char, 32> buffer = {};
    const auto [end, failed] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return text;
}

std::string sqlLiteral(const RowValue &value)
{
    switch (value.type) {
    case ValueType::Integer:
        return integerLiteral(value.integer);
    case ValueType::Real:
        return realLiteral(value.real);
    case ValueType::Text:
        return textLiteral(value.bytes);
    case ValueType::Blob:
        return blobLiteral(value.bytes);
    case ValueType::Null:
        break;
    }
    return "NULL";
}

std::string sqlLiteral(const Statement &row, int column)
{
    const ValueType type = row.type(column);
    const bool hasBytes = type == ValueType::Text || type == ValueType::Blob;
    return sqlLiteral(RowValue{.type = type,
                               .integer = type == ValueType::Integer ? row.integer(column) : 0,
                               .real = type == ValueType::Real ? row.real(column) : 0,
                               .bytes = hasBytes ? row.bytes(column) : std::string_view()});
}

} // namespace litekeeper

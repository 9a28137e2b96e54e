// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/sqlliteral.h"

#include <QByteArrayView>
#include <QStringDecoder>

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

bool isPlain(std::string_view utf8)
{
    if (utf8.find('\0') != std::string_view::npos) {
        return false;
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
    return !decoder.hasError();
}

/// A quoted text ends at a NUL, and a shell may not take bytes that are no UTF-8.
std::string textLiteral(std::string_view utf8)
{
    if (!isPlain(utf8)) {
        return "CAST(" + blobLiteral(utf8) + " AS TEXT)";
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
    // The shortest text that reads back as the same double; with a point or an exponent, or it would be an
    // integer.
    std::array<char, 32> buffer = {};
    const auto [end, failed] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return text;
}

std::string integerLiteral(qint64 value)
{
    // The smallest one cannot be written: its digits without the sign are too large for an integer.
    return value == std::numeric_limits<qint64>::min() ? "(-9223372036854775807-1)" : std::to_string(value);
}

} // namespace

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

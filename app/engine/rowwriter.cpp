// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/rowwriter.h"

#include "sqlite/sqlliteral.h"
#include "sqlite/tableshape.h"

#include <cmath>

namespace litekeeper {

namespace {

/// Large values go by pieces; all others are what sqlLiteral() makes of them.
void writeLiteral(ExportText &text, const RowValue &value)
{
    if (value.type == ValueType::Blob) {
        text << "x'";
        text.appendHex(value.bytes);
        text << "'";
    } else if (value.type == ValueType::Text && isPlainText(value.bytes)
               && value.bytes.find('\r') == std::string_view::npos) {
        text << "'";
        text.appendDoubling(value.bytes, '\'');
        text << "'";
    } else if (value.type == ValueType::Text && !isPlainText(value.bytes)) {
        text << "CAST(x'";
        text.appendHex(value.bytes);
        text << "' AS TEXT)";
    } else {
        text << sqlLiteral(value);
    }
}

class SqlWriter : public RowWriter
{
public:
    explicit SqlWriter(ExportText &text)
        : m_text(text)
    {
    }

    void begin() override { m_text << "PRAGMA foreign_keys=OFF;\nBEGIN;\n"; }
    void beginTable(const TableHead &table) override
    {
        for (const std::string &sql : table.before) {
            m_text << sql << ";\n";
        }
        m_head = "INSERT INTO " + quotedName(table.name) + "(";
        for (size_t column = 0; column < table.columns.size(); ++column) {
            m_head += (column == 0 ? "" : ",") + quotedName(table.columns[column]);
        }
        m_head += ") VALUES(";
        m_after = table.after;
    }
    void row(const RowReading &row) override
    {
        m_text << m_head;
        for (int column = 0; column < row.columnCount(); ++column) {
            m_text << (column == 0 ? "" : ",");
            writeLiteral(m_text, row.value(column));
        }
        m_text << ");\n";
    }
    void endTable() override
    {
        for (const std::string &sql : m_after) {
            m_text << sql << ";\n";
        }
    }
    void end() override { m_text << "COMMIT;\n"; }

private:
    ExportText &m_text;
    std::string m_head;
    std::vector<std::string> m_after;
};

class CsvWriter : public RowWriter
{
public:
    explicit CsvWriter(ExportText &text)
        : m_text(text)
    {
    }

    void beginTable(const TableHead &table) override
    {
        for (size_t column = 0; column < table.columns.size(); ++column) {
            m_text << (column == 0 ? "" : ",");
            quote(table.columns[column]);
        }
        m_text << "\r\n";
    }
    void row(const RowReading &row) override
    {
        for (int column = 0; column < row.columnCount(); ++column) {
            m_text << (column == 0 ? "" : ",");
            write(row.value(column));
        }
        m_text << "\r\n";
    }

private:
    void quote(std::string_view text)
    {
        m_text << "\"";
        m_text.appendDoubling(text, '"');
        m_text << "\"";
    }
    void write(const RowValue &value)
    {
        switch (value.type) {
        case ValueType::Null:
            return;
        case ValueType::Integer:
            m_text << std::to_string(value.integer);
            return;
        case ValueType::Real:
            m_text << (std::isinf(value.real) ? sqlLiteral(value) : realText(value.real));
            return;
        case ValueType::Text:
            if (isPlainText(value.bytes)) {
                quote(value.bytes);
                return;
            }
            break;
        case ValueType::Blob:
            break;
        }
        writeLiteral(m_text, value);
    }

    ExportText &m_text;
};

class JsonWriter : public RowWriter
{
public:
    JsonWriter(ExportText &text, bool isAlone)
        : m_text(text)
        , m_isAlone(isAlone)
    {
    }

    void begin() override { m_text << (m_isAlone ? "" : "{"); }
    void beginTable(const TableHead &table) override
    {
        if (!m_isAlone) {
            m_text << (m_tables == 0 ? "\n" : ",\n");
            m_text.appendJsonString(table.name);
            m_text << ": ";
        }
        m_text << "[";
        m_columns = table.columns;
        m_tables += 1;
        m_rows = 0;
    }
    void row(const RowReading &row) override
    {
        m_text << (m_rows++ == 0 ? "\n{" : ",\n{");
        for (int column = 0; column < row.columnCount(); ++column) {
            m_text << (column == 0 ? "" : ", ");
            m_text.appendJsonString(m_columns[size_t(column)]);
            m_text << ": ";
            write(row.value(column));
        }
        m_text << "}";
    }
    void endTable() override { m_text << (m_rows == 0 ? "]" : "\n]"); }
    void end() override { m_text << (m_isAlone ? "\n" : "\n}\n"); }

private:
    void writeWord(const char *type, std::string_view word)
    {
        m_text << "{\"" << type << "\": \"" << word << "\"}";
    }
    void writeHex(const char *type, std::string_view bytes)
    {
        m_text << "{\"" << type << "\": \"";
        m_text.appendHex(bytes);
        m_text << "\"}";
    }
    void write(const RowValue &value)
    {
        // What lies beyond, a reader with doubles would round.
        constexpr qint64 largestExact = (qint64(1) << 53) - 1;
        switch (value.type) {
        case ValueType::Null:
            m_text << "null";
            return;
        case ValueType::Integer:
            if (value.integer < -largestExact || value.integer > largestExact) {
                writeWord("integer", std::to_string(value.integer));
            } else {
                m_text << std::to_string(value.integer);
            }
            return;
        case ValueType::Real:
            if (std::isinf(value.real)) {
                writeWord("real", value.real < 0 ? "-Infinity" : "Infinity");
            } else {
                m_text << realText(value.real);
            }
            return;
        case ValueType::Blob:
            writeHex("blob", value.bytes);
            return;
        case ValueType::Text:
            if (QUtf8StringView(value.bytes.data(), qsizetype(value.bytes.size())).isValidUtf8()) {
                m_text.appendJsonString(value.bytes);
            } else {
                writeHex("text", value.bytes);
            }
            return;
        }
    }

    ExportText &m_text;
    bool m_isAlone;
    std::vector<std::string> m_columns;
    qint64 m_tables = 0;
    qint64 m_rows = 0;
};

} // namespace

std::unique_ptr<RowWriter> RowWriter::create(ExportFormat format, ExportText &text, bool isAlone)
{
    switch (format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvWriter>(text);
    case ExportFormat::Json:
        return std::make_unique<JsonWriter>(text, isAlone);
    case ExportFormat::Sql:
        break;
    }
    return std::make_unique<SqlWriter>(text);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/statement.h"

#include "sqlite/sqliteerror.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace litekeeper {

namespace {

// Binding fails only for a parameter that the statement does not have: a programming error.
template <typename Bind>
void mustBind(Bind bind)
{
    try {
        bind();
    } catch (const SQLite::Exception &exception) {
        qFatal("%s", exception.what());
    }
}

} // namespace

Statement::Statement(Path file, std::unique_ptr<SQLite::Statement> statement)
    : m_file(std::move(file))
    , m_statement(std::move(statement))
{
}

Statement::Statement(Statement &&) noexcept = default;
Statement &Statement::operator=(Statement &&) noexcept = default;
Statement::~Statement() = default;

void Statement::bindInteger(int parameter, qint64 value)
{
    mustBind([&] { m_statement->bind(parameter, int64_t(value)); });
}

void Statement::bindReal(int parameter, double value)
{
    mustBind([&] { m_statement->bind(parameter, value); });
}

void Statement::bindText(int parameter, const QString &value)
{
    mustBind([&] { m_statement->bind(parameter, value.toStdString()); });
}

void Statement::bindBlob(int parameter, const QByteArray &value)
{
    // A null pointer would bind NULL in place of an empty blob.
    const char *bytes = value.isEmpty() ? "" : value.constData();
    mustBind([&] { m_statement->bind(parameter, bytes, int(value.size())); });
}

void Statement::bindNull(int parameter)
{
    mustBind([&] { m_statement->bind(parameter); });
}

Result<bool> Statement::step()
{
    const int code = m_statement->tryExecuteStep();
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return sqliteError(m_statement->getExtendedErrorCode(), m_statement->getErrorMsg(), m_file);
}

Result<void> Statement::run()
{
    const Result<bool> row = step();
    if (!row) {
        return row.error();
    }
    m_statement->tryReset();
    return {};
}

void Statement::reset()
{
    m_statement->tryReset();
}

qint64 Statement::integer(int column) const
{
    return m_statement->getColumn(column).getInt64();
}

double Statement::real(int column) const
{
    return m_statement->getColumn(column).getDouble();
}

QString Statement::text(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const char *bytes = value.getText();
    return QString::fromUtf8(bytes, value.getBytes());
}

QByteArray Statement::blob(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const auto *bytes = static_cast<const char *>(value.getBlob());
    return {bytes, value.getBytes()};
}

std::string_view Statement::bytes(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    // The text first: asking for it may change its encoding and with that its length.
    const auto *bytes = static_cast<const char *>(value.isBlob() ? value.getBlob() : value.getText());
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, size_t(value.getBytes()));
}

ValueType Statement::type(int column) const
{
    switch (m_statement->getColumn(column).getType()) {
    case SQLITE_INTEGER:
        return ValueType::Integer;
    case SQLITE_FLOAT:
        return ValueType::Real;
    case SQLITE_TEXT:
        return ValueType::Text;
    case SQLITE_BLOB:
        return ValueType::Blob;
    default:
        return ValueType::Null;
    }
}

bool Statement::isNull(int column) const
{
    return m_statement->isColumnNull(column);
}

int Statement::columnCount() const
{
    return m_statement->getColumnCount();
}

} // namespace litekeeper

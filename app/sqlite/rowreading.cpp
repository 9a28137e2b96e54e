// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/rowreading.h"

#include "sqlite/rawstatement.h"

namespace litekeeper {

namespace {

int bind(sqlite3_stmt *statement, int parameter, const RowParameter &value)
{
    if (const auto *integer = std::get_if<qint64>(&value)) {
        return sqlite3_bind_int64(statement, parameter, *integer);
    }
    if (const auto *real = std::get_if<double>(&value)) {
        return sqlite3_bind_double(statement, parameter, *real);
    }
    const auto &text = std::get<std::string>(value);
    return sqlite3_bind_text(statement, parameter, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

} // namespace

class RowReading::Private
{
public:
    Connection *connection = nullptr;
    RawStatement statement;
};

Result<RowReading> RowReading::begin(Connection &connection, const std::string &sql,
                                     const std::vector<RowParameter> &parameters)
{
    Result<RawStatement> statement = prepareRaw(connection, sql);
    if (!statement) {
        return statement.error();
    }
    int place = 0;
    for (const RowParameter &parameter : parameters) {
        if (const int code = bind(statement->get(), ++place, parameter); code != SQLITE_OK) {
            return connection.error(code);
        }
    }
    auto state = std::make_unique<Private>();
    state->connection = &connection;
    state->statement = std::move(statement).value();
    return RowReading(std::move(state));
}

RowReading::RowReading(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

RowReading::RowReading(RowReading &&) noexcept = default;
RowReading &RowReading::operator=(RowReading &&) noexcept = default;
RowReading::~RowReading() = default;

Result<bool> RowReading::next()
{
    const int code = sqlite3_step(d->statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        return d->connection->error(code);
    }
    return code == SQLITE_ROW;
}

RowValue RowReading::value(int column) const
{
    return valueOf(d->statement.get(), column);
}

int RowReading::columnCount() const
{
    return sqlite3_column_count(d->statement.get());
}

} // namespace litekeeper

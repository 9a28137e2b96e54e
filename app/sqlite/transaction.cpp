// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/transaction.h"

#include <utility>

namespace litekeeper {

Result<Transaction> Transaction::begin(Connection &connection, Kind kind)
{
    const Result<void> begun
        = connection.execute(kind == Kind::Immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
    if (!begun) {
        return begun.error();
    }
    return Transaction(connection);
}

Transaction::Transaction(Connection &connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction &Transaction::operator=(Transaction &&other) noexcept
{
    std::swap(m_connection, other.m_connection);
    return *this;
}

Transaction::~Transaction()
{
    if (m_connection != nullptr) {
        // Nothing can be done if it fails, and SQLite has rolled back by itself after most errors.
        (void)m_connection->execute("ROLLBACK");
    }
}

Result<void> Transaction::commit()
{
    Result<void> committed = m_connection->execute("COMMIT");
    if (committed) {
        m_connection = nullptr;
    }
    return committed;
}

} // namespace litekeeper

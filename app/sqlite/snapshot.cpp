// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/snapshot.h"

#include <utility>

namespace litekeeper {

Result<Snapshot> Snapshot::hold(Connection &connection)
{
    const Result<void> begun = connection.execute("BEGIN");
    if (!begun) {
        return begun.error();
    }
    Snapshot snapshot(connection);
    // The transaction begins with the first read.
    const Result<qint64> cookie = connection.queryInteger("PRAGMA schema_version");
    if (!cookie) {
        return cookie.error();
    }
    return snapshot;
}

Snapshot::Snapshot(Connection &connection)
    : m_connection(&connection)
{
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Snapshot &Snapshot::operator=(Snapshot &&other) noexcept
{
    std::swap(m_connection, other.m_connection);
    return *this;
}

Snapshot::~Snapshot()
{
    release();
}

void Snapshot::release()
{
    if (m_connection != nullptr) {
        (void)std::exchange(m_connection, nullptr)->execute("ROLLBACK");
    }
}

} // namespace litekeeper

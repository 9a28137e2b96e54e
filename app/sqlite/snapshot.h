// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

namespace litekeeper {

/// A held read transaction: while it lives, the connection sees the database as it was at one instant. In WAL
/// mode it holds nobody up, but the WAL grows; in rollback mode writers wait for its end.
class Snapshot
{
public:
    /// Waits for a locked source as the connection's busy timeout says. Does not parse the schema, so that
    /// databases with a schema we cannot read are still copied.
    [[nodiscard]] static Result<Snapshot> hold(Connection &connection);

    Snapshot(Snapshot &&other) noexcept;
    Snapshot &operator=(Snapshot &&other) noexcept;
    ~Snapshot();

    void release();

private:
    explicit Snapshot(Connection &connection);

    Connection *m_connection;
};

} // namespace litekeeper

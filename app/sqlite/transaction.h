// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

namespace litekeeper {

/// A transaction that rolls back unless committed.
class Transaction
{
public:
    enum class Kind {
        Deferred,
        Immediate,
    };

    [[nodiscard]] static Result<Transaction> begin(Connection &connection, Kind kind);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&other) noexcept;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Connection &connection);

    Connection *m_connection;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <QStringList>

#include <vector>

namespace litekeeper {

/// Rows of one table that refer to rows of another one that are not there.
struct BrokenReferences
{
    QString child;
    QString parent;
    qint64 rows = 0;
    QStringList rowids; ///< the first of them; none WITHOUT ROWID
};

/// What was broken between tables before they were changed, to tell it from what their change breaks. Kept in
/// a temporary table, so that any number of rows needs no memory. For one transaction of one connection.
class ForeignKeyLedger
{
public:
    /// Of `changed` tables and all that refer to them. Errors: Unsupported, if a reference cannot be checked
    /// because what it refers to is no key.
    [[nodiscard]] static Result<ForeignKeyLedger> begin(Connection &connection,
                                                        const std::vector<std::string> &changed);

    [[nodiscard]] Result<std::vector<BrokenReferences>> newlyBroken();

private:
    ForeignKeyLedger(Connection &connection, std::vector<std::string> children);

    Connection *m_connection;
    std::vector<std::string> m_children;
};

} // namespace litekeeper

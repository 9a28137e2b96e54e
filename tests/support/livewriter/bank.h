// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/livewriter/database.h"
#include "support/livewriter/transferlog.h"

namespace litekeeper::test {

/// Accounts, the newest transfers, and the number of the last one, in one SQLite database. Throws
/// DatabaseError.
class Bank
{
public:
    /// Makes the file. `journalMode`: wal, delete, truncate or persist.
    static void create(const std::string &file, const BankPlan &plan, const std::string &journalMode,
                       int pageSize);

    /// Opens it for writing. `synchronous`: off, normal, full or extra. DELETE, TRUNCATE and PERSIST are a
    /// wish of each connection and no mark in the file; empty leaves it as it is.
    Bank(const std::string &file, const std::string &synchronous, const std::string &journalMode,
         std::chrono::milliseconds busyTimeout);

    [[nodiscard]] std::int64_t lastTransfer();
    /// The transfer with this number; always the same one for the same number.
    [[nodiscard]] Transfer transfer(std::int64_t number) const;
    /// One transaction; a DatabaseError that isBusy() leaves nothing of it.
    void commit(const Transfer &transfer);

private:
    void change(const Transfer &transfer);

    Database m_database;
    std::int64_t m_accounts;
    Statement m_begin;
    Statement m_end;
    Statement m_take;
    Statement m_give;
    Statement m_insert;
    Statement m_forget;
    Statement m_count;
};

/// Whether a database holds exactly what the log says after some number of transfers.
struct Comparison
{
    std::int64_t transfers = -1; ///< how many of them the database holds
    std::string problem; ///< empty: equal in every account and transfer, and integrity_check is content
};

/// Replays the log up to the transfer at which the database stands and compares everything. The database is
/// opened for reading only.
[[nodiscard]] Comparison compareWithLog(const std::string &file, const LoggedTransfers &log);

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace litekeeper::test {

/// One commit of the writer: `amount` moves from one account to another. Accounts count from 0.
struct Transfer
{
    std::int64_t number = 0; ///< from 1, without gaps
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t amount = 0;
    bool operator==(const Transfer &) const = default;
};

/// How a bank began.
struct BankPlan
{
    std::int64_t accounts = 20'000;
    std::int64_t balance = 1'000'000; ///< of each account
    std::int64_t noteBytes = 700;     ///< text beside each balance, which makes the file as large as wanted
};

/// The writer's own memory of what it committed, in a file of its own that no backup program touches: a
/// transfer is written before its commit and acknowledged after it. Throws std::runtime_error.
class TransferLog
{
public:
    explicit TransferLog(const std::string &file);
    ~TransferLog();
    TransferLog(const TransferLog &) = delete;
    TransferLog &operator=(const TransferLog &) = delete;

    void begin(const Transfer &transfer);
    void acknowledge(std::int64_t number);

private:
    void append(const std::string &line);

    int m_descriptor;
};

/// What a log says.
struct LoggedTransfers
{
    std::vector<Transfer> transfers; ///< transfers[n - 1] has number n
    std::int64_t acknowledged = 0;   ///< the newest one whose commit came back
};

[[nodiscard]] LoggedTransfers readLog(const std::string &file);

} // namespace litekeeper::test

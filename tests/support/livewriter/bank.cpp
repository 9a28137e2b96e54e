// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livewriter/bank.h"

#include <algorithm>
#include <array>

namespace litekeeper::test {

namespace {

// Rows come and go, so that pages are allocated and freed while a backup runs.
constexpr std::int64_t keptTransfers = 1000;

std::uint64_t scatter(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

// Words, because what a compressor meets should look like what people write.
std::string note(std::int64_t account, std::int64_t bytes)
{
    static constexpr std::array<const char *, 16> words{
        "rent ",  "harbour ", "invoice ", "canary ", "paid ",   "monthly ", "account ", "of ",
        "light ", "the ",     "keeper ",  "storm ",  "winter ", "oil ",     "and ",     "ledger "};
    std::string text;
    for (std::uint64_t seed = std::uint64_t(account); std::int64_t(text.size()) < bytes; ++seed) {
        const std::uint64_t dice = scatter(seed * 1'000'003);
        text += words.at(dice % words.size());
        if (dice % 5 == 0) {
            text += std::to_string(dice >> 40) + ' ';
        }
    }
    text.resize(size_t(bytes));
    return text;
}

} // namespace

void Bank::create(const std::string &file, const BankPlan &plan, const std::string &journalMode, int pageSize)
{
    Database database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    database.execute("PRAGMA page_size = " + std::to_string(pageSize));
    database.execute("PRAGMA synchronous = OFF");
    database.execute("BEGIN");
    database.execute("CREATE TABLE plan (accounts INTEGER, balance INTEGER)");
    database.execute("CREATE TABLE progress (transfer INTEGER)");
    database.execute(
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER, last INTEGER, note TEXT)");
    database.execute("CREATE TABLE transfers (number INTEGER PRIMARY KEY, source INTEGER, target INTEGER, "
                     "amount INTEGER, text TEXT)");
    database.execute("CREATE INDEX transfers_by_source ON transfers (source, amount)");
    database.execute("INSERT INTO progress VALUES (0)");
    Statement(database, "INSERT INTO plan VALUES (?, ?)").run(plan.accounts, plan.balance);
    Statement insert(database, "INSERT INTO accounts VALUES (?, ?, 0, ?)");
    for (std::int64_t id = 0; id < plan.accounts; ++id) {
        insert.bind(id, plan.balance);
        insert.bindText(3, note(id, plan.noteBytes));
        (void)insert.step();
    }
    database.execute("COMMIT");
    if (const std::string mode = database.text("PRAGMA journal_mode = " + journalMode); mode != journalMode) {
        throw std::runtime_error("SQLite chose the journal mode " + mode);
    }
}

Bank::Bank(const std::string &file, const std::string &synchronous, const std::string &journalMode,
           std::chrono::milliseconds busyTimeout)
    : m_database(file, SQLITE_OPEN_READWRITE)
    , m_accounts(m_database.integer("SELECT accounts FROM plan"))
    , m_begin(m_database, "BEGIN IMMEDIATE")
    , m_end(m_database, "COMMIT")
    , m_take(m_database, "UPDATE accounts SET balance = balance - ?, last = ? WHERE id = ?")
    , m_give(m_database, "UPDATE accounts SET balance = balance + ?, last = ? WHERE id = ?")
    , m_insert(m_database, "INSERT INTO transfers VALUES (?, ?, ?, ?, hex(randomblob(40)))")
    , m_forget(m_database, "DELETE FROM transfers WHERE number <= ?")
    , m_count(m_database, "UPDATE progress SET transfer = ?")
{
    m_database.setBusyTimeout(busyTimeout);
    m_database.execute("PRAGMA synchronous = " + synchronous);
    if (!journalMode.empty()) {
        m_database.execute("PRAGMA journal_mode = " + journalMode);
    }
}

std::int64_t Bank::lastTransfer()
{
    return m_database.integer("SELECT transfer FROM progress");
}

Transfer Bank::transfer(std::int64_t number) const
{
    const std::uint64_t dice = scatter(std::uint64_t(number));
    const auto accounts = std::uint64_t(m_accounts);
    const std::uint64_t from = dice % accounts;
    const std::uint64_t to = (from + 1 + scatter(dice) % (accounts - 1)) % accounts;
    return {.number = number,
            .from = std::int64_t(from),
            .to = std::int64_t(to),
            .amount = std::int64_t(scatter(dice + 1) % 1000)};
}

void Bank::commit(const Transfer &transfer)
{
    m_begin.run();
    try {
        change(transfer);
        m_end.run();
    } catch (const DatabaseError &) {
        if (sqlite3_get_autocommit(m_database.handle()) == 0) {
            m_database.execute("ROLLBACK");
        }
        throw;
    }
}

void Bank::change(const Transfer &transfer)
{
    m_take.run(transfer.amount, transfer.number, transfer.from);
    m_give.run(transfer.amount, transfer.number, transfer.to);
    m_insert.run(transfer.number, transfer.from, transfer.to, transfer.amount);
    m_forget.run(transfer.number - keptTransfers);
    m_count.run(transfer.number);
}

namespace {

struct Account
{
    std::int64_t balance = 0;
    std::int64_t last = 0;
    bool operator==(const Account &) const = default;
};

std::vector<Account> replay(const LoggedTransfers &log, std::int64_t upTo, const BankPlan &plan)
{
    std::vector<Account> accounts(size_t(plan.accounts), Account{.balance = plan.balance});
    for (size_t index = 0; index < size_t(upTo); ++index) {
        const Transfer &transfer = log.transfers[index];
        accounts[size_t(transfer.from)].balance -= transfer.amount;
        accounts[size_t(transfer.from)].last = transfer.number;
        accounts[size_t(transfer.to)].balance += transfer.amount;
        accounts[size_t(transfer.to)].last = transfer.number;
    }
    return accounts;
}

std::string compareAccounts(Database &database, const std::vector<Account> &expected)
{
    Statement rows(database, "SELECT id, balance, last FROM accounts ORDER BY id");
    std::int64_t next = 0;
    for (; rows.step(); ++next) {
        const Account found{.balance = rows.integer(1), .last = rows.integer(2)};
        if (rows.integer(0) != next || next >= std::int64_t(expected.size())) {
            return "accounts are missing or too many near " + std::to_string(next);
        }
        if (found != expected[size_t(next)]) {
            return "account " + std::to_string(next) + " holds " + std::to_string(found.balance)
                + " as of transfer " + std::to_string(found.last) + ", the log says "
                + std::to_string(expected[size_t(next)].balance) + " as of "
                + std::to_string(expected[size_t(next)].last);
        }
    }
    return next == std::int64_t(expected.size()) ? std::string() : "accounts are missing at the end";
}

std::string compareTransfers(Database &database, const LoggedTransfers &log, std::int64_t last)
{
    Statement rows(database, "SELECT number, source, target, amount FROM transfers ORDER BY number");
    std::int64_t next = std::max<std::int64_t>(1, last - keptTransfers + 1);
    for (; rows.step(); ++next) {
        const Transfer found{.number = rows.integer(0),
                             .from = rows.integer(1),
                             .to = rows.integer(2),
                             .amount = rows.integer(3)};
        if (next > last || found != log.transfers[size_t(next - 1)]) {
            return "the row of transfer " + std::to_string(next) + " is not what the log says";
        }
    }
    return next == last + 1 ? std::string() : "transfers are missing behind " + std::to_string(next);
}

} // namespace

Comparison compareWithLog(const std::string &file, const LoggedTransfers &log)
{
    Database database(file, SQLITE_OPEN_READONLY);
    Comparison result;
    result.transfers = database.integer("SELECT transfer FROM progress");
    const BankPlan plan{.accounts = database.integer("SELECT accounts FROM plan"),
                        .balance = database.integer("SELECT balance FROM plan")};
    if (result.transfers > std::int64_t(log.transfers.size())) {
        result.problem = "it holds transfers that were never begun";
        return result;
    }
    result.problem = compareAccounts(database, replay(log, result.transfers, plan));
    if (result.problem.empty()) {
        result.problem = compareTransfers(database, log, result.transfers);
    }
    if (const std::string check = database.text("PRAGMA integrity_check");
        result.problem.empty() && check != "ok") {
        result.problem = "integrity_check: " + check;
    }
    return result;
}

} // namespace litekeeper::test

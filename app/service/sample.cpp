// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/sample.h"

#include "places/databaseheader.h"
#include "sqlite/connection.h"
#include "sqlite/statement.h"
#include "sqlite/transaction.h"

#include <QRandomGenerator>

#include <algorithm>

#include <time.h>

namespace litekeeper {

namespace {

using std::chrono::steady_clock;

constexpr qint64 accountCount = 1'000;
constexpr qint64 firstTransfers = 200'000;
constexpr qint64 openingBalance = 100'000;
constexpr quint32 sampleApplicationId = 0x4c4b6270; // "LKbp"
constexpr std::chrono::milliseconds longestNap{20};
constexpr std::chrono::seconds patience{10};

const char *const schema = R"(
CREATE TABLE accounts(id INTEGER PRIMARY KEY, owner TEXT NOT NULL, balance INTEGER NOT NULL);
CREATE TABLE transfers(
    id INTEGER PRIMARY KEY,
    payer INTEGER NOT NULL REFERENCES accounts(id),
    payee INTEGER NOT NULL REFERENCES accounts(id),
    amount INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    memo TEXT);
CREATE INDEX transfers_of_payer ON transfers(payer);
)";

// The past is made by SQLite itself, so that a sample with 200,000 transfers takes well under a second. Its
// amounts are part of the opening balances already.
std::string history()
{
    const auto number = [](qint64 value) { return std::to_string(value); };
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + number(accountCount)
        + ") INSERT INTO accounts SELECT i, printf('Customer %04d', i), " + number(openingBalance)
        + " FROM n;" + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        + number(firstTransfers) + ") INSERT INTO transfers SELECT i, 1 + i * 7919 % " + number(accountCount)
        + ", 1 + (i * 7919 + 1 + i % 997) % " + number(accountCount)
        + ", 1 + i % 500, datetime('2026-01-01', i || ' seconds'), printf('Invoice %08d, thank you', i) FROM "
          "n;";
}

Result<void> fill(Connection &connection)
{
    if (const Result<QString> mode = connection.queryText("PRAGMA journal_mode=WAL"); !mode) {
        return mode.error();
    }
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Immediate);
    if (!transaction) {
        return transaction.error();
    }
    const std::string identity = "PRAGMA application_id=" + std::to_string(sampleApplicationId);
    for (const std::string &sql : {identity, std::string(schema), history()}) {
        if (const Result<void> done = connection.execute(sql); !done) {
            return done;
        }
    }
    return transaction->commit();
}

void napUntil(steady_clock::time_point instant, const RunControl &control)
{
    while (!control.stopRequested()) {
        const auto left = instant - steady_clock::now();
        if (left <= steady_clock::duration::zero()) {
            return;
        }
        const auto nap = std::min<std::chrono::nanoseconds>(left, longestNap);
        const timespec duration{.tv_sec = 0, .tv_nsec = long(nap.count())};
        ::nanosleep(&duration, nullptr);
    }
}

/// The statements of one transfer, prepared once.
class Teller
{
public:
    static Result<Teller> open(Connection &connection)
    {
        Result<Statement> move
            = connection.prepare("UPDATE accounts SET balance = balance + ?1 WHERE id = ?2");
        if (!move) {
            return move.error();
        }
        Result<Statement> note = connection.prepare("INSERT INTO transfers(payer, payee, amount, made_at, "
                                                    "memo) VALUES(?1, ?2, ?3, datetime('now'), 'live')");
        if (!note) {
            return note.error();
        }
        return Teller(connection, std::move(*move), std::move(*note));
    }

    Result<void> transfer(qint64 payer, qint64 payee, qint64 amount)
    {
        Result<Transaction> transaction = Transaction::begin(*m_connection, Transaction::Kind::Immediate);
        if (!transaction) {
            return transaction.error();
        }
        if (const Result<void> taken = book(payer, -amount); !taken) {
            return taken;
        }
        if (const Result<void> given = book(payee, amount); !given) {
            return given;
        }
        m_note.bindInteger(1, payer);
        m_note.bindInteger(2, payee);
        m_note.bindInteger(3, amount);
        const Result<void> noted = m_note.run();
        m_note.reset();
        return noted ? transaction->commit() : noted;
    }

private:
    Teller(Connection &connection, Statement move, Statement note)
        : m_connection(&connection)
        , m_move(std::move(move))
        , m_note(std::move(note))
    {
    }
    Result<void> book(qint64 account, qint64 amount)
    {
        m_move.bindInteger(1, amount);
        m_move.bindInteger(2, account);
        const Result<void> booked = m_move.run();
        m_move.reset();
        return booked;
    }

    Connection *m_connection;
    Statement m_move;
    Statement m_note;
};

Result<void> transferSomething(Teller &teller)
{
    QRandomGenerator *random = QRandomGenerator::global();
    const qint64 payer = random->bounded(1, int(accountCount) + 1);
    const qint64 payee = 1 + payer % accountCount;
    return teller.transfer(payer, payee, random->bounded(1, 500));
}

} // namespace

Result<SampleFigures> createSample(const Path &file)
{
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
        return Error{.kind = ErrorKind::AlreadyExists, .path = file};
    }
    Result<void> filled;
    {
        Result<Connection> connection = Connection::open(file, {.mode = Connection::Mode::Create});
        if (!connection) {
            return connection.error();
        }
        filled = fill(*connection);
    }
    if (!filled) {
        for (const char *suffix : {"", "-wal", "-shm"}) {
            std::filesystem::remove(withSuffix(file, suffix), ignored);
        }
        return filled.error();
    }
    return SampleFigures{.accounts = accountCount,
                         .transfers = firstTransfers,
                         .bytes = qint64(std::filesystem::file_size(file, ignored))};
}

bool isSample(const Path &file)
{
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    return facts && facts->applicationId == sampleApplicationId;
}

Result<SampleTraffic> writeTransfers(const Path &file, std::chrono::milliseconds duration,
                                     int commitsPerSecond, const RunControl &control)
{
    Result<Connection> connection = Connection::open(file, {.mode = Connection::Mode::ReadWrite});
    if (!connection) {
        return connection.error();
    }
    connection->setBusyTimeout(patience, &control);
    // As applications set it in WAL mode; a sync per commit would not reach a commit a millisecond.
    if (const Result<void> set = connection->execute("PRAGMA synchronous=NORMAL"); !set) {
        return set.error();
    }
    Result<Teller> teller = Teller::open(*connection);
    if (!teller) {
        return teller.error();
    }
    const steady_clock::duration pause
        = std::chrono::nanoseconds(std::chrono::seconds(1)) / std::max(1, commitsPerSecond);
    const steady_clock::time_point start = steady_clock::now();
    SampleTraffic traffic;
    for (auto next = start; next - start < duration && !control.stopRequested(); next += pause) {
        napUntil(next, control);
        const steady_clock::time_point before = steady_clock::now();
        if (before - start >= duration) {
            break;
        }
        if (const Result<void> done = transferSomething(*teller); !done) {
            return done.error();
        }
        ++traffic.commits;
        const auto taken
            = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - before);
        traffic.slowestCommit = std::max(traffic.slowestCommit, taken);
    }
    traffic.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
    return traffic;
}

} // namespace litekeeper

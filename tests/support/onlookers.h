// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/databases.h"

#include <QCoreApplication>
#include <QProcess>

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

namespace litekeeper::test {

constexpr int onlookerRows = 4000;

/// Two tables in which every row has the same number, so that a mixture of two states is seen at once.
inline std::string contentOf(int number)
{
    const std::string value = std::to_string(number);
    std::string sql;
    for (const char *table : {"a", "b"}) {
        sql += std::string("CREATE TABLE ") + table + "(id INTEGER PRIMARY KEY, n INT, filler TEXT);"
            + "WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM i WHERE x<"
            + std::to_string(onlookerRows) + ") INSERT INTO " + table + " SELECT x, " + value
            + ", hex(randomblob(50)) FROM i;";
    }
    return sql;
}

inline bool make(const Path &file, int number, const std::string &pragmas)
{
    Sqlite database(file);
    return database.execute(pragmas + contentOf(number));
}

/// "1" if the two tables hold one state, and which one.
inline std::string stateOf(Sqlite &database)
{
    return database.value("SELECT (SELECT min(n) FROM a) || ',' || (SELECT max(n) FROM a) || ',' || "
                          "(SELECT min(n) FROM b) || ',' || (SELECT max(n) FROM b)");
}

inline bool isBusy(const std::string &answer)
{
    return answer == "error: database is locked" || answer == "error: database schema is locked: main";
}

/// Another process that stays connected. Reads and reports every state that it sees, or an error.
inline int readOn(const char *file)
{
    Sqlite database(file, SQLITE_OPEN_READWRITE);
    database.execute("PRAGMA busy_timeout=10000");
    std::string last;
    while (std::feof(stdin) == 0) {
        const std::string state = stateOf(database);
        if (state != last && !isBusy(state)) {
            std::printf("%s\n", state.c_str());
            std::fflush(stdout);
            last = state;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return 0;
}

/// Another one that adds 2 to every number, transaction by transaction, and reports each.
inline int writeOn(const char *file)
{
    Sqlite database(file, SQLITE_OPEN_READWRITE);
    database.execute("PRAGMA busy_timeout=10000");
    while (true) {
        const bool done = database.execute("BEGIN IMMEDIATE; UPDATE a SET n=n+2; UPDATE b SET n=n+2; COMMIT");
        if (!done) {
            database.execute("ROLLBACK");
        }
        std::printf(done ? "committed %s\n" : "failed %s\n",
                    database.value("SELECT n FROM a LIMIT 1").c_str());
        std::fflush(stdout);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

inline std::unique_ptr<QProcess> startAnother(const char *what, const Path &file)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QCoreApplication::applicationFilePath(),
                   {QString::fromLatin1(what), QString::fromStdString(file.string())});
    return process->waitForStarted() && process->waitForReadyRead(20'000) ? std::move(process) : nullptr;
}

/// At the end of the last whole line; 0: there is none.
inline qint64 lastNumberIn(const QByteArray &lines)
{
    const QByteArray whole = lines.left(lines.lastIndexOf('\n'));
    return whole.mid(std::max(whole.lastIndexOf(' '), whole.lastIndexOf(',')) + 1).toLongLong();
}

inline bool isOdd(qint64 number)
{
    return number % 2 == 1;
}

/// Where the program was started as one of them, its exit code; nothing: it is the test itself.
inline std::optional<int> onlookerMain(int argc, char *argv[])
{
    if (argc == 3 && std::string(argv[1]) == "--read") {
        return readOn(argv[2]);
    }
    if (argc == 3 && std::string(argv[1]) == "--write") {
        return writeOn(argv[2]);
    }
    return std::nullopt;
}

} // namespace litekeeper::test

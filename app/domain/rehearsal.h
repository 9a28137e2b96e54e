// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <variant>

namespace litekeeper {

/// How an answer has to stand to the expected value.
enum class Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
};

[[nodiscard]] QString relationSign(Relation relation); ///< "=", "<>", "<", "<=", ">", ">="

/// What the answer to a query has to be.
struct Expectation
{
    Relation relation = Relation::Greater;
    QString value = QStringLiteral("0");
    bool isText = false; ///< compared as text, by code points; otherwise `value` is a number

    bool operator==(const Expectation &) const = default;
};

/// "> 0", ">=2.5", "= 'ok'", "<> it's fine", "42". Without a sign it has to be equal; "==", "!=", "≠", "≤"
/// and "≥" are understood, too. What is in single quotes, as SQL writes it, or no number, is text.
/// ErrorKind::InvalidArgument if there is nothing to compare with, or it is longer than a line.
[[nodiscard]] Result<Expectation> parseExpectation(const QString &text);
/// parseExpectation() makes the same of it.
[[nodiscard]] QString expectationText(const Expectation &expectation);

/// One value as SQLite types it: NULL, INTEGER, REAL, TEXT or BLOB.
using Answer = std::variant<std::monostate, qint64, double, QString, QByteArray>;

/// Whether the answer is as expected. NULL and blobs never are: nothing is known by them. A text that is not
/// a number does not compare with a number.
[[nodiscard]] bool meets(const Answer &answer, const Expectation &expectation);
/// For people; long texts are cut.
[[nodiscard]] QString answerText(const Answer &answer);

/// The wish that every so many runs the newest backup is restored to a scratch place and asked.
struct Rehearsal
{
    int everyRuns = 0; ///< runs that left a good backup; 0: never, 1: with each
    QString query;     ///< SQL that reads one value; empty: nothing is asked
    Expectation expected;

    [[nodiscard]] bool isWanted() const { return everyRuns > 0; }
    bool operator==(const Rehearsal &) const = default;
};

constexpr int mostRunsToRehearsal = 1000;
constexpr qsizetype longestQuery = 10'000; ///< characters

/// A sentence about a number of runs, a query or an expectation that cannot be. Whether the query reads and
/// does nothing else, only the database can say. ErrorKind::InvalidArgument.
[[nodiscard]] Result<void> check(const Rehearsal &rehearsal);

/// What the last rehearsal of a backup came to.
struct RehearsalRecord
{
    QDateTime at;     ///< UTC; invalid: it was never rehearsed
    QString query;    ///< what was asked; empty: nothing was
    QString expected; ///< as expectationText()
    QString answer;   ///< as answerText(); empty if none came
    QString failure;  ///< a sentence; empty: it went well

    [[nodiscard]] bool isPassed() const { return at.isValid() && failure.isEmpty(); }
    [[nodiscard]] bool isFailed() const { return at.isValid() && !failure.isEmpty(); }
    bool operator==(const RehearsalRecord &) const = default;
};

/// {"at", "query", "expected", "answer", "failure"}; an empty object if it was never rehearsed.
[[nodiscard]] QJsonObject toJson(const RehearsalRecord &record);
/// Nothing if `at` is no instant in UTC, or another field no text.
[[nodiscard]] std::optional<RehearsalRecord> rehearsalRecordFromJson(const QJsonObject &object);

} // namespace litekeeper

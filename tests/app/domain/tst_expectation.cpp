// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/rehearsal.h"

#include <QTest>

#include <limits>

using namespace litekeeper;

/// What an answer has to be, as people write it.
class TestExpectation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void judgesAnswers_data();
    void judgesAnswers();
    void writesAnswers();
    void checksBounds();
    void recordsSurviveTheWayThroughAFile();
};

void TestExpectation::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again");
    const auto row = [](const char *text, const char *again) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(again);
    };
    row("> 0", "> 0");
    row(">0", "> 0");
    row("  >=  -2.5 ", ">= -2.5");
    row("≥ 1e3", ">= 1e3");
    row("≤ 4", "<= 4");
    row("≠ 4", "<> 4");
    row("!= 4", "<> 4");
    row("<> 4", "<> 4");
    row("< 4", "< 4");
    row("== 4", "= 4");
    row("= 4", "= 4");
    row("42", "= 42");
    row("ok", "= 'ok'");
    row("'42'", "= '42'");
    row("= ''", "= ''");
    row("<> it's", "<> 'it''s'");
    row("= 'it''s'", "= 'it''s'");
    row("= 'a' or 'b'", "= '''a'' or ''b'''");
    row("> 2026-11-01", "> '2026-11-01'");
    row("= ' > 0 '", "= ' > 0 '");
    row("= inf", "= 'inf'");
    row("= '", "= ''''");
}

void TestExpectation::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, again);
    const Result<Expectation> parsed = parseExpectation(text);
    QVERIFY2(parsed, parsed ? "" : qPrintable(describe(parsed.error())));
    QCOMPARE(expectationText(*parsed), again);
    QCOMPARE(parseExpectation(again).value(), *parsed);
}

void TestExpectation::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << QStringLiteral("  ");
    QTest::newRow("a sign only") << QStringLiteral(">= ");
    QTest::newRow("two lines") << QStringLiteral("= a\nb");
    QTest::newRow("long") << QString(1001, QLatin1Char('1'));
}

void TestExpectation::refuses()
{
    QFETCH(QString, text);
    const Result<Expectation> parsed = parseExpectation(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(!parsed.error().detail.isEmpty());
}

Q_DECLARE_METATYPE(litekeeper::Answer)

void TestExpectation::judgesAnswers_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("isMet");
    int number = 0;
    const auto row = [&number](const Answer &answer, const char *expected, bool isMet) {
        QTest::addRow("%d: %s", ++number, expected) << answer << QString::fromUtf8(expected) << isMet;
    };
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    row(qint64(1), "> 0", true);
    row(qint64(0), "> 0", false);
    row(qint64(-1), "> 0", false);
    row(qint64(0), ">= 0", true);
    row(qint64(4), "< 5", true);
    row(qint64(5), "< 5", false);
    row(qint64(5), "<= 5", true);
    row(qint64(6), "<= 5", false);
    row(qint64(5), "5", true);
    row(qint64(5), "<> 5", false);
    row(qint64(6), "<> 5", true);
    row(qint64(5), "= 5.0", true);
    row(2.5, "> 2", true);
    row(2.5, "= 2.5", true);
    row(most, "= 9223372036854775807", true);
    row(most - 1, "= 9223372036854775807", false); // the same as doubles
    row(QStringLiteral("5"), "= 5", true);
    row(QStringLiteral("five"), "= 5", false);
    row(QStringLiteral("five"), "<> 5", false); // it says nothing about a number
    row(QStringLiteral("ok"), "ok", true);
    row(QStringLiteral("OK"), "ok", false);
    row(QStringLiteral("2026-11-22"), "> 2026-11-01", true);
    row(QStringLiteral("2026-10-31"), "> 2026-11-01", false);
    row(qint64(7), "= '7'", true);
    row(qint64(7), "= '07'", false);
    row(QString::fromUcs4(U"\U0001F600"), "> '\uFFFD'", true); // by code points, not by halves of them
    row(Answer(), "<> 5", false);
    row(Answer(), "<> 'x'", false);
    row(QByteArray("5"), "= 5", false);
}

void TestExpectation::judgesAnswers()
{
    QFETCH(Answer, answer);
    QFETCH(QString, expected);
    QTEST(meets(answer, parseExpectation(expected).value()), "isMet");
}

void TestExpectation::writesAnswers()
{
    QCOMPARE(answerText(Answer()), QStringLiteral("NULL"));
    QCOMPARE(answerText(qint64(-7)), QStringLiteral("-7"));
    QCOMPARE(answerText(0.1), QStringLiteral("0.1"));
    QCOMPARE(answerText(QByteArray(3, 'x')), QStringLiteral("a blob of 3 bytes"));
    QCOMPARE(answerText(QString(500, QLatin1Char('a'))).size(), 201);
}

void TestExpectation::checksBounds()
{
    for (const int good : {0, 1, 1000}) {
        QVERIFY(
            check(Rehearsal{.everyRuns = good, .query = QString(10'000, QLatin1Char('x')), .expected = {}}));
    }
    for (const Rehearsal &bad :
         {Rehearsal{.everyRuns = 1001, .query = {}, .expected = {}},
          Rehearsal{.everyRuns = -1, .query = {}, .expected = {}},
          Rehearsal{.everyRuns = 1, .query = QString(10'001, QLatin1Char('x')), .expected = {}},
          Rehearsal{.everyRuns = 1, .query = QString(QChar::Null), .expected = {}}}) {
        QCOMPARE(check(bad).error().kind, ErrorKind::InvalidArgument);
    }
}

void TestExpectation::recordsSurviveTheWayThroughAFile()
{
    const RehearsalRecord record{.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC),
                                 .query = QStringLiteral("select 'ü'"),
                                 .expected = QStringLiteral("= 'ü'"),
                                 .answer = QStringLiteral("u"),
                                 .failure = QStringLiteral("No.")};
    QCOMPARE(rehearsalRecordFromJson(toJson(record)).value(), record);
    QVERIFY(record.isFailed() && !record.isPassed());
    QVERIFY(toJson(RehearsalRecord()).isEmpty());
    QVERIFY(!RehearsalRecord().isFailed() && !RehearsalRecord().isPassed());
    QVERIFY(!rehearsalRecordFromJson({}));
    QJsonObject local = toJson(record);
    local.insert(QStringLiteral("at"), QStringLiteral("2026-11-22T01:02:03"));
    QVERIFY(!rehearsalRecordFromJson(local));
}

QTEST_APPLESS_MAIN(TestExpectation)
#include "tst_expectation.moc"

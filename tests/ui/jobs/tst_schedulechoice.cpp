// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/schedulechoice.h"

#include <QTest>

using namespace litekeeper;

class TestScheduleChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void whatCannotBeReadStaysAsItIs();
    void nothingMeansByHand();
};

void TestScheduleChoice::readsAndWrites_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<int>("kind");
    QTest::newRow("hourly") << QStringLiteral("0 5 * * * *") << int(ScheduleChoice::Hourly);
    QTest::newRow("daily") << QStringLiteral("0 30 2 * * *") << int(ScheduleChoice::Daily);
    QTest::newRow("weekly") << QStringLiteral("0 15 4 * * 0") << int(ScheduleChoice::Weekly);
    QTest::newRow("working days") << QStringLiteral("0 0 22 * * 1,2,3,4,5") << int(ScheduleChoice::Weekly);
    QTest::newRow("monthly") << QStringLiteral("0 0 3 31 * *") << int(ScheduleChoice::Monthly);
    QTest::newRow("steps") << QStringLiteral("0 */10 * * * *") << int(ScheduleChoice::Custom);
    QTest::newRow("day and weekday") << QStringLiteral("0 0 3 1 * 1") << int(ScheduleChoice::Custom);
    QTest::newRow("with seconds") << QStringLiteral("30 0 3 * * *") << int(ScheduleChoice::Custom);
    QTest::newRow("two times") << QStringLiteral("0 0 3,15 * * *") << int(ScheduleChoice::Custom);
    QTest::newRow("one month") << QStringLiteral("0 0 3 1 6 *") << int(ScheduleChoice::Custom);
}

void TestScheduleChoice::readsAndWrites()
{
    QFETCH(QString, expression);
    QFETCH(int, kind);
    const ScheduleChoice choice = choiceOf(expression);
    QCOMPARE(int(choice.kind), kind);
    QCOMPARE(expressionOf(choice), expression);
}

void TestScheduleChoice::whatCannotBeReadStaysAsItIs()
{
    const ScheduleChoice choice = choiceOf(QStringLiteral("30 2 * * *"));
    QCOMPARE(int(choice.kind), int(ScheduleChoice::Custom));
    QCOMPARE(expressionOf(choice), QStringLiteral("30 2 * * *"));
    // Ranges and names are known as well.
    QCOMPARE(choiceOf(QStringLiteral("0 0 22 * * Mon-Fri")).weekdays, 0b0111110);
}

void TestScheduleChoice::nothingMeansByHand()
{
    QCOMPARE(int(choiceOf(QString()).kind), int(ScheduleChoice::ByHand));
    QCOMPARE(expressionOf(choiceOf(QString())), QString());
}

QTEST_GUILESS_MAIN(TestScheduleChoice)
#include "tst_schedulechoice.moc"

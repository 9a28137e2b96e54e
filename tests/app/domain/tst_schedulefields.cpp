// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulefields.h"

#include <QTest>

using namespace litekeeper;

class TestScheduleFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takesNames();
};

namespace {

QStringList strings(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *each : texts) {
        list.append(QString::fromUtf8(each));
    }
    return list;
}

QString refusal(const QString &expression)
{
    const Result<ScheduleFields> parsed = parseScheduleFields(expression);
    if (parsed) {
        return QStringLiteral("accepted");
    }
    return parsed.error().kind == ErrorKind::InvalidArgument ? describe(parsed.error())
                                                             : QStringLiteral("another kind of error");
}

} // namespace

void TestScheduleFields::refuses_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const char *expression, std::initializer_list<const char *> says) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << strings(says);
    };
    row("0 2 * * *", {"5 fields", "prepend 0: “0 0 2 * * *”"});
    row("", {"none of the six fields"});
    row("   ", {"none of the six fields"});
    row("0 0 2 * * * 2026", {"7 fields", "year"});
    row("0 0", {"2 of the fields"});
    row("@daily", {"“0 0 0 * * *”"});
    row("@reboot", {"macros"});
    row("60 0 2 * * *", {"the seconds field is “60”", "0 to 59"});
    row("0 60 2 * * *", {"the minutes field is “60”", "0 to 59"});
    row("0 0 24 * * *", {"the hours field is “24”", "0 to 23"});
    row("0 0 2 0 * *", {"the day field is “0”", "1 to 31"});
    row("0 0 2 * 13 *", {"the month field is “13”", "1 to 12"});
    row("0 0 2 * * 7", {"the day of week field is “7”", "Sunday is 0"});
    row("0 0 99999999999999999999 * * *", {"outside of 0 to 23"});
    row("0 -5 2 * * *", {"the minutes field is “-5”", "missing"});
    row("0 +5 2 * * *", {"“+5” is no whole number"});
    row("0 0 2.5 * * *", {"“2.5” is no whole number", "0 to 23"});
    row("0 ٣ 2 * * *", {"no whole number"});
    row("0 0 2 * * Foo", {"“Foo” is no day of the week", "Sun to Sat"});
    row("0 0 2 * Smarch *", {"“Smarch” is no month", "Jan to Dec"});
    row("0 0 2 * Mon *", {"“Mon” is a day of the week", "last field"});
    row("0 0 2 * * Jan", {"“Jan” is a month", "fifth field"});
    row("0 Tue 2 * * *", {"the minutes field", "“Tue” is a day of the week"});
    row("0 0 2 * * Su", {"“Su” is no day of the week"});
    row("0 0 5-2 * * *", {"5-2 runs backwards", "2-5", "5-23,0-2"});
    row("0 0 2 * * Fri-Mon", {"Fri-Mon runs backwards", "Fri-6,0-Mon"});
    row("0 */0 * * * *", {"“0” is no step"});
    row("0 */x * * * *", {"“x” is no step"});
    row("0 */ * * * *", {"“” is no step"});
    row("0 1/2/3 * * * *", {"“2/3” is no step"});
    row("0 1,,2 * * * *", {"a value is missing"});
    row("0 0 2 1- * *", {"the day field is “1-”", "a value is missing"});
    row("0 0 2 ? * Mon", {"the day field is “?”", "write *"});
    row("0 0 2 L * *", {"“L”", "28"});
    row("0 0 2 LW * *", {"“LW”"});
    row("0 0 2 L-3 * *", {"“L-3”"});
    row("0 0 2 * * 5L", {"“5L”"});
    row("0 0 2 * * friL", {"“friL”"});
    row("0 0 2 15W * *", {"“15W”", "Mon-Fri"});
    row("0 0 2 * * Fri#2", {"“Fri#2”", "8-14"});
    row("0 0 2 30 2 *", {"the day field is “30”", "never comes", "February has 29"});
    row("0 0 2 30,31 Feb *", {"never comes"});
    row("0 0 2 31 4,Jun,9,Nov *", {"never comes"});
}

void TestScheduleFields::refuses()
{
    QFETCH(QString, expression);
    QFETCH(QStringList, says);
    const QString sentence = refusal(expression);
    for (const QString &part : says) {
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    }
}

void TestScheduleFields::takesNames()
{
    const auto fields
        = [](const char *expression) { return parseScheduleFields(QString::fromLatin1(expression)).value(); };
    QCOMPARE(fields("0 0 2 * 1,2,3-5 0,1-5/2,6"),
             fields("0 0 2 * jan,FEBRUARY,Mar-May Sun,mon-FRIDAY/2,satur"));
    QCOMPARE(fields("0 0 2 * 9 4"), fields("0 0 2 * Sept Thurs"));
    QCOMPARE(fields("0 5/20 * * * *"), fields("0 5,25,45 * * * *"));
    QCOMPARE(fields("* * * * * *"), fields("*/1 0/1 0-23/1 1-31 1-12 0-6"));
}

QTEST_APPLESS_MAIN(TestScheduleFields)
#include "tst_schedulefields.moc"

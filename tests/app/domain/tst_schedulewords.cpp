// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulewords.h"

#include <QLocale>
#include <QTest>

using namespace litekeeper;

class TestScheduleWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void words_data();
    void words();
    void timesFollowTheLocale();
    void presetsRoundTrip_data();
    void presetsRoundTrip();
    void presetsAreRecognised_data();
    void presetsAreRecognised();
    void noPresetOfAnInvalidExpression();
    void everyPresetIsASchedule();
};

namespace {

QString wordsOf(const char *expression)
{
    return inWords(Schedule::parse(QString::fromLatin1(expression), QTimeZone::utc()).value());
}

using Repeat = SchedulePreset::Repeat;

} // namespace

void TestScheduleWords::words_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *expression, const char *expected) {
        QTest::newRow(expression) << QString::fromUtf8(expected);
    };
    row("0 30 2 * * *", "Every night at 02:30");
    row("0 0 21 * * *", "Every night at 21:00");
    row("0 0 6 * * *", "Every day at 06:00");
    row("0 0 2,14 * * *", "Every day at 02:00 and 14:00");
    row("0 15 4 * * Sun", "Every Sunday at 04:15");
    row("0 15 4 * * Sat,Mon", "Every Monday and Saturday at 04:15");
    row("0 30 9 * * 1-5", "From Monday to Friday at 09:30");
    row("0 0 3 1 * *", "On the 1st of each month at 03:00");
    row("0 0 3 2 * *", "On the 2nd of each month at 03:00");
    row("0 0 3 3 * *", "On the 3rd of each month at 03:00");
    row("0 0 3 11 * *", "On the 11th of each month at 03:00");
    row("0 0 3 13 * *", "On the 13th of each month at 03:00");
    row("0 0 3 22 * *", "On the 22nd of each month at 03:00");
    row("0 0 3 28 * *", "On the 28th of each month at 03:00");
    row("0 0 3 31 * *", "On the 31st of each month that has it, at 03:00");
    row("0 0 12 1 6 *", "Every year on the 1st of June at 12:00");
    row("* * * * * *", "Every second");
    row("*/10 * * * * *", "Every 10 seconds");
    row("0 * * * * *", "Every minute");
    row("0 */5 * * * *", "Every 5 minutes");
    row("0 0,30 * * * *", "Every 30 minutes");
    row("0 0 * * * *", "Every hour");
    row("0 20 * * * *", "Every hour, at minute 20");
    row("0 0 */2 * * *", "Every 2 hours");
    row("0 10 */6 * * *", "Every 6 hours, at minute 10");
    // The steps are not even, or there is more to say than a short sentence holds.
    row("0 */7 * * * *", "custom: 0 */7 * * * *");
    row("0 0 */5 * * *", "custom: 0 0 */5 * * *");
    row("0 */5 2 * * *", "custom: 0 */5 2 * * *");
    row("0 */5 * * * Mon", "custom: 0 */5 * * * Mon");
    row("30 0 2 * * *", "custom: 30 0 2 * * *");
    row("0 0 3 1-7 * Sun", "custom: 0 0 3 1-7 * Sun");
    row("0 0 3 1 * Sun", "custom: 0 0 3 1 * Sun");
    row("0 0 3 1 1,7 *", "custom: 0 0 3 1 1,7 *");
    row("0 0 3 * 6 *", "custom: 0 0 3 * 6 *");
}

void TestScheduleWords::words()
{
    QFETCH(QString, expected);
    QCOMPARE(wordsOf(QTest::currentDataTag()), expected);
}

void TestScheduleWords::timesFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(wordsOf("0 15 16 * * *").replace(QChar(0x202f), u' '), QStringLiteral("Every day at 4:15 PM"));
    QLocale::setDefault(QLocale::c());
    QCOMPARE(wordsOf("0 30 2 * * *"), QStringLiteral("Every night at 02:30"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestScheduleWords::presetsRoundTrip_data()
{
    QTest::addColumn<QString>("expression");
    const auto row = [](const SchedulePreset &preset, const char *expression) {
        QCOMPARE(toExpression(preset), QString::fromLatin1(expression));
        QCOMPARE(presetOf(QString::fromLatin1(expression)), std::optional(preset));
        QTest::newRow(expression) << QString::fromLatin1(expression);
    };
    row({.repeat = Repeat::Hourly, .minute = 0}, "0 0 * * * *");
    row({.repeat = Repeat::Hourly, .minute = 59}, "0 59 * * * *");
    row({}, "0 30 2 * * *");
    row({.repeat = Repeat::Daily, .minute = 0, .hour = 0}, "0 0 0 * * *");
    row({.repeat = Repeat::Weekly, .minute = 15, .hour = 4, .weekday = 0}, "0 15 4 * * 0");
    row({.repeat = Repeat::Weekly, .minute = 5, .hour = 23, .weekday = 6}, "0 5 23 * * 6");
    row({.repeat = Repeat::Monthly, .minute = 0, .hour = 3, .day = 1}, "0 0 3 1 * *");
    row({.repeat = Repeat::Monthly, .minute = 0, .hour = 3, .day = 31}, "0 0 3 31 * *");
    row({.repeat = Repeat::Custom, .expression = QStringLiteral("0 */5 * * * *")}, "0 */5 * * * *");
    row({.repeat = Repeat::Custom, .expression = QStringLiteral("1 0 2 * * *")}, "1 0 2 * * *");
}

void TestScheduleWords::presetsRoundTrip()
{
    QFETCH(QString, expression);
    const std::optional<SchedulePreset> preset = presetOf(expression);
    QVERIFY(preset);
    QCOMPARE(toExpression(*preset), expression);
}

void TestScheduleWords::presetsAreRecognised_data()
{
    QTest::addColumn<int>("repeat");
    const auto row = [](const char *expression, Repeat repeat) { QTest::newRow(expression) << int(repeat); };
    row("00 30 02 * * *", Repeat::Daily);
    row("0 30 2 1-31 Jan-Dec 0-6", Repeat::Daily);
    row("0 15 4 * * sunday", Repeat::Weekly);
    row("0 15 4 */1 * Tue", Repeat::Weekly);
    row("0 15 4 */31 * *", Repeat::Monthly);
    // The same times, but not when the clocks go back: a list of fixed times runs once, an interval twice.
    row("0 15 0-23 * * *", Repeat::Custom);
    row("0 15 4/20 * * *", Repeat::Custom);
    row("0 15 4 1 6 *", Repeat::Custom);
    row("0 15 4 1 * 0", Repeat::Custom);
    row("0 15 4 * * 0,6", Repeat::Custom);
}

void TestScheduleWords::presetsAreRecognised()
{
    QFETCH(int, repeat);
    const std::optional<SchedulePreset> preset = presetOf(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(preset);
    QCOMPARE(int(preset->repeat), repeat);
}

void TestScheduleWords::noPresetOfAnInvalidExpression()
{
    QVERIFY(!presetOf(QStringLiteral("30 2 * * *")));
    QVERIFY(!presetOf(QString()));
}

void TestScheduleWords::everyPresetIsASchedule()
{
    for (const Repeat repeat : {Repeat::Hourly, Repeat::Daily, Repeat::Weekly, Repeat::Monthly}) {
        for (int i = 0; i < 60; ++i) {
            const SchedulePreset preset{
                .repeat = repeat, .minute = i, .hour = i % 24, .weekday = i % 7, .day = i % 31 + 1};
            const std::optional<SchedulePreset> again = presetOf(toExpression(preset));
            QVERIFY(again);
            QCOMPARE(again->repeat, repeat);
            QCOMPARE(toExpression(*again), toExpression(preset));
        }
    }
}

QTEST_APPLESS_MAIN(TestScheduleWords)
#include "tst_schedulewords.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timeticks.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace litekeeper;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
constexpr double distance = 72;

Instant utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate).toMSecsSinceEpoch();
}

const QTimeZone &berlin()
{
    static const QTimeZone zone("Europe/Berlin");
    return zone;
}

TimeTicks ticks(const TimeRange &range, double width, const QTimeZone &zone = berlin())
{
    return timeTicks(TimeAxis(range, 0, width), zone, distance);
}

QStringList texts(const QList<TimeTick> &ticks)
{
    QStringList texts;
    for (const TimeTick &tick : ticks) {
        texts.append(tick.text);
    }
    return texts;
}

} // namespace

class TimeTicksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void daysBeginAtLocalMidnightWhenTheClocksChange();
    void hoursThatAreSkippedHaveNoTick();
    void aDayWithoutMidnightBeginsAfterTheGap();
    void keepTheirDistance_data();
    void keepTheirDistance();
    void weeksBeginWhereTheyBeginHere();
    void yearsAndMonths();
    void theFirstPeriodReachesIntoTheRange();
};

void TimeTicksTest::initTestCase()
{
    QVERIFY(berlin().isValid());
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TimeTicksTest::daysBeginAtLocalMidnightWhenTheClocksChange()
{
    // Clocks go forward on 29 March 2026 and back on 25 October 2026.
    const TimeTicks spring = ticks({utc("2026-03-27T23:00:00Z"), utc("2026-03-30T22:00:00Z")}, 300);
    QCOMPARE(spring.ticks.size(), 3);
    QCOMPARE(spring.ticks.at(1).at, utc("2026-03-28T23:00:00Z"));
    QCOMPARE(spring.ticks.at(2).at, utc("2026-03-29T22:00:00Z"));
    QCOMPARE(spring.ticks.at(2).at - spring.ticks.at(1).at, 23 * hour);
    QCOMPARE(texts(spring.ticks),
             (QStringList{QStringLiteral("Sat 28"), QStringLiteral("Sun 29"), QStringLiteral("Mon 30")}));
    QCOMPARE(dayRange({2026, 10, 25}, berlin()).length(), 25 * hour);
    QCOMPARE(dayRange({2026, 3, 29}, berlin()).length(), 23 * hour);
    QCOMPARE(localDate(utc("2026-03-29T22:00:00Z"), berlin()), QDate(2026, 3, 30));
    QCOMPARE(localDate(utc("2026-03-29T21:59:59Z"), berlin()), QDate(2026, 3, 29));
}

void TimeTicksTest::hoursThatAreSkippedHaveNoTick()
{
    const TimeTicks night = ticks({utc("2026-03-28T23:00:00Z"), utc("2026-03-29T04:00:00Z")}, 500);
    QCOMPARE(texts(night.ticks),
             (QStringList{QStringLiteral("00:00"), QStringLiteral("01:00"), QStringLiteral("03:00"),
                          QStringLiteral("04:00"), QStringLiteral("05:00")}));
    for (qsizetype at = 1; at < night.ticks.size(); ++at) {
        QCOMPARE(night.ticks.at(at).at - night.ticks.at(at - 1).at, hour);
    }
}

void TimeTicksTest::aDayWithoutMidnightBeginsAfterTheGap()
{
    const QTimeZone zone("America/Santiago"); // midnight of 6 September 2026 is skipped
    QVERIFY(zone.isValid());
    QCOMPARE(startOfDay({2026, 9, 6}, zone), utc("2026-09-06T04:00:00Z"));
    QCOMPARE(dayRange({2026, 9, 6}, zone).length(), 23 * hour);
}

void TimeTicksTest::keepTheirDistance_data()
{
    QTest::addColumn<qint64>("length");
    const struct
    {
        const char *name;
        qint64 length;
    } rows[] = {{"minute", 60'000},         {"hour", hour},          {"day", day},
                {"week", 7 * day},          {"month", 30 * day},     {"half a year", 180 * day},
                {"year", 365 * day},        {"3 years", 1095 * day}, {"20 years", 7305 * day},
                {"200 years", 73'050 * day}};
    for (const auto &row : rows) {
        QTest::newRow(row.name) << row.length;
    }
}

void TimeTicksTest::keepTheirDistance()
{
    QFETCH(const qint64, length);
    const Instant end = utc("2026-11-21T22:00:00Z");
    const TimeAxis axis({end - length, end}, 0, 800);
    const TimeTicks all = timeTicks(axis, berlin(), distance);
    QVERIFY(all.ticks.size() >= 1);
    QVERIFY(all.ticks.size() <= 800 / distance + 1);
    for (qsizetype at = 1; at < all.ticks.size(); ++at) {
        const double pixels = axis.pixelAt(all.ticks.at(at).at) - axis.pixelAt(all.ticks.at(at - 1).at);
        // Months and days with a change of the clocks are shorter than others.
        QVERIFY2(pixels > distance * 0.85, qPrintable(QString::number(pixels)));
    }
}

void TimeTicksTest::weeksBeginWhereTheyBeginHere()
{
    const TimeRange range{utc("2026-10-26T00:00:00Z"), utc("2026-11-30T00:00:00Z")};
    QCOMPARE(texts(ticks(range, 450).ticks),
             (QStringList{QStringLiteral("Mon 2"), QStringLiteral("Mon 9"), QStringLiteral("Mon 16"),
                          QStringLiteral("Mon 23"), QStringLiteral("Mon 30")}));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QStringList american = texts(ticks(range, 450).ticks);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(american,
             (QStringList{QStringLiteral("Sun 1"), QStringLiteral("Sun 8"), QStringLiteral("Sun 15"),
                          QStringLiteral("Sun 22"), QStringLiteral("Sun 29")}));
}

void TimeTicksTest::yearsAndMonths()
{
    const TimeTicks year = ticks({utc("2025-12-15T00:00:00Z"), utc("2026-12-15T00:00:00Z")}, 1200);
    QCOMPARE(year.ticks.first().at, utc("2025-12-31T23:00:00Z"));
    QCOMPARE(texts(year.ticks).mid(0, 3),
             (QStringList{QStringLiteral("Jan"), QStringLiteral("Feb"), QStringLiteral("Mar")}));
    QCOMPARE(texts(year.periods), (QStringList{QStringLiteral("2025"), QStringLiteral("2026")}));
}

void TimeTicksTest::theFirstPeriodReachesIntoTheRange()
{
    const TimeRange range{utc("2026-11-18T10:00:00Z"), utc("2026-11-21T10:00:00Z")};
    const TimeTicks days = ticks(range, 400);
    QCOMPARE(texts(days.periods), QStringList{QStringLiteral("November 2026")});
    QVERIFY(days.periods.first().at <= range.from);
}

QTEST_GUILESS_MAIN(TimeTicksTest)
#include "tst_timeticks.moc"

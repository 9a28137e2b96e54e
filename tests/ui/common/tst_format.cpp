// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/format.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace litekeeper;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void bytes_data();
    void bytes();
    void duration_data();
    void duration();
    void timeLeft_data();
    void timeLeft();
    void timeLeftNeverSaysZero();
    void age_data();
    void age();
    void until_data();
    void until();
    void figuresFollowTheLocale();
    void instants();
    void hash();
};

void TestFormat::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << QStringLiteral("–");
    QTest::newRow("none") << qint64(0) << QStringLiteral("0 bytes");
    QTest::newRow("bytes") << qint64(512) << QStringLiteral("512 bytes");
    QTest::newRow("one digit") << qint64(8192) << QStringLiteral("8.00 KiB");
    QTest::newRow("two digits") << qint64(13'002'342) << QStringLiteral("12.4 MiB");
    QTest::newRow("three digits") << qint64(274'432) << QStringLiteral("268 KiB");
    QTest::newRow("large") << qint64(1'181'116'006) << QStringLiteral("1.10 GiB");
}

void TestFormat::bytes()
{
    QFETCH(qint64, bytes);
    QTEST(bytesText(bytes), "text");
    QCOMPARE(rateText(double(bytes)), bytesText(bytes) + QStringLiteral("/s"));
}

void TestFormat::duration_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << QStringLiteral("–");
    QTest::newRow("milliseconds") << qint64(340) << QStringLiteral("340 ms");
    QTest::newRow("seconds with a decimal") << qint64(4234) << QStringLiteral("4.2 s");
    QTest::newRow("no 10.0 s") << qint64(9990) << QStringLiteral("10 s");
    QTest::newRow("no 60 s") << qint64(59'700) << QStringLiteral("1 min");
    QTest::newRow("minutes") << qint64(80'400) << QStringLiteral("1 min 20 s");
    QTest::newRow("no 60 min") << qint64(3'599'800) << QStringLiteral("1 h");
    QTest::newRow("hours") << qint64(7'500'000) << QStringLiteral("2 h 5 min");
    QTest::newRow("days") << qint64(51) * 3'600'000 << QStringLiteral("2 d 3 h");
}

void TestFormat::duration()
{
    QFETCH(qint64, milliseconds);
    QTEST(durationText(milliseconds), "text");
}

void TestFormat::timeLeft_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << QString();
    QTest::newRow("none") << qint64(0) << QStringLiteral("a few seconds left");
    QTest::newRow("seconds") << qint64(38'200) << QStringLiteral("about 40 s left");
    QTest::newRow("a minute") << qint64(57'000) << QStringLiteral("about 1 min left");
    QTest::newRow("minutes") << qint64(185'000) << QStringLiteral("about 3 min left");
    QTest::newRow("hours") << qint64(2 * 3600 + 7 * 60) * 1000 << QStringLiteral("about 2 h 10 min left");
}

void TestFormat::timeLeft()
{
    QFETCH(qint64, milliseconds);
    QTEST(timeLeftText(milliseconds), "text");
}

void TestFormat::timeLeftNeverSaysZero()
{
    for (qint64 milliseconds = 0; milliseconds < 4 * 3'600'000; milliseconds += 37) {
        const QString text = timeLeftText(milliseconds);
        QVERIFY2(!text.contains(QStringLiteral(" 0 ")) && !text.contains(QStringLiteral("60 ")),
                 qPrintable(text));
    }
}

void TestFormat::age_data()
{
    QTest::addColumn<QString>("then");
    QTest::addColumn<QString>("text");
    QTest::newRow("never") << QString() << QStringLiteral("never");
    QTest::newRow("clock a little ahead")
        << QStringLiteral("2026-11-21T14:00:20Z") << QStringLiteral("just now");
    QTest::newRow("clock far ahead") << QStringLiteral("2026-11-22T14:00:00Z")
                                     << QStringLiteral("in the future");
    QTest::newRow("now") << QStringLiteral("2026-11-21T13:59:30Z") << QStringLiteral("just now");
    QTest::newRow("minute") << QStringLiteral("2026-11-21T13:58:30Z") << QStringLiteral("1 minute ago");
    QTest::newRow("minutes") << QStringLiteral("2026-11-21T13:01:00Z") << QStringLiteral("59 minutes ago");
    QTest::newRow("hour") << QStringLiteral("2026-11-21T12:59:00Z") << QStringLiteral("1 hour ago");
    QTest::newRow("same day") << QStringLiteral("2026-11-21T00:30:00Z") << QStringLiteral("13 hours ago");
    QTest::newRow("yesterday") << QStringLiteral("2026-11-20T23:30:00Z") << QStringLiteral("yesterday");
    QTest::newRow("days") << QStringLiteral("2026-11-18T23:30:00Z") << QStringLiteral("3 days ago");
    QTest::newRow("weeks") << QStringLiteral("2026-10-30T14:00:00Z") << QStringLiteral("3 weeks ago");
    QTest::newRow("months") << QStringLiteral("2026-06-21T14:00:00Z") << QStringLiteral("5 months ago");
    QTest::newRow("years") << QStringLiteral("2023-11-20T14:00:00Z") << QStringLiteral("3 years ago");
}

void TestFormat::age()
{
    QFETCH(QString, then);
    const QDateTime now(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);
    QTEST(ageText(QDateTime::fromString(then, Qt::ISODate), now), "text");
}

void TestFormat::until_data()
{
    QTest::addColumn<QString>("then");
    QTest::addColumn<QString>("text");
    QTest::newRow("never") << QString() << QStringLiteral("–");
    QTest::newRow("past") << QStringLiteral("2026-11-21T13:59:00Z") << QStringLiteral("now");
    QTest::newRow("seconds") << QStringLiteral("2026-11-21T14:00:59Z")
                             << QStringLiteral("in less than a minute");
    QTest::newRow("minute") << QStringLiteral("2026-11-21T14:01:30Z") << QStringLiteral("in 1 minute");
    QTest::newRow("minutes") << QStringLiteral("2026-11-21T14:59:59Z") << QStringLiteral("in 59 minutes");
    QTest::newRow("hour") << QStringLiteral("2026-11-21T15:05:00Z") << QStringLiteral("in 1 hour");
    QTest::newRow("same day") << QStringLiteral("2026-11-21T23:30:00Z") << QStringLiteral("in 10 hours");
    QTest::newRow("tonight") << QStringLiteral("2026-11-22T01:30:00Z") << QStringLiteral("in 12 hours");
    QTest::newRow("tomorrow") << QStringLiteral("2026-11-22T02:30:00Z") << QStringLiteral("tomorrow");
    QTest::newRow("days") << QStringLiteral("2026-11-24T02:30:00Z") << QStringLiteral("in 3 days");
    QTest::newRow("weeks") << QStringLiteral("2026-12-13T02:30:00Z") << QStringLiteral("in 3 weeks");
    QTest::newRow("months") << QStringLiteral("2027-04-21T02:30:00Z") << QStringLiteral("in 5 months");
    QTest::newRow("years") << QStringLiteral("2029-11-22T02:30:00Z") << QStringLiteral("in 3 years");
}

void TestFormat::until()
{
    QFETCH(QString, then);
    const QDateTime now(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);
    QTEST(untilText(QDateTime::fromString(then, Qt::ISODate), now), "text");
}

void TestFormat::figuresFollowTheLocale()
{
    QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(countText(1'234'567), QStringLiteral("1.234.567"));
    QCOMPARE(bytesText(1'181'116'006), QStringLiteral("1,10 GiB"));
    QCOMPARE(durationText(4234), QStringLiteral("4,2 s"));
}

void TestFormat::instants()
{
    const QDateTime instant(QDate(2026, 11, 21), QTime(2, 13, 41), Qt::UTC);
    QCOMPARE(utcText(instant), QStringLiteral("2026-11-21 02:13:41 UTC"));
    QCOMPARE(dateTimeText(instant), QLocale().toString(instant.toLocalTime(), QLocale::ShortFormat));
    QCOMPARE(dateTimeText({}), QStringLiteral("–"));
}

void TestFormat::hash()
{
    QCOMPARE(shortHashText(QByteArray::fromHex("1f8a07c2ddee")), QStringLiteral("1f8a07c2…"));
    QCOMPARE(shortHashText({}), QStringLiteral("–"));
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"

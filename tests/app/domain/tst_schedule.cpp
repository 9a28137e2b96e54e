// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedule.h"

#include <QFile>
#include <QTest>

using namespace litekeeper;

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data();
    void cases();
    void refusesAnUnknownZone();
    void keepsTheExpression();
    void comparesByExpressionAndZone();
    void zonesThatChange_data();
    void zonesThatChange();
    void roundsToSeconds();
    void reachesRareDates();
    void reachesBeforeTheEpoch();
    void countsUpToTheLimit();
    void answersNothingForNothing();
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

QString text(const QDateTime &instant)
{
    return instant.isValid() ? instant.toString(Qt::ISODate) : QStringLiteral("none");
}

QStringList strings(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *each : texts) {
        list.append(QString::fromUtf8(each));
    }
    return list;
}

QStringList texts(const QList<QDateTime> &instants)
{
    QStringList list;
    for (const QDateTime &instant : instants) {
        list.append(text(instant));
    }
    return list;
}

Schedule schedule(const char *expression, const char *zone)
{
    return Schedule::parse(QString::fromLatin1(expression), QTimeZone(zone)).value();
}

} // namespace

void TestSchedule::cases_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<bool>("isInterval");
    QTest::addColumn<QStringList>("expected");
    QFile file(QStringLiteral(CRON_CASES));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int rows = 0;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QStringList cells = line.split(u'\t');
        if (line.startsWith(u'#') || cells.size() < 10 || cells.at(0) == QLatin1String("id")) {
            continue;
        }
        QTest::newRow(qPrintable(cells.at(0) + u' ' + cells.at(9)))
            << cells.at(1) << cells.at(2) << cells.at(3) << (cells.at(4) == QLatin1String("valid"))
            << (cells.at(5) == QLatin1String("interval")) << cells.mid(6, 3);
        ++rows;
    }
    QCOMPARE(rows, 56);
}

void TestSchedule::cases()
{
    QFETCH(QString, expression);
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(bool, isValid);
    QFETCH(bool, isInterval);
    QFETCH(QStringList, expected);
    const Result<Schedule> parsed = Schedule::parse(expression, QTimeZone(zone.toLatin1()));
    QCOMPARE(parsed.hasValue(), isValid);
    if (!isValid) {
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
        QVERIFY(!parsed.error().detail.isEmpty());
        return;
    }
    QCOMPARE(parsed->fields().isInterval, isInterval);
    const QList<QDateTime> instants = parsed->next(utc(from), 3);
    QCOMPARE(texts(instants), expected);
    QCOMPARE(parsed->next(utc(from)), instants.at(0));
    QCOMPARE(parsed->countBetween(utc(from), instants.at(2), 10), 3);
    QCOMPARE(parsed->countBetween(utc(from), instants.at(2).addSecs(-1), 10), 2);
    QCOMPARE(parsed->countBetween(utc(from), instants.at(2), 2), 2);
    // The way back.
    QVERIFY(parsed->previous(instants.at(0).addSecs(-1)) <= utc(from));
    for (qsizetype i = 0; i < instants.size(); ++i) {
        QCOMPARE(parsed->previous(instants.at(i)), instants.at(i));
        if (i > 0) {
            QCOMPARE(parsed->previous(instants.at(i).addSecs(-1)), instants.at(i - 1));
        }
    }
}

void TestSchedule::refusesAnUnknownZone()
{
    const Result<Schedule> parsed = Schedule::parse(QStringLiteral("0 0 2 * * *"), QTimeZone("Mars/Olympus"));
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(parsed.error().detail.contains(QLatin1String("time zone")));
}

void TestSchedule::keepsTheExpression()
{
    const Schedule parsed = schedule("  0 */15\t2-4 *  Jan Mon ", "Europe/Berlin");
    QCOMPARE(parsed.expression(), QStringLiteral("0 */15 2-4 * Jan Mon"));
    QCOMPARE(parsed.timeZone(), QTimeZone("Europe/Berlin"));
}

void TestSchedule::comparesByExpressionAndZone()
{
    QVERIFY(schedule("0 0 2 * * *", "UTC") == schedule(" 0 0 2 * * * ", "UTC"));
    QVERIFY(schedule("0 0 2 * * *", "UTC") != schedule("0 0 3 * * *", "UTC"));
    QVERIFY(schedule("0 0 2 * * *", "UTC") != schedule("0 0 2 * * *", "Europe/Berlin"));
}

void TestSchedule::zonesThatChange_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *title, const char *expression, const char *zone, const char *from,
                        std::initializer_list<const char *> expected) {
        QTest::newRow(title) << QByteArray(expression) << QByteArray(zone) << QString::fromLatin1(from)
                             << strings(expected);
    };
    row("started between the gap and its make-up run", "0 30 2 * * *", "Europe/Berlin",
        "2025-03-30T01:10:00Z", {"2025-03-30T01:30:00Z", "2025-03-31T00:30:00Z"});
    row("a list within the gap runs once", "0 0,15,30 2 * * *", "Europe/Berlin", "2025-03-29T12:00:00Z",
        {"2025-03-30T01:00:00Z", "2025-03-31T00:00:00Z"});
    row("Samoa skips 30 December 2011", "0 0 2 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z",
        {"2011-12-29T12:00:00Z", "2011-12-30T12:00:00Z", "2011-12-31T12:00:00Z"});
    row("a date in the day that Samoa skips", "0 0 2 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z",
        {"2011-12-30T12:00:00Z", "2012-12-29T12:00:00Z"});
    row("an interval over the day that Samoa skips", "0 0 */12 * * *", "Pacific/Apia", "2011-12-30T00:00:00Z",
        {"2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"});
    row("North Korea moved its clocks by half an hour", "0 45 23 * * *", "Asia/Pyongyang",
        "2018-05-03T12:00:00Z", {"2018-05-03T15:15:00Z", "2018-05-04T15:15:00Z", "2018-05-05T14:45:00Z"});
    row("Volgograd changed for good", "0 30 2 * * *", "Europe/Volgograd", "2020-12-25T12:00:00Z",
        {"2020-12-25T22:30:00Z", "2020-12-26T23:30:00Z", "2020-12-27T23:30:00Z"});
    row("a gap at midnight", "0 0 0 * * *", "Asia/Beirut", "2022-03-25T23:00:00Z",
        {"2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z"});
    row("no daylight saving", "0 0 2 * * *", "Asia/Tokyo", "2025-03-29T12:00:00Z",
        {"2025-03-29T17:00:00Z", "2025-03-30T17:00:00Z"});
    row("far beyond the listed transitions", "0 30 2 * * *", "Europe/Berlin", "2099-03-28T12:00:00Z",
        {"2099-03-29T01:30:00Z", "2099-03-30T00:30:00Z"});
}

void TestSchedule::zonesThatChange()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, zone);
    QFETCH(QString, from);
    QFETCH(QStringList, expected);
    const Schedule parsed = schedule(expression, zone);
    const QList<QDateTime> instants = parsed.next(utc(from), int(expected.size()));
    QCOMPARE(texts(instants), expected);
    for (qsizetype i = 1; i < instants.size(); ++i) {
        QCOMPARE(text(parsed.previous(instants.at(i).addMSecs(-1))), expected.at(i - 1));
    }
}

void TestSchedule::roundsToSeconds()
{
    const Schedule nightly = schedule("0 30 2 * * *", "UTC");
    const QDateTime due = utc(QStringLiteral("2025-01-02T02:30:00Z"));
    QCOMPARE(nightly.next(due.addMSecs(-1)), due);
    QCOMPARE(nightly.next(due.addMSecs(1)), due.addDays(1));
    QCOMPARE(nightly.previous(due.addMSecs(999)), due);
    QCOMPARE(nightly.previous(due.addMSecs(-1)), due.addDays(-1));
    QCOMPARE(nightly.next(due).timeSpec(), Qt::UTC);
    QCOMPARE(nightly.next(due.toTimeZone(QTimeZone("Asia/Tokyo"))), due.addDays(1));
}

void TestSchedule::reachesRareDates()
{
    const Schedule leapMonday = schedule("0 0 0 29 2 Mon", "Europe/Berlin");
    QCOMPARE(texts(leapMonday.next(utc(QStringLiteral("2025-01-01T00:00:00Z")), 4)),
             strings({"2044-02-28T23:00:00Z", "2072-02-28T23:00:00Z", "2112-02-28T23:00:00Z",
                      "2140-02-28T23:00:00Z"}));
    QCOMPARE(text(leapMonday.previous(utc(QStringLiteral("2025-01-01T00:00:00Z")))),
             QStringLiteral("2016-02-28T23:00:00Z"));
}

void TestSchedule::reachesBeforeTheEpoch()
{
    const Schedule nightly = schedule("0 30 2 * * *", "UTC");
    const QDateTime due = utc(QStringLiteral("1969-12-30T02:30:00Z"));
    QCOMPARE(nightly.next(due.addMSecs(-500)), due);
    QCOMPARE(nightly.previous(due.addMSecs(500)), due);
    QCOMPARE(nightly.countBetween(due, due.addDays(3), 10), 3);
}

void TestSchedule::countsUpToTheLimit()
{
    const QDateTime from = utc(QStringLiteral("2020-01-01T00:00:00Z"));
    QCOMPARE(schedule("* * * * * *", "Europe/Berlin").countBetween(from, from.addYears(1), 10'000), 10'000);
    QCOMPARE(schedule("* * * * * *", "Europe/Berlin").countBetween(from, from.addSecs(77), 10'000), 77);
    QCOMPARE(schedule("0 30 2 * * *", "Europe/Berlin").countBetween(from, from.addYears(20), 10'000), 7305);
    QCOMPARE(schedule("0 30 2 * * *", "Europe/Berlin").countBetween(from, from.addYears(-1), 10), 0);
    QCOMPARE(schedule("0 30 2 * * *", "Europe/Berlin").countBetween(from, from.addYears(1), 0), 0);
}

void TestSchedule::answersNothingForNothing()
{
    const Schedule nightly = schedule("0 30 2 * * *", "UTC");
    QVERIFY(!nightly.next(QDateTime()).isValid());
    QVERIFY(!nightly.previous(QDateTime()).isValid());
    QVERIFY(nightly.next(QDateTime(), 3).isEmpty());
    QVERIFY(nightly.next(utc(QStringLiteral("2025-01-01T00:00:00Z")), 0).isEmpty());
    QCOMPARE(nightly.countBetween(QDateTime(), utc(QStringLiteral("2025-01-01T00:00:00Z")), 10), 0);
}

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedule.h"
#include "randomexpression.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Schedules against a walk from minute to minute (or second to second) that knows nothing of fields, spans
/// and transitions: only what offsetFromUtc() says at each step.
class TestScheduleOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees_data();
    void agrees();
    void seesEveryKindOfChange();
};

namespace {

constexpr qint64 day = 86'400;

/// Wall times of a window of time, step by step.
struct Window
{
    qint64 begin = 0; ///< UTC
    qint64 step = 60;
    QList<qint64> walls;

    [[nodiscard]] qint64 utc(qsizetype index) const { return begin + index * step; }
    [[nodiscard]] qint64 end() const { return utc(walls.size()); }
};

Window windowOf(const QTimeZone &zone, qint64 begin, qint64 end, qint64 step)
{
    Window window{begin, step, {}};
    for (qint64 utc = begin; utc < end; utc += step) {
        window.walls.append(utc + zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC)));
    }
    return window;
}

/// Due instants in the window. What happened shortly before its begin is not known, so judge the later part.
QList<qint64> walk(const RandomExpression &expression, const Window &window)
{
    QSet<qint64> shown; // wall times that fitted so far
    QList<qint64> due;
    qint64 makeUp = window.begin - 1; // none yet
    for (qsizetype i = 0; i < window.walls.size(); ++i) {
        const qint64 utc = window.utc(i);
        const qint64 wall = window.walls.at(i);
        if (i > 0 && wall > window.walls.at(i - 1) + window.step) {
            // Skipped times keep their distance from the last one shown; the first of them counts.
            for (qint64 skipped = window.walls.at(i - 1) + window.step; skipped < wall;
                 skipped += window.step) {
                if (expression.fits(skipped)) {
                    makeUp = window.utc(i - 1) + (skipped - window.walls.at(i - 1));
                    break;
                }
            }
        }
        const bool isRegular = expression.fits(wall) && (expression.isInterval() || !shown.contains(wall));
        if (expression.fits(wall)) {
            shown.insert(wall);
        }
        if (isRegular || makeUp == utc) {
            due.append(utc);
            makeUp = window.begin - 1;
        }
    }
    return due;
}

/// The hours in which a zone changed its clocks, found by looking at every hour.
QList<qint64> changesOf(const QTimeZone &zone, int firstYear, int lastYear)
{
    QList<qint64> changes;
    const auto secondOf
        = [](int year) { return QDateTime(QDate(year, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch(); };
    int offset = 0;
    for (qint64 utc = secondOf(firstYear); utc < secondOf(lastYear + 1); utc += 3600) {
        const int now = zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC));
        if (utc > secondOf(firstYear) && now != offset) {
            changes.append(utc);
        }
        offset = now;
    }
    return changes;
}

QDateTime instant(qint64 utc)
{
    return QDateTime::fromSecsSinceEpoch(utc, Qt::UTC);
}

QString difference(const Schedule &schedule, qint64 at, const char *what)
{
    return QStringLiteral("%1: %2 in %3 at %4")
        .arg(QLatin1String(what), schedule.expression(), QString::fromUtf8(schedule.timeZone().id()),
             instant(at).toString(Qt::ISODate));
}

/// Empty if the schedule says the same as the walk in the part of the window after `from`.
QString compare(const Schedule &schedule, const QList<qint64> &walked, qint64 from, const Window &window,
                QRandomGenerator &random)
{
    QList<qint64> due;
    std::copy_if(walked.begin(), walked.end(), std::back_inserter(due),
                 [from](qint64 utc) { return utc > from; });
    const QDateTime last = instant(window.end() - 1);

    qint64 at = from;
    for (const qint64 expected : due) {
        if (schedule.next(instant(at)) != instant(expected)) {
            return difference(schedule, at, "next");
        }
        at = expected;
    }
    if (const QDateTime beyond = schedule.next(instant(at)); beyond.isValid() && beyond <= last) {
        return difference(schedule, at, "one too many");
    }
    if (schedule.countBetween(instant(from), last, 1'000'000) != due.size()) {
        return difference(schedule, from, "count");
    }
    for (int i = 0; i < 40; ++i) {
        const qint64 until = random.bounded(from, window.end());
        const auto later = std::upper_bound(due.begin(), due.end(), until);
        const QDateTime previous = schedule.previous(instant(until));
        const bool isRight = later != due.begin() ? previous == instant(*(later - 1))
                                                  : !previous.isValid() || previous <= instant(from);
        if (!isRight) {
            return difference(schedule, until, "previous");
        }
        if (schedule.countBetween(instant(from), instant(until), 1'000'000) != later - due.begin()) {
            return difference(schedule, until, "count until");
        }
        const QDateTime next = schedule.next(instant(until));
        if (later != due.end() ? next != instant(*later) : next.isValid() && next <= last) {
            return difference(schedule, until, "next after");
        }
    }
    return {};
}

} // namespace

void TestScheduleOracle::agrees_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("firstYear");
    QTest::addColumn<int>("lastYear");
    for (const char *zone : {"Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe",
                             "Pacific/Apia", "Asia/Tehran", "UTC", "Africa/Casablanca", "Antarctica/Troll"}) {
        QTest::newRow(zone) << QByteArray(zone) << 2020 << 2030;
    }
    QTest::newRow("Samoa jumps over the date line") << QByteArray("Pacific/Apia") << 2011 << 2012;
    QTest::newRow("North Korea has a time of its own") << QByteArray("Asia/Pyongyang") << 2015 << 2018;
    QTest::newRow("Venezuela moves by half an hour") << QByteArray("America/Caracas") << 2007 << 2016;
}

void TestScheduleOracle::agrees()
{
    QFETCH(QByteArray, zone);
    QFETCH(int, firstYear);
    QFETCH(int, lastYear);
    const QTimeZone timeZone(zone);
    QVERIFY(timeZone.isValid());
    QList<qint64> changes = changesOf(timeZone, firstYear, lastYear);
    if (changes.isEmpty()) {
        changes.append(QDateTime(QDate(2024, 2, 29), QTime(1, 0), Qt::UTC).toSecsSinceEpoch());
    }
    QRandomGenerator random(20'251'026);
    int compared = 0;
    for (const qint64 change : qAsConst(changes)) {
        for (const qint64 step : {60, 1}) {
            // The first part of each window is for the oracle to get to know the wall times.
            const qint64 lead = step == 60 ? 2 * day : 3 * 3600;
            const qint64 begin = change - lead - (step == 60 ? 2 * day : 2 * 3600);
            const Window window = windowOf(timeZone, begin, change + lead, step);
            for (int i = 0; i < 12; ++i) {
                const RandomExpression expression(random.generate(), step == 1);
                const Result<Schedule> schedule = Schedule::parse(expression.text(), timeZone);
                if (!schedule) {
                    continue; // a 31 April
                }
                QCOMPARE(schedule->fields().isInterval, expression.isInterval());
                const QString wrong
                    = compare(*schedule, walk(expression, window), change - lead, window, random);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
                ++compared;
            }
        }
    }
    QVERIFY(compared > int(changes.size()) * 12);
}

/// Guards the test above against windows in which nothing happens.
void TestScheduleOracle::seesEveryKindOfChange()
{
    QCOMPARE(changesOf(QTimeZone("Europe/Berlin"), 2020, 2030).size(), 22);
    QCOMPARE(changesOf(QTimeZone("Australia/Lord_Howe"), 2020, 2030).size(), 22);
    QCOMPARE(changesOf(QTimeZone("Pacific/Apia"), 2011, 2011).size(), 3);
    QVERIFY(changesOf(QTimeZone::utc(), 2020, 2030).isEmpty());
}

QTEST_APPLESS_MAIN(TestScheduleOracle)
#include "tst_scheduleoracle.moc"

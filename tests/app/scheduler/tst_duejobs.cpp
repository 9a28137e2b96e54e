// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scheduler/duejobs.h"
#include "scheduler/wakeup.h"

#include <QTest>

using namespace litekeeper;
using namespace std::chrono_literals;

class TestDueJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesByLateness_data();
    void judgesByLateness();
    void countsWhatWasMissed();
    void countsNoFurtherThanTheLimit();
    void takesTheNightOfTheGap();
    void neverTwice();
    void clockTurnedBack_data();
    void clockTurnedBack();
    void wakesByTheClock();
};

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
}

Schedule nightly(const char *zone = "UTC")
{
    return Schedule::parse(QStringLiteral("0 30 2 * * *"), QTimeZone(zone)).value();
}

using Kind = DueJob::Kind;
const QDateTime dueAt = utc("2026-03-10T02:30:00Z");

} // namespace

void TestDueJobs::judgesByLateness_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<bool>("catchUp");
    QTest::addColumn<int>("kind"); // -1: nothing is due
    QTest::addColumn<int>("missed");
    const auto row = [](const char *title, const QDateTime &now, bool catchUp, int kind, int missed) {
        QTest::newRow(title) << now << catchUp << kind << missed;
    };
    row("just before", dueAt.addMSecs(-1), true, -1, 0);
    row("at the instant", dueAt, true, int(Kind::OnTime), 0);
    row("two minutes late", dueAt.addSecs(120), true, int(Kind::OnTime), 0);
    row("two minutes late without catch-up", dueAt.addSecs(120), false, int(Kind::OnTime), 0);
    row("a little later", dueAt.addMSecs(120'001), true, int(Kind::CatchUp), 1);
    row("later without catch-up", dueAt.addMSecs(120'001), false, int(Kind::Missed), 1);
    row("at the deadline", dueAt.addSecs(12 * 3600), true, int(Kind::CatchUp), 1);
    row("past the deadline", dueAt.addMSecs(12 * 3'600'000 + 1), true, int(Kind::Missed), 1);
}

void TestDueJobs::judgesByLateness()
{
    QFETCH(const QDateTime, now);
    QFETCH(const bool, catchUp);
    QFETCH(const int, kind);
    QFETCH(const int, missed);
    const DueAnswer answer = dueNow(nightly(), dueAt.addSecs(-3600), now, {.catchUp = catchUp});
    const auto *job = std::get_if<DueJob>(&answer);
    if (kind < 0) {
        QVERIFY(std::holds_alternative<NothingDue>(answer));
        return;
    }
    QVERIFY(job != nullptr);
    QCOMPARE(int(job->kind), kind);
    QCOMPARE(job->missed, missed);
    QCOMPARE(job->dueAt, dueAt);
    QCOMPARE(job->evaluatedUntil, now);
}

void TestDueJobs::countsWhatWasMissed()
{
    const QDateTime tenDaysBefore = dueAt.addDays(-10);
    const auto at
        = [&](const QDateTime &now) { return std::get<DueJob>(dueNow(nightly(), tenDaysBefore, now, {})); };
    QCOMPARE(at(dueAt).missed, 9);
    QCOMPARE(at(dueAt.addSecs(3600)).missed, 10);
    QCOMPARE(at(dueAt.addSecs(20 * 3600)).missed, 10);
    QCOMPARE(at(dueAt.addSecs(20 * 3600)).kind, Kind::Missed);
}

void TestDueJobs::countsNoFurtherThanTheLimit()
{
    const Schedule always
        = Schedule::parse(QStringLiteral("* * * * * *"), QTimeZone("Europe/Berlin")).value();
    const DueAnswer answer = dueNow(always, dueAt.addYears(-5), dueAt, {});
    QCOMPARE(std::get<DueJob>(answer).dueAt, dueAt);
    QCOMPARE(std::get<DueJob>(answer).missed, mostMissedRuns - 1);
}

void TestDueJobs::takesTheNightOfTheGap()
{
    // 02:30 does not exist on 30 March 2025 in Berlin; it runs at 03:30 instead.
    const QDateTime evening = utc("2025-03-29T20:00:00Z");
    const Schedule schedule = nightly("Europe/Berlin");
    QVERIFY(std::holds_alternative<NothingDue>(dueNow(schedule, evening, utc("2025-03-30T01:29:59Z"), {})));
    const DueAnswer answer = dueNow(schedule, evening, utc("2025-03-30T01:30:00Z"), {});
    QCOMPARE(std::get<DueJob>(answer).kind, Kind::OnTime);
    QCOMPARE(std::get<DueJob>(answer).missed, 0);
}

void TestDueJobs::neverTwice()
{
    const DueAnswer first = dueNow(nightly(), dueAt.addSecs(-60), dueAt.addMSecs(300), {});
    const QDateTime stored = std::get<DueJob>(first).evaluatedUntil;
    for (const qint64 later : {-119'000, -300, 0, 1, 60'000, 80'000'000}) {
        QVERIFY(std::holds_alternative<NothingDue>(dueNow(nightly(), stored, stored.addMSecs(later), {})));
    }
}

void TestDueJobs::clockTurnedBack_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("isNoticed");
    QTest::addColumn<bool>("beginsAnew");
    QTest::newRow("within punctuality") << qint64(120) << false << false;
    QTest::newRow("some minutes") << qint64(121) << true << false;
    QTest::newRow("the deadline") << qint64(12 * 3600) << true << false;
    QTest::newRow("more than the deadline") << qint64(12 * 3600 + 1) << true << true;
    QTest::newRow("ten years") << qint64(3652) * 86'400 << true << true;
}

void TestDueJobs::clockTurnedBack()
{
    QFETCH(const qint64, seconds);
    QFETCH(const bool, isNoticed);
    QFETCH(const bool, beginsAnew);
    const QDateTime evaluated = dueAt.addSecs(60);
    const QDateTime now = evaluated.addSecs(-seconds);
    const DueAnswer answer = dueNow(nightly(), evaluated, now, {});
    const auto *back = std::get_if<ClockTurnedBack>(&answer);
    QCOMPARE(back != nullptr, isNoticed);
    if (back == nullptr) {
        QVERIFY(std::holds_alternative<NothingDue>(answer));
        return;
    }
    QCOMPARE(back->by, std::chrono::seconds(seconds));
    QCOMPARE(back->evaluatedUntil, beginsAnew ? now : evaluated);
}

void TestDueJobs::wakesByTheClock()
{
    QCOMPARE(untilNextLook(dueAt, dueAt.addSecs(-5)), 5000ms);
    QCOMPARE(untilNextLook(dueAt, dueAt.addMSecs(-1)), 1ms);
    QCOMPARE(untilNextLook(dueAt, dueAt), 0ms);
    QCOMPARE(untilNextLook(dueAt, dueAt.addYears(1)), 0ms);
    QCOMPARE(untilNextLook(dueAt, dueAt.addSecs(-20)), 20'000ms);
    QCOMPARE(untilNextLook(dueAt, dueAt.addYears(-100)), 20'000ms);
    QCOMPARE(untilNextLook(QDateTime(), dueAt), 20'000ms);
}

QTEST_APPLESS_MAIN(TestDueJobs)
#include "tst_duejobs.moc"

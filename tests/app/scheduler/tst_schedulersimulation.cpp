// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/clock.h"
#include "scheduler/duejobs.h"
#include "scheduler/wakeup.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace litekeeper;

/// A year of nights on computers that sleep, are restarted, and whose clocks are set.
class TestSchedulerSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNightIsAccountedFor_data();
    void everyNightIsAccountedFor();
    void aClockThatWasFarAheadBeginsAnew();
};

namespace {

constexpr qint64 hour = 3600;
constexpr qint64 day = 24 * hour;

class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &now)
        : m_now(now)
    {
    }
    [[nodiscard]] QDateTime nowUtc() const override { return m_now; }
    void advance(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }

private:
    QDateTime m_now;
};

enum class Fate { Ran, CaughtUp, Missed };

/// What a service does with the answers, and a book of the fate of every due instant.
class Night
{
public:
    Night(const Schedule &schedule, const Clock &clock, const CatchUpRule &rule)
        : m_schedule(schedule)
        , m_clock(clock)
        , m_rule(rule)
        , m_stored(clock.nowUtc())
    {
    }

    void look()
    {
        const DueAnswer answer = dueNow(m_schedule, m_stored, m_clock.nowUtc(), m_rule);
        if (const auto *job = std::get_if<DueJob>(&answer)) {
            enter(*job);
            m_stored = job->evaluatedUntil;
        } else if (const auto *back = std::get_if<ClockTurnedBack>(&answer)) {
            m_stored = back->evaluatedUntil;
            ++m_timesTurnedBack;
        }
    }

    [[nodiscard]] QDateTime stored() const { return m_stored; }
    [[nodiscard]] int timesTurnedBack() const { return m_timesTurnedBack; }
    [[nodiscard]] const QMap<QDateTime, Fate> &fates() const { return m_fates; }
    [[nodiscard]] QString complaint() const { return m_complaint; }

private:
    void enter(const DueJob &job)
    {
        // The instants that the answer speaks of, found in another way than it was: one after the other.
        QList<QDateTime> passed;
        for (QDateTime at = m_schedule.next(m_stored); at <= m_clock.nowUtc(); at = m_schedule.next(at)) {
            passed.append(at);
        }
        const bool isOnTime = job.kind == DueJob::Kind::OnTime;
        if (passed.isEmpty() || passed.last() != job.dueAt
            || passed.size() != job.missed + (isOnTime ? 1 : 0)) {
            complain(job.dueAt, "does not fit what was passed");
        }
        for (const QDateTime &at : passed) {
            if (m_fates.contains(at)) {
                complain(at, "is due a second time");
            }
            m_fates.insert(at, Fate::Missed);
        }
        if (job.kind != DueJob::Kind::Missed) {
            m_fates.insert(job.dueAt, isOnTime ? Fate::Ran : Fate::CaughtUp);
        }
        checkLateness(job);
    }
    void checkLateness(const DueJob &job)
    {
        const qint64 late = job.dueAt.msecsTo(m_clock.nowUtc());
        const bool isLate = late > 120'000;
        const bool isTooLate = late > std::chrono::milliseconds(m_rule.deadline).count();
        const DueJob::Kind expected = !isLate ? DueJob::Kind::OnTime
            : m_rule.catchUp && !isTooLate    ? DueJob::Kind::CatchUp
                                              : DueJob::Kind::Missed;
        if (late < 0 || job.kind != expected) {
            complain(job.dueAt, "is judged wrongly");
        }
    }
    void complain(const QDateTime &at, const char *what)
    {
        m_complaint += at.toString(Qt::ISODate) + u' ' + QLatin1String(what) + u'\n';
    }

    const Schedule &m_schedule;
    const Clock &m_clock;
    CatchUpRule m_rule;
    QDateTime m_stored; ///< all that survives a restart
    QMap<QDateTime, Fate> m_fates;
    int m_timesTurnedBack = 0;
    QString m_complaint;
};

/// Something that happens to computers; the clock shows another time afterwards.
std::chrono::seconds mishap(QRandomGenerator &random)
{
    switch (random.bounded(6)) {
    case 0: // Suspended for a night, or for up to three weeks.
        return std::chrono::seconds(random.bounded(int(day)));
    case 1:
        return std::chrono::seconds(random.bounded(int(21 * day)));
    case 2: // Switched off for some minutes.
        return std::chrono::seconds(random.bounded(600));
    case 3: // The clock is set, forward and back, by seconds or by hours; 12 hours is the deadline.
        return std::chrono::seconds(random.bounded(-200, 200));
    case 4:
        return std::chrono::seconds(random.bounded(int(-12 * hour), 0));
    default:
        return std::chrono::seconds(random.bounded(int(-2 * hour), int(2 * hour)));
    }
}

/// One sleep of the scheduler. Looks that have nothing to see, far from the next instant, are left out.
std::chrono::milliseconds sleep(const Schedule &schedule, const QDateTime &now, QRandomGenerator &random)
{
    const QDateTime next = schedule.next(now);
    const qint64 quiet = now.msecsTo(next) - 30'000;
    if (quiet > 0) {
        return std::chrono::milliseconds(
            std::min<qint64>(quiet, random.bounded(int(8 * hour)) * qint64(1000) + 1));
    }
    // Timers are late by a little.
    return untilNextLook(next, now) + std::chrono::milliseconds(random.bounded(1, 300));
}

} // namespace

void TestSchedulerSimulation::everyNightIsAccountedFor_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("expression");
    for (const char *zone :
         {"Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"}) {
        QTest::newRow(zone) << QByteArray(zone) << QByteArray("0 30 2 * * *");
    }
    // In the middle of the gaps and overlaps of the others.
    QTest::newRow("London at half past one") << QByteArray("Europe/London") << QByteArray("0 30 1 * * *");
    QTest::newRow("Lord Howe at ten past two")
        << QByteArray("Australia/Lord_Howe") << QByteArray("0 10 2 * * *");
    QTest::newRow("Berlin every hour") << QByteArray("Europe/Berlin") << QByteArray("0 0 * * * *");
}

void TestSchedulerSimulation::everyNightIsAccountedFor()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QByteArray, expression);
    const Schedule schedule = Schedule::parse(QString::fromLatin1(expression), QTimeZone(zone)).value();
    const QDateTime begin(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC);
    QMap<Fate, int> seen;
    int timesTurnedBack = 0;
    for (quint32 seed = 0; seed < 40; ++seed) {
        QRandomGenerator random(seed);
        FakeClock clock(begin);
        const CatchUpRule rule{.catchUp = seed % 4 != 0, .deadline = std::chrono::hours(12)};
        Night night(schedule, clock, rule);
        while (clock.nowUtc() < begin.addYears(1)) {
            // Several steps back may add up, but not to more than the deadline, which another test goes
            // beyond.
            const std::chrono::milliseconds furthestBack(clock.nowUtc().msecsTo(night.stored())
                                                         - 12 * hour * 1000);
            clock.advance(random.bounded(25) == 0
                              ? std::max<std::chrono::milliseconds>(mishap(random), furthestBack)
                              : sleep(schedule, clock.nowUtc(), random));
            night.look();
        }
        QVERIFY2(night.complaint().isEmpty(), qPrintable(QString::number(seed) + u' ' + night.complaint()));
        // Each instant has exactly one fate.
        QList<QDateTime> due;
        for (QDateTime at = schedule.next(begin); at <= night.stored(); at = schedule.next(at)) {
            due.append(at);
        }
        QCOMPARE(night.fates().keys(), due);
        for (const Fate fate : night.fates()) {
            ++seen[fate];
        }
        timesTurnedBack += night.timesTurnedBack();
    }
    QVERIFY(seen.value(Fate::Ran) > 1000);
    QVERIFY(seen.value(Fate::CaughtUp) > 20);
    QVERIFY(seen.value(Fate::Missed) > 20);
    QVERIFY(timesTurnedBack > 20);
}

/// The clock runs ten years ahead for a day and is set right again: the schedule does not wait for ten years.
void TestSchedulerSimulation::aClockThatWasFarAheadBeginsAnew()
{
    const Schedule schedule
        = Schedule::parse(QStringLiteral("0 30 2 * * *"), QTimeZone("Europe/Berlin")).value();
    FakeClock clock(QDateTime(QDate(2025, 3, 1), QTime(12, 0), Qt::UTC));
    Night night(schedule, clock, {});
    clock.advance(std::chrono::hours(24 * 3652));
    night.look();
    clock.advance(-std::chrono::hours(24 * 3652));
    night.look();
    QCOMPARE(night.timesTurnedBack(), 1);
    QCOMPARE(night.stored(), clock.nowUtc());
    const DueAnswer answer
        = dueNow(schedule, night.stored(), QDateTime(QDate(2025, 3, 2), QTime(1, 30), Qt::UTC), {});
    QCOMPARE(std::get<DueJob>(answer).kind, DueJob::Kind::OnTime);
}

QTEST_APPLESS_MAIN(TestSchedulerSimulation)
#include "tst_schedulersimulation.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/clockwatch.h"

#include <QTest>

using namespace litekeeper;
using namespace std::chrono_literals;

namespace {

class SetClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override { return now; }
    void pass(std::chrono::milliseconds time) { now = now.addMSecs(time.count()); }

    QDateTime now = QDateTime::fromString(QStringLiteral("2026-03-29T00:59:59Z"), Qt::ISODate);
};

} // namespace

class ClockWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timePasses();
    void jumps_data();
    void jumps();
    void aJumpIsToldOnce();
    void drifts();
    void theRealClocksAgree();
};

void ClockWatchTest::timePasses()
{
    SetClock wall;
    std::chrono::milliseconds steady = 5h;
    ClockWatch watch(wall, [&steady] { return steady; });
    for (const std::chrono::milliseconds time : {0ms, 1ms, 3'600'000ms, 86'400'000ms * 400}) {
        wall.pass(time);
        steady += time;
        QCOMPARE(watch.jump(), 0ms);
    }
}

void ClockWatchTest::jumps_data()
{
    QTest::addColumn<qint64>("jump");
    QTest::newRow("back") << qint64(-3'600'000);
    QTest::newRow("forward") << qint64(3'600'000);
    QTest::newRow("a day") << qint64(86'400'000);
    QTest::newRow("years") << qint64(-86'400'000) * 3650;
    QTest::newRow("just too much") << qint64(61'000 + 60);
}

void ClockWatchTest::jumps()
{
    QFETCH(qint64, jump);
    SetClock wall;
    std::chrono::milliseconds steady = 5h;
    ClockWatch watch(wall, [&steady] { return steady; });
    wall.pass(60'000ms + std::chrono::milliseconds(jump));
    steady += 60'000ms;
    QCOMPARE(watch.jump(), std::chrono::milliseconds(jump));
}

void ClockWatchTest::aJumpIsToldOnce()
{
    SetClock wall;
    std::chrono::milliseconds steady = 5h;
    ClockWatch watch(wall, [&steady] { return steady; });
    wall.pass(-2h);
    QVERIFY(watch.jump() != 0ms);
    QCOMPARE(watch.jump(), 0ms);
    wall.pass(2h); // and back again
    QVERIFY(watch.jump() != 0ms);
}

void ClockWatchTest::drifts()
{
    SetClock wall;
    std::chrono::milliseconds steady = 5h;
    ClockWatch watch(wall, [&steady] { return steady; });
    for (int day = 1; day < 100; ++day) {
        wall.pass(24h + 40s); // 463 parts in a million
        steady += 24h;
        QCOMPARE(watch.jump(), 0ms);
    }
}

void ClockWatchTest::theRealClocksAgree()
{
    const SystemClock clock;
    ClockWatch watch(clock);
    QTest::qWait(5);
    QCOMPARE(watch.jump(), 0ms);
    QVERIFY(timeSinceBoot() > 0ms);
}

QTEST_GUILESS_MAIN(ClockWatchTest)

#include "tst_clockwatch.moc"

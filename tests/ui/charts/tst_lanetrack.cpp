// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanecolumns.h"

#include <QTest>

using namespace litekeeper;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr Instant now = 20'000 * day;
constexpr quint8 good = 0;
constexpr quint8 bad = 1;
constexpr int height = 16;
const int goodTone = badness(Tone::Good);
const int badTone = badness(Tone::Bad);

Lane watch(QList<LaneSpan> spans)
{
    Lane lane;
    lane.id = QStringLiteral("watch");
    lane.states = {{QStringLiteral("Proven"), Glyph::Shield, Tone::Good},
                   {QStringLiteral("Lost"), Glyph::Cross, Tone::Bad}};
    lane.spans = std::move(spans);
    lane.notWatchedAfter = std::chrono::hours(3);
    return lane;
}

/// Looks once an hour from `from` until `until`.
QList<LaneSpan> looks(Instant from, Instant until, quint8 state)
{
    QList<LaneSpan> spans;
    for (Instant at = from; at < until; at += hour) {
        spans.append({.from = at, .until = at, .key = at / hour, .state = state});
    }
    return spans;
}

} // namespace

class LaneTrackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesEqualLooks();
    void hatchesWhatNobodyWatched();
    void gapsWithoutALimitAreEmpty();
    void sortsWhatComesUnsorted();
    void findsTheSpanThatWasSeen();
    void sumsMatchTheSumOfPieces();
    void aBlipIsSeenAndDoesNotReddenTheDay();
    void sharesAreInProportion();
    void nothingIsNotGreen();
    void changesAreStraightEdges();
    void columnsThatLookTheSameAreOneRun();
};

void LaneTrackTest::mergesEqualLooks()
{
    const LaneTrack track(watch(looks(now - 10 * day, now, good)), now);
    QCOMPARE(track.pieces().size(), 1U);
    QCOMPARE(track.pieces().front().from, now - 10 * day);
    QCOMPARE(track.pieces().front().until, now);
    QCOMPARE(track.status(track.pieces().front()).word, QStringLiteral("Proven"));
}

void LaneTrackTest::hatchesWhatNobodyWatched()
{
    const Instant wentAway = now - 5 * day;
    const LaneTrack track(
        watch(looks(now - 10 * day, wentAway, good) + looks(now - 2 * day, now - day, good)), now);
    QCOMPARE(track.pieces().size(), 4U);
    QCOMPARE(int(track.pieces().at(1).state), int(LaneTrack::notWatched));
    QCOMPARE(track.pieces().at(1).from, wentAway - hour + 90 * minute); // half of what is tolerated
    QCOMPARE(track.pieces().at(1).until, now - 2 * day);
    QCOMPARE(int(track.pieces().at(3).state), int(LaneTrack::notWatched)); // nobody has looked since
    QCOMPARE(track.pieces().at(3).until, now);
    QCOMPARE(track.status(track.pieces().at(1)).word, QStringLiteral("Not watched"));
}

void LaneTrackTest::gapsWithoutALimitAreEmpty()
{
    Lane lane = watch({{now - 3 * day, now - 2 * day, 1, good}, {now - day, now - hour, 2, good}});
    lane.notWatchedAfter = std::chrono::milliseconds(0);
    const LaneTrack track(lane, now);
    QCOMPARE(track.pieces().size(), 3U);
    QCOMPARE(int(track.pieces().at(1).state), int(LaneTrack::nothing));
    QCOMPARE(track.shares({now - 3 * day, now}).sum(), day + 23 * hour);
}

void LaneTrackTest::sortsWhatComesUnsorted()
{
    const LaneTrack track(
        watch({{now - hour, now - hour, 2, bad}, {now - 2 * hour, now - 2 * hour, 1, good}}), now);
    QCOMPARE(track.pieces().size(), 2U);
    QCOMPARE(int(track.pieces().front().state), int(good));
}

void LaneTrackTest::findsTheSpanThatWasSeen()
{
    const LaneTrack track(watch(looks(now - 10 * day, now, good)), now);
    const LaneSpan *span = track.spanAt(track.pieces().front(), now - 5 * day + minute);
    QVERIFY(span);
    QCOMPARE(span->key, (now - 5 * day) / hour);
}

void LaneTrackTest::sumsMatchTheSumOfPieces()
{
    // States that never merge, of uneven lengths, so that blocks begin and end anywhere.
    QList<LaneSpan> spans;
    Instant at = now - 40 * day;
    for (int n = 0; n < 1000; ++n) {
        spans.append({.from = at, .until = at, .key = n, .state = quint8(n % 2)});
        at += minute * (1 + n * 7 % 53);
    }
    const LaneTrack track(watch(spans), at);
    QCOMPARE(track.pieces().size(), 1000U);
    for (const TimeRange range : {TimeRange{now - 40 * day, at}, TimeRange{now - 39 * day, now - 38 * day},
                                  TimeRange{now - 33 * day - 77 * second, now - 25 * day},
                                  TimeRange{now - 36 * day, now - 36 * day + second}}) {
        qint64 expected = 0;
        for (const LaneTrack::Piece &piece : track.pieces()) {
            if (piece.state == bad) {
                expected += qMax<qint64>(0, qMin(piece.until, range.until) - qMax(piece.from, range.from));
            }
        }
        const ToneShares shares = track.shares(range);
        QCOMPARE(shares.milliseconds.at(badTone), expected);
        QCOMPARE(shares.sum(), qMin(range.until, at) - range.from);
    }
}

void LaneTrackTest::aBlipIsSeenAndDoesNotReddenTheDay()
{
    const Instant blip = now - 5 * day - 7 * hour;
    const LaneTrack track(watch({{now - 10 * day, blip, 1, good},
                                 {blip, blip + 2 * minute, 2, bad},
                                 {blip + 2 * minute, now, 3, good}}),
                          now);
    const TimeAxis axis({now - 10 * day, now}, 0, 10); // a pixel a day
    const std::vector<ColumnRun> runs = laneColumns(track, axis, 0, 10, height);
    int columnsWithBad = 0;
    for (const ColumnRun &run : runs) {
        const int red = run.heights.at(badTone);
        if (red > 0) {
            columnsWithBad += run.width;
            QVERIFY(red >= 3);
            QVERIFY(red <= height / 4);
            QCOMPARE(run.heights.at(goodTone), quint8(height - red));
        }
    }
    QCOMPARE(columnsWithBad, 2); // one for the day itself, one so that it is wide enough to be seen
}

void LaneTrackTest::sharesAreInProportion()
{
    ToneShares shares;
    shares.milliseconds.at(goodTone) = 6 * hour;
    shares.milliseconds.at(badTone) = 18 * hour;
    const ColumnHeights heights = columnHeights(shares, height);
    QCOMPARE(int(heights.at(badTone)), 12);
    QCOMPARE(int(heights.at(goodTone)), 4);
    shares.milliseconds.at(ToneShares::notWatched) = 24 * hour;
    const ColumnHeights hatched = columnHeights(shares, height);
    QCOMPARE(int(hatched.at(ToneShares::notWatched)), 8);
    QCOMPARE(int(hatched.at(badTone)), 6);
    QCOMPARE(int(hatched.at(goodTone)), 2);
}

void LaneTrackTest::nothingIsNotGreen()
{
    QCOMPARE(columnHeights({}, height), ColumnHeights{});
    const LaneTrack track(watch(looks(now - 5 * day, now, good)), now);
    const TimeAxis axis({now - 10 * day, now}, 0, 100);
    const std::vector<ColumnRun> runs = laneColumns(track, axis, 0, 100, height);
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs.front().left, 50);
    QVERIFY(laneColumns(LaneTrack(watch({}), now), axis, 0, 100, height).empty());
}

void LaneTrackTest::changesAreStraightEdges()
{
    const LaneTrack track(watch({{now - 10 * day, now - 5 * day, 1, good}, {now - 5 * day, now, 2, bad}}),
                          now);
    // The change lies in the middle of a pixel.
    const TimeAxis axis({now - 10 * day - 100 * minute, now - 100 * minute}, 0, 100);
    const std::vector<ColumnRun> runs = laneColumns(track, axis, 0, 100, height);
    QCOMPARE(runs.size(), 2U);
    QCOMPARE(int(runs.at(0).heights.at(goodTone)), height);
    QCOMPARE(int(runs.at(1).heights.at(badTone)), height);
}

void LaneTrackTest::columnsThatLookTheSameAreOneRun()
{
    const LaneTrack track(watch(looks(now - 10 * day, now, good)), now);
    const TimeAxis axis({now - 10 * day, now}, 40, 1000);
    const std::vector<ColumnRun> runs = laneColumns(track, axis, 40, 1040, height);
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs.front().left, 40);
    QCOMPARE(runs.front().width, 1000);
}

QTEST_GUILESS_MAIN(LaneTrackTest)
#include "tst_lanetrack.moc"

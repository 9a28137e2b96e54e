// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypicture.h"

#include "support/files.h"
#include "ui/common/csv.h"
#include "ui/history/runpointmodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace litekeeper;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

RunPoint run(const char *startedAt, Outcome outcome, const Path &source = "/srv/ghost.db")
{
    RunPoint point;
    point.id = QUuid::createUuid();
    point.source = source;
    point.outcome = outcome;
    point.startedAt = utc(startedAt);
    point.bytes = 4096;
    point.milliseconds = 1500;
    return point;
}

Job nightly()
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = QStringLiteral("Blog every night");
    job.source = "/srv/ghost.db";
    job.schedule = QStringLiteral("0 30 2 * * *");
    job.timeZone = "Europe/Berlin";
    return job;
}

const CalendarDay *on(const QList<CalendarDay> &days, const QDate &date)
{
    const auto found = std::find_if(days.begin(), days.end(),
                                    [&date](const CalendarDay &each) { return each.date == date; });
    return found == days.end() ? nullptr : &*found;
}

} // namespace

class HistoryPictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWorstRunOfTheDayCounts();
    void daysAreThoseOfTheZone();
    void missedNightsAreFound();
    void runsThatWereOnlyRecordedAreMissed();
    void overlapsAreNotMissed();
    void aLaneShowsHowTheLastRunEnded();
    void cancelledRunsSayNothing();
    void silenceIsHatched();
    void oneDatabaseOnly();
    void trendsAreOfBackupsOnly();
    void theTableIsThatOfTheRange();
    void csvEqualsTheTable();
    void csvQuotesWhatNeedsIt();
};

void HistoryPictureTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void HistoryPictureTest::theWorstRunOfTheDayCounts()
{
    const QList<CalendarDay> days = calendarOf(
        {run("2026-11-01T02:00:00Z", Outcome::Succeeded), run("2026-11-01T09:00:00Z", Outcome::Failed),
         run("2026-11-01T10:00:00Z", Outcome::Warning), run("2026-11-02T02:00:00Z", Outcome::Interrupted),
         run("2026-11-02T03:00:00Z", Outcome::Warning), run("2026-11-03T03:00:00Z", Outcome::Succeeded)},
        {}, QTimeZone::utc());
    QCOMPARE(days.size(), 3);
    QCOMPARE(days.at(0).worst.tone, statusOf(Outcome::Failed).tone);
    QCOMPARE(days.at(0).runs, 3);
    QCOMPARE(days.at(0).text, QStringLiteral("Failed: 1\nWarning: 1\nSucceeded: 1"));
    QCOMPARE(days.at(1).worst.glyph, statusOf(Outcome::Interrupted).glyph);
    QCOMPARE(days.at(2).worst.tone, Tone::Good);
}

void HistoryPictureTest::daysAreThoseOfTheZone()
{
    const QList<CalendarDay> days
        = calendarOf({run("2026-11-01T23:30:00Z", Outcome::Succeeded)}, {}, QTimeZone("Europe/Berlin"));
    QCOMPARE(days.size(), 1);
    QCOMPARE(days.first().date, QDate(2026, 11, 2));
}

void HistoryPictureTest::missedNightsAreFound()
{
    const Job job = nightly();
    RunPoint late = run("2026-11-05T01:30:00Z", Outcome::Succeeded); // 02:30 in Berlin
    late.jobId = job.id;
    late.dueAt = utc("2026-11-05T01:30:00Z");
    late.missed = 2;
    const QList<CalendarDay> days = calendarOf({late}, {job}, QTimeZone("Europe/Berlin"));
    QCOMPARE(days.size(), 3);
    QCOMPARE(on(days, {2026, 11, 3})->missed, 1);
    QCOMPARE(on(days, {2026, 11, 3})->runs, 0);
    QCOMPARE(on(days, {2026, 11, 3})->text, QStringLiteral("Missed: 1"));
    QCOMPARE(on(days, {2026, 11, 4})->missed, 1);
    QCOMPARE(on(days, {2026, 11, 5})->missed, 0);
    QCOMPARE(on(days, {2026, 11, 5})->runs, 1);
}

void HistoryPictureTest::runsThatWereOnlyRecordedAreMissed()
{
    const Job job = nightly();
    RunPoint recorded = run("2026-11-06T09:00:00Z", Outcome::Skipped);
    recorded.jobId = job.id;
    recorded.dueAt = utc("2026-11-05T01:30:00Z");
    recorded.errorCode = QStringLiteral("missed");
    const QList<CalendarDay> days = calendarOf({recorded}, {job}, QTimeZone("Europe/Berlin"));
    QCOMPARE(days.size(), 1);
    QCOMPARE(days.first().date, QDate(2026, 11, 5));
    QCOMPARE(days.first().missed, 1);
    QCOMPARE(days.first().runs, 0);
}

void HistoryPictureTest::overlapsAreNotMissed()
{
    const Job job = nightly();
    RunPoint overlap = run("2026-11-05T01:30:00Z", Outcome::Skipped);
    overlap.jobId = job.id;
    overlap.dueAt = overlap.startedAt;
    overlap.errorCode = QStringLiteral("already-running");
    const QList<CalendarDay> days = calendarOf({overlap}, {job}, QTimeZone("Europe/Berlin"));
    QCOMPARE(days.first().missed, 0);
    QCOMPARE(days.first().runs, 1);
}

void HistoryPictureTest::aLaneShowsHowTheLastRunEnded()
{
    const Job job = nightly();
    QList<RunPoint> runs{run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                         run("2026-11-02T02:00:00Z", Outcome::Failed),
                         run("2026-11-03T02:00:00Z", Outcome::Succeeded),
                         run("2026-11-01T05:00:00Z", Outcome::Succeeded, "/srv/gitea.db")};
    for (RunPoint &each : runs) {
        each.jobId = job.id;
    }
    const Instant now = utc("2026-11-03T12:00:00Z").toMSecsSinceEpoch();
    const QList<Lane> lanes = lanesOf(runs, {{job.id, job.name}}, now);
    QCOMPARE(lanes.size(), 2);
    QCOMPARE(lanes.at(0).title, QStringLiteral("ghost.db"));
    QCOMPARE(lanes.at(0).subtitle, QStringLiteral("Blog every night"));
    const LaneTrack track(lanes.at(0), now);
    QCOMPARE(track.pieces().size(), 3U);
    QCOMPARE(track.status(track.pieces().at(1)).tone, Tone::Bad);
    QCOMPARE(track.pieces().at(1).from, runs.at(1).startedAt.toMSecsSinceEpoch());
    QCOMPARE(track.pieces().at(1).until, runs.at(2).startedAt.toMSecsSinceEpoch());
    QCOMPARE(track.pieces().at(2).until, now);
    QCOMPARE(track.marks(LaneMark::Kind::Backup).size(), 2U);
    QCOMPARE(track.marks(LaneMark::Kind::Change).size(), 2U);
    QCOMPARE(track.spanAt(track.pieces().at(1), track.pieces().at(1).from)->key, 1);
}

void HistoryPictureTest::cancelledRunsSayNothing()
{
    const Instant now = utc("2026-11-03T00:00:00Z").toMSecsSinceEpoch();
    const QList<Lane> lanes = lanesOf({run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                                       run("2026-11-01T12:00:00Z", Outcome::Cancelled),
                                       run("2026-11-02T02:00:00Z", Outcome::Succeeded)},
                                      {}, now);
    const LaneTrack track(lanes.first(), now);
    QCOMPARE(track.pieces().size(), 1U);
    QCOMPARE(track.marks(LaneMark::Kind::Change).size(), 0U);
}

void HistoryPictureTest::silenceIsHatched()
{
    const Instant now = utc("2026-11-20T00:00:00Z").toMSecsSinceEpoch();
    const QList<Lane> lanes = lanesOf({run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                                       run("2026-11-02T02:00:00Z", Outcome::Succeeded),
                                       run("2026-11-03T02:00:00Z", Outcome::Succeeded)},
                                      {}, now);
    const LaneTrack track(lanes.first(), now);
    QCOMPARE(track.pieces().size(), 2U);
    QCOMPARE(int(track.pieces().at(1).state), int(LaneTrack::notWatched));
    QCOMPARE(track.pieces().at(1).from, utc("2026-11-04T14:00:00Z").toMSecsSinceEpoch()); // 36 hours after
    QCOMPARE(track.pieces().at(1).until, now);
    QCOMPARE(track.status(track.pieces().at(1)).word, QStringLiteral("No run"));
}

void HistoryPictureTest::oneDatabaseOnly()
{
    const QList<RunPoint> runs{run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                               run("2026-11-02T05:00:00Z", Outcome::Failed, "/srv/gitea.db")};
    const Instant now = utc("2026-11-03T00:00:00Z").toMSecsSinceEpoch();
    const HistoryPicture all = drawHistory(runs, {}, {}, now, QTimeZone::utc());
    QCOMPARE(all.lanes.size(), 2);
    QCOMPARE(all.days.size(), 2);
    const HistoryPicture one = drawHistory(runs, {}, QStringLiteral("/srv/gitea.db"), now, QTimeZone::utc());
    QCOMPARE(one.runs.size(), 1);
    QCOMPARE(one.lanes.size(), 1);
    QCOMPARE(one.days.size(), 1);
    QCOMPARE(one.bounds, (TimeRange{runs.at(1).startedAt.toMSecsSinceEpoch(), now}));
}

void HistoryPictureTest::trendsAreOfBackupsOnly()
{
    QList<RunPoint> runs{run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                         run("2026-11-02T02:00:00Z", Outcome::Failed),
                         run("2026-11-03T02:00:00Z", Outcome::Warning),
                         run("2026-11-03T05:00:00Z", Outcome::Succeeded, "/srv/gitea.db")};
    runs[2].bytes = 8192;
    const QString source = QStringLiteral("/srv/ghost.db");
    const QList<TrendPoint> sizes = trendPoints(runs, source, RunFigure::Size);
    QCOMPARE(sizes.size(), 2);
    QCOMPARE(sizes.at(1).value, 8192.0);
    QCOMPARE(sizes.at(1).key, 2);
    QCOMPARE(trendPoints(runs, source, RunFigure::Duration).at(0).value, 1500.0);
}

void HistoryPictureTest::theTableIsThatOfTheRange()
{
    RunPointModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRuns({run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                   run("2026-11-02T02:00:00Z", Outcome::Failed),
                   run("2026-11-03T02:00:00Z", Outcome::Warning)},
                  {});
    QCOMPARE(model.rowCount(), 0);
    const Instant first = utc("2026-11-01T02:00:00Z").toMSecsSinceEpoch();
    model.setRange({first, first + 2 * day});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, RunPointModel::OutcomeColumn).data().toString(), QStringLiteral("Failed"));
    QCOMPARE(model.index(0, 0).data(RunPointModel::KeyRole).toLongLong(), 1);
    QCOMPARE(model.index(1, RunPointModel::OutcomeColumn).data().toString(), QStringLiteral("Succeeded"));
}

void HistoryPictureTest::csvEqualsTheTable()
{
    RunPointModel model;
    const Job job = nightly();
    QList<RunPoint> runs{run("2026-11-01T02:00:00Z", Outcome::Succeeded),
                         run("2026-11-02T02:00:00Z", Outcome::Failed)};
    runs[0].jobId = job.id;
    runs[1].missed = 3;
    runs[1].reason = QStringLiteral("The disk is full");
    model.setRuns(runs, {{job.id, job.name}});
    model.setRange({0, std::numeric_limits<Instant>::max()});
    const QStringList lines
        = QString::fromUtf8(csvOf(model, RunPointModel::ExportRole)).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 1 + model.rowCount() + 1); // the last line ends, too
    QVERIFY(lines.last().isEmpty());
    QCOMPARE(lines.at(0),
             QStringLiteral("started_utc,database,job,outcome,bytes,milliseconds,missed,reason"));
    QCOMPARE(lines.at(1),
             QStringLiteral("2026-11-02T02:00:00Z,/srv/ghost.db,,failed,4096,1500,3,The disk is full"));
    QCOMPARE(lines.at(2),
             QStringLiteral("2026-11-01T02:00:00Z,/srv/ghost.db,Blog every night,succeeded,4096,1500,0,"));
    for (int row = 0; row < model.rowCount(); ++row) {
        const QStringList fields = lines.at(row + 1).split(u',');
        QCOMPARE(fields.size(), model.columnCount());
        QCOMPARE(fields.at(RunPointModel::JobColumn),
                 model.index(row, RunPointModel::JobColumn).data().toString());
        QCOMPARE(fields.at(RunPointModel::ReasonColumn),
                 model.index(row, RunPointModel::ReasonColumn).data().toString());
    }
}

void HistoryPictureTest::csvQuotesWhatNeedsIt()
{
    RunPointModel model;
    RunPoint odd = run("2026-11-01T02:00:00Z", Outcome::Failed, "/srv/a,b \"c\".db");
    odd.reason = QStringLiteral("two\nlines");
    model.setRuns({odd}, {});
    model.setRange({0, std::numeric_limits<Instant>::max()});
    const QByteArray csv = csvOf(model, RunPointModel::ExportRole);
    QVERIFY(csv.contains("\"/srv/a,b \"\"c\"\".db\""));
    QVERIFY(csv.contains("\"two\nlines\""));
}

QTEST_GUILESS_MAIN(HistoryPictureTest)
#include "tst_historypicture.moc"

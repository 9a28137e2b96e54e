// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchlane.h"

#include "ui/charts/lanetrack.h"

#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime begin(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

class Looks
{
public:
    void see(WatchState state, int boot)
    {
        Observation observation;
        observation.at = now;
        observation.state = state;
        observation.evidence
            = {{QStringLiteral("host"),
                toJson(HostFacts{.bootId = QString::number(boot), .machineId = {}, .containerId = {}})}};
        appendTo(history.spans, observation);
        history.story = watchStory(history.spans);
        now = now.addSecs(3600);
    }

    WatchHistory history{.entry = {.watch = {.id = QUuid::createUuid(), .folder = "/srv/blog"}}};
    QDateTime now = begin;
};

QList<LaneMark> marksOf(const Lane &lane, LaneMark::Kind kind)
{
    QList<LaneMark> marks = lane.marks;
    marks.removeIf([kind](const LaneMark &mark) { return mark.kind != kind; });
    return marks;
}

Run run(const char *source, const char *destination, Outcome outcome)
{
    Run run;
    run.source = source;
    run.destination = destination;
    run.outcome = outcome;
    run.startedAt = begin;
    return run;
}

} // namespace

class TestWatchLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restartsAreRingsAndChangesDiamonds()
    {
        Looks looks;
        looks.see(WatchState::Planted, 1);
        looks.see(WatchState::Proven, 2);
        looks.see(WatchState::Proven, 3);
        looks.see(WatchState::Lost, 4);
        const Lane lane = laneOf(looks.history, QStringLiteral("blog"), {}, looks.now);
        QCOMPARE(lane.spans.size(), 4);
        QCOMPARE(lane.states.at(lane.spans.at(3).state).tone, Tone::Bad);
        const QList<LaneMark> restarts = marksOf(lane, LaneMark::Kind::Reboot);
        QCOMPARE(restarts.size(), 3);
        QCOMPARE(restarts.at(0).status.tone, Tone::Good);
        QCOMPARE(restarts.at(2).status.tone, Tone::Bad);
        const QList<LaneMark> changes = marksOf(lane, LaneMark::Kind::Change);
        QCOMPARE(changes.size(), 2); // to proven, and to lost
        QCOMPARE(changes.at(1).key, lane.spans.at(3).key);
        QCOMPARE(lane.subtitle, QStringLiteral("Lost at the 3rd restart"));
    }

    void timeWithoutALookIsNotGood()
    {
        Looks looks;
        looks.see(WatchState::Planted, 1);
        looks.see(WatchState::Proven, 2);
        looks.now = looks.now.addDays(3); // nobody looked since
        const LaneTrack track(laneOf(looks.history, QStringLiteral("blog"), {}, looks.now),
                              looks.now.toMSecsSinceEpoch());
        QCOMPARE(track.pieces().back().state, LaneTrack::notWatched);
        const Instant yesterday = looks.now.addDays(-1).toMSecsSinceEpoch();
        QCOMPARE(track.shares({yesterday, yesterday + 3600'000}).worst(), -1);
        QCOMPARE(track.shares({yesterday, yesterday + 3600'000}).milliseconds.at(ToneShares::notWatched),
                 3600'000);
    }

    void backupsFromTheFolderAndIntoItAreMarked()
    {
        Looks looks;
        looks.see(WatchState::Planted, 1);
        const QList<Run> runs{run("/srv/blog/data/ghost.db", "/mnt/nas", Outcome::Succeeded),
                              run("/srv/blogs/other.db", "/mnt/nas", Outcome::Succeeded),
                              run("/home/ada/a.db", "/srv/blog", Outcome::Failed),
                              run("/srv/blog/b.db", "/mnt/nas", Outcome::Running)};
        const QList<LaneMark> backups
            = marksOf(laneOf(looks.history, QStringLiteral("blog"), runs, looks.now), LaneMark::Kind::Backup);
        QCOMPARE(backups.size(), 2);
        QCOMPARE(backups.at(0).key, -1);
        QCOMPARE(backups.at(0).text, QStringLiteral("Backup of ghost.db: Succeeded"));
        QCOMPARE(backups.at(1).key, -3);
        QCOMPARE(backups.at(1).status.tone, Tone::Bad);
    }

    void namesAreAsLongAsTellsThemApart()
    {
        QCOMPARE(shortNames({"/srv/blog/data", "/srv/gitea/data", "/mnt/nas", "/"}),
                 QStringList({QStringLiteral("blog/data"), QStringLiteral("gitea/data"),
                              QStringLiteral("nas"), QStringLiteral("/")}));
        QCOMPARE(shortNames({"/data", "/srv/data"}),
                 QStringList({QStringLiteral("/data"), QStringLiteral("srv/data")}));
        // Watched twice: as a folder and as a destination.
        QCOMPARE(shortNames({"/mnt/nas", "/mnt/nas"}),
                 QStringList({QStringLiteral("nas"), QStringLiteral("nas")}));
    }

    void theRootHoldsEverything()
    {
        QVERIFY(concerns(run("/srv/a.db", "/mnt", Outcome::Succeeded), "/"));
        QVERIFY(!concerns(run("/srv/a.db", "/mnt", Outcome::Succeeded), "/sr"));
    }
};

QTEST_MAIN(TestWatchLane)
#include "tst_watchlane.moc"

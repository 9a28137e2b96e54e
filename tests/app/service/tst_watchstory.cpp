// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchstory.h"

#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime begin(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

/// Looks every hour, on machines that restart.
class Looks
{
public:
    /// So many looks in a state.
    Looks &see(WatchState state, int looks = 1)
    {
        for (int look = 0; look < looks; ++look) {
            Observation observation;
            observation.at = m_now;
            observation.state = state;
            observation.survived = survived;
            observation.evidence = {{QStringLiteral("host"),
                                     toJson(HostFacts{.bootId = QStringLiteral("boot%1").arg(m_boot),
                                                      .machineId = machine,
                                                      .containerId = container})}};
            if (!lock.isEmpty()) {
                observation.evidence.insert(QStringLiteral("lock"), lock);
            }
            appendTo(m_spans, observation);
            m_now = m_now.addSecs(3600);
        }
        return *this;
    }
    Looks &restart()
    {
        ++m_boot;
        return *this;
    }
    Looks &waitDays(int days)
    {
        m_now = m_now.addDays(days);
        return *this;
    }
    [[nodiscard]] WatchStory story() const { return watchStory(m_spans); }
    /// As it is half an hour after the last look.
    [[nodiscard]] QString headline() const { return watchHeadline(story(), m_now.addSecs(-1800)); }
    [[nodiscard]] QString brief() const { return watchBrief(story(), m_now.addSecs(-1800)); }
    [[nodiscard]] QDateTime now() const { return m_now; }

    QString machine = QStringLiteral("machine");
    QString container;
    QString lock;
    QStringList survived;

private:
    QList<ObservationSpan> m_spans;
    QDateTime m_now = begin;
    int m_boot = 1;
};

} // namespace

class TestWatchStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void nothingWasSeenYet()
    {
        QCOMPARE(watchHeadline(watchStory({}), begin), QStringLiteral("Not looked at yet"));
    }

    void aCanaryThatWasPlanted()
    {
        Looks looks;
        looks.see(WatchState::Planted).see(WatchState::Unproven, 5);
        QCOMPARE(looks.headline(), QStringLiteral("Planted on 1 March 2026; restart once to test it"));
        QCOMPARE(looks.brief(), QStringLiteral("Restart once to test it"));
        looks.lock = QStringLiteral("present");
        looks.see(WatchState::Unproven);
        QCOMPARE(looks.headline(), QStringLiteral("Planted on 1 March 2026; deploy once more to test it"));
    }

    void restartsAreCountedUntilTheLoss()
    {
        Looks looks;
        looks.see(WatchState::Planted);
        for (int restart = 0; restart < 14; ++restart) {
            looks.restart().see(WatchState::Proven, 3);
        }
        QCOMPARE(looks.story().restarts, 14);
        QCOMPARE(looks.headline(),
                 QStringLiteral("Survived 14 restarts since it was planted on 1 March 2026"));
        QCOMPARE(looks.brief(), QStringLiteral("Survived 14 restarts"));
        looks.restart().waitDays(60).see(WatchState::Lost, 2).restart().see(WatchState::Lost, 3);
        QCOMPARE(looks.headline(), QStringLiteral("Survived 14 restarts; lost at the 15th, on 2 May 2026"));
        QCOMPARE(looks.brief(), QStringLiteral("Lost at the 15th restart"));
        QCOMPARE(looks.story().events.size(), 15); // what is lost cannot be lost again
    }

    void theFirstRestartMayBeTheLast()
    {
        Looks looks;
        looks.see(WatchState::Planted).restart().see(WatchState::Lost);
        QCOMPARE(looks.headline(), QStringLiteral("Lost at the first restart, on 1 March 2026"));
    }

    void aLossWithoutARestart()
    {
        Looks looks;
        looks.see(WatchState::Planted).see(WatchState::Unproven).see(WatchState::Lost);
        QCOMPARE(looks.headline(), QStringLiteral("Lost on 1 March 2026, without a restart"));
        QCOMPARE(looks.brief(), QStringLiteral("Lost on 1 Mar"));
    }

    void containersAndHostsAreCountedByThemselves()
    {
        Looks looks;
        looks.container = QStringLiteral("a");
        looks.see(WatchState::Planted).restart().see(WatchState::Proven);
        looks.container = QStringLiteral("b");
        looks.restart().see(WatchState::Proven);
        looks.machine = QStringLiteral("another");
        looks.container = QStringLiteral("c");
        looks.restart().see(WatchState::Proven);
        const WatchStory story = looks.story();
        QCOMPARE(story.restarts, 1);
        QCOMPARE(story.containers, 1);
        QCOMPARE(story.hosts, 1);
        QCOMPARE(looks.brief(), QStringLiteral("Survived 3 tests"));
        QCOMPARE(
            looks.headline(),
            QStringLiteral("Survived a restart, a new container and a move to another machine since it was "
                           "planted on 1 March 2026"));
    }

    void whatCannotBeReachedIsNotJudged()
    {
        Looks looks;
        looks.see(WatchState::Planted).restart().see(WatchState::Unreachable, 2);
        QCOMPARE(looks.story().survived(), 0);
        QVERIFY(!looks.story().blow);
        QCOMPARE(looks.headline(), QStringLiteral("Cannot be reached since 1 March 2026"));
        looks.see(WatchState::Proven); // the restart was before, and is told by now
        QCOMPARE(looks.story().restarts, 1);
    }

    void plantingAnewBeginsAnew()
    {
        Looks looks;
        looks.see(WatchState::Planted).restart().see(WatchState::Proven).restart().see(WatchState::Lost);
        looks.waitDays(1).see(WatchState::Planted);
        QCOMPARE(looks.story().survived(), 0);
        QVERIFY(!looks.story().blow);
        QCOMPARE(looks.headline(), QStringLiteral("Planted on 2 March 2026; restart once to test it"));
    }

    void aVolumeThatComesBackIsWell()
    {
        Looks looks;
        looks.see(WatchState::Planted).see(WatchState::Foreign);
        QVERIFY(looks.story().blow);
        QCOMPARE(looks.headline(),
                 QStringLiteral("Replaced by another volume on 1 March 2026, without a restart"));
        looks.see(WatchState::Unproven);
        QVERIFY(!looks.story().blow);
    }

    void aCanaryFromBeforeTellsForItself()
    {
        Looks looks;
        looks.survived = {QStringLiteral("boot")};
        looks.see(WatchState::Proven, 2);
        QCOMPARE(looks.headline(), QStringLiteral("Survived a restart"));
    }

    void saysThatNobodyLooked()
    {
        Looks looks;
        looks.see(WatchState::Planted).restart().see(WatchState::Proven);
        const WatchStory story = looks.story();
        const QDateTime last = story.last->at;
        QVERIFY(!isStale(story, last.addSecs(2 * 3600)));
        QVERIFY(isStale(story, last.addSecs(3 * 3600)));
        QCOMPARE(
            watchHeadline(story, last.addDays(3)),
            QStringLiteral("Survived a restart since it was planted on 1 March 2026; not looked at since "
                           "1 March 2026, 13:00"));
        QCOMPARE(watchBrief(story, last.addDays(3)), QStringLiteral("Not looked at since 1 Mar"));
    }
};

QTEST_GUILESS_MAIN(TestWatchStory)
#include "tst_watchstory.moc"

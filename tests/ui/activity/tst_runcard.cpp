// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/runcard.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

Run someRun()
{
    Run run;
    run.id = QUuid::createUuid();
    run.source = "/srv/ghost.db";
    run.outcome = Outcome::Running;
    return run;
}

Progress copying()
{
    Progress progress;
    progress.phase = Phase::Copying;
    progress.bytesDone = 1 << 20;
    progress.bytesTotal = 4 << 20;
    progress.pagesDone = 256;
    progress.pagesTotal = 1024;
    progress.bytesPerSecond = 3 << 20;
    progress.millisecondsLeft = 61'000;
    progress.holdMilliseconds = 1200;
    progress.walGrowthBytes = 8192;
    progress.restarts = 2;
    return progress;
}

} // namespace

class TestRunCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_card.reset(); }
    void showsAllFigures();
    void doesNotPretendToKnowHowFarItIs();
    void pausesAndResumes();
    void saysThatAPauseReleasesTheSnapshot();
    void saysThatItWaitsForItsTurn();
    void cancelsOnce();
    void onlyOurRunsCanBePaused();
    void keepsTheDigitsOfPagesAfterCopying();
    void worksByKeyboard();

private:
    [[nodiscard]] QString text(const char *name) const
    {
        return m_card->findChild<QLabel *>(QLatin1String(name))->text();
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return m_card->findChild<QPushButton *>(QLatin1String(name));
    }

    std::unique_ptr<RunCard> m_card;
};

void TestRunCard::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_card = std::make_unique<RunCard>(someRun());
    m_card->show();
}

void TestRunCard::onlyOurRunsCanBePaused()
{
    QVERIFY(button("pauseButton")->isEnabled());
    Run run = someRun();
    run.ownerPid = 4711;
    RunCard other(run, RunCard::Owner::AnotherProcess);
    other.setProgress(copying());
    other.show();
    auto *pause = other.findChild<QPushButton *>(QStringLiteral("pauseButton"));
    QVERIFY(!pause->isEnabled());
    QVERIFY(pause->toolTip().contains(QLatin1String("4711")));
    QVERIFY(!pause->accessibleDescription().isEmpty());
    auto *cancel = other.findChild<QPushButton *>(QStringLiteral("cancelButton"));
    QVERIFY(cancel->isEnabled());
    QSignalSpy cancelled(&other, &RunCard::cancelRequested);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
}

void TestRunCard::showsAllFigures()
{
    m_card->setProgress(copying());
    QCOMPARE(text("runName"), QStringLiteral("ghost.db"));
    QCOMPARE(text("runPhase"), QStringLiteral("Copying pages"));
    QCOMPARE(text("runTimeLeft"), QStringLiteral("about 1 min left"));
    QCOMPARE(text("figureBytes"), QStringLiteral("1.00 MiB of 4.00 MiB"));
    QCOMPARE(text("figureRate"), QStringLiteral("3.00 MiB/s"));
    QCOMPARE(text("figurePages"), QStringLiteral("256 of 1,024"));
    QCOMPARE(text("figureHeld"), QStringLiteral("1.2 s"));
    QCOMPARE(text("figureWal"), QStringLiteral("8.00 KiB"));
    QCOMPARE(text("figureRestarts"), QStringLiteral("2"));
    const auto *bar = m_card->findChild<QProgressBar *>(QStringLiteral("runBar"));
    QCOMPARE(double(bar->value()) / bar->maximum(), 0.25);
}

void TestRunCard::doesNotPretendToKnowHowFarItIs()
{
    Progress progress;
    progress.phase = Phase::Syncing;
    m_card->setProgress(progress);
    const auto *bar = m_card->findChild<QProgressBar *>(QStringLiteral("runBar"));
    QCOMPARE(bar->maximum(), 0);
    QVERIFY(text("runTimeLeft").isEmpty());
    QCOMPARE(text("figureBytes"), QStringLiteral("–"));
}

void TestRunCard::pausesAndResumes()
{
    QSignalSpy paused(m_card.get(), &RunCard::pauseRequested);
    QSignalSpy resumed(m_card.get(), &RunCard::resumeRequested);
    m_card->setProgress(copying());
    QTest::mouseClick(button("pauseButton"), Qt::LeftButton);
    QCOMPARE(paused.size(), 1);
    QCOMPARE(paused.at(0).at(0).toUuid(), m_card->runId());

    Progress held = copying();
    held.paused = true;
    m_card->setProgress(held);
    QCOMPARE(text("runPhase"), QStringLiteral("Paused"));
    QTest::mouseClick(button("pauseButton"), Qt::LeftButton);
    QCOMPARE(resumed.size(), 1);
    QCOMPARE(paused.size(), 1);
}

void TestRunCard::saysThatAPauseReleasesTheSnapshot()
{
    const auto *note = m_card->findChild<QLabel *>(QStringLiteral("pauseNote"));
    m_card->setProgress(copying());
    QVERIFY(!note->isVisible());
    Progress held = copying();
    held.paused = true;
    m_card->setProgress(held);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("snapshot is released")));
    QVERIFY(note->text().contains(QStringLiteral("starts over")));
    QVERIFY(text("runTimeLeft").isEmpty());
}

void TestRunCard::saysThatItWaitsForItsTurn()
{
    Progress progress;
    progress.queued = true;
    m_card->setProgress(progress);
    QCOMPARE(text("runPhase"), QStringLiteral("Waiting for its turn"));
    const auto *bar = m_card->findChild<QProgressBar *>(QStringLiteral("runBar"));
    QVERIFY(bar->maximum() > 0); // nothing goes on yet
    QCOMPARE(bar->value(), 0);
    progress.paused = true;
    m_card->setProgress(progress);
    QVERIFY(text("runPhase") != QStringLiteral("Paused")); // there is no snapshot to be released
    QVERIFY(!m_card->findChild<QLabel *>(QStringLiteral("pauseNote"))->isVisible());
}

void TestRunCard::cancelsOnce()
{
    QSignalSpy cancelled(m_card.get(), &RunCard::cancelRequested);
    QTest::mouseClick(button("cancelButton"), Qt::LeftButton);
    QTest::mouseClick(button("cancelButton"), Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    m_card->setProgress(copying()); // what was on its way
    QCOMPARE(text("runPhase"), QStringLiteral("Cancelling…"));
    QVERIFY(!button("pauseButton")->isEnabled());
}

void TestRunCard::keepsTheDigitsOfPagesAfterCopying()
{
    m_card->setProgress(copying());
    Progress checking;
    checking.phase = Phase::Checking;
    m_card->setProgress(checking);
    QCOMPARE(text("figurePages"), QStringLiteral("256 of 1,024"));
}

void TestRunCard::worksByKeyboard()
{
    QSignalSpy paused(m_card.get(), &RunCard::pauseRequested);
    button("pauseButton")->setFocus();
    QTest::keyClick(button("pauseButton"), Qt::Key_Space);
    QCOMPARE(paused.size(), 1);
    QVERIFY(button("cancelButton")->text().contains(u'&'));
    QVERIFY(!m_card->accessibleName().isEmpty());
}

QTEST_MAIN(TestRunCard)
#include "tst_runcard.moc"

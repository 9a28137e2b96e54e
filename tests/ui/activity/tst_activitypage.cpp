// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/activitypage.h"

#include "support/databases.h"
#include "support/files.h"
#include "support/program.h"
#include "ui/activity/runcard.h"
#include "ui/runs/runmodel.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr int bigRows = 3000;
constexpr int bigRowBytes = 65'000;
constexpr int longWait = 30'000;

} // namespace

class ActivityPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theEmptyPageLeadsToTheDatabases();
    void aBackupMovesFromTheCardsToTheRecentRuns();
    void aFailureSaysWhy();
    void cancelsFromTheCard();
    void pausesAndGoesOnFromTheCard();
    void aRunOfAnotherProcessIsShownAndCancelled();
    void theLogCanBeCopiedAndSaved();
    void theSelectionSurvivesNewRuns();
    void arrowsWalkThroughTheRuns();
    void runsOfEarlierAreThereAtTheStart();
    void eachRunIsShownWithItsOwnLog();

private:
    void makePage();
    [[nodiscard]] QListView *list() const
    {
        return m_page->findChild<QListView *>(QStringLiteral("recentRuns"));
    }
    [[nodiscard]] RunCard *card() const { return m_page->findChild<RunCard *>(); }
    [[nodiscard]] QLabel *label(const char *name) const
    {
        return m_page->findChild<QLabel *>(QLatin1String(name));
    }
    [[nodiscard]] QString log() const
    {
        return m_page->findChild<QPlainTextEdit *>(QStringLiteral("runLog"))->toPlainText();
    }
    [[nodiscard]] Outcome newest() const
    {
        return Outcome(list()->model()->index(0, 0).data(RunModel::OutcomeRole).toInt());
    }

    TemporaryFolder m_folder;
    Path m_big;
    Answers m_answers;
    std::unique_ptr<World> m_world;
    std::unique_ptr<ActivityPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ActivityPageTest::initTestCase()
{
    m_big = m_folder.path() / "big.db";
    QVERIFY(makeDatabase(m_big, bigRows, bigRowBytes, "WAL"));
}

void ActivityPageTest::init()
{
    m_world = std::make_unique<World>();
    QVERIFY(makeDatabase(m_world->source("app.db")));
    makePage();
}

void ActivityPageTest::cleanup()
{
    m_tester.reset();
    m_page.reset();
    m_world.reset();
}

void ActivityPageTest::makePage()
{
    m_page
        = std::make_unique<ActivityPage>(m_world->runs(), m_world->catalogue(), m_answers, m_world->runner());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->resize(900, 700);
    m_page->show();
}

void ActivityPageTest::theEmptyPageLeadsToTheDatabases()
{
    auto *button = m_page->findChild<QPushButton *>(QStringLiteral("activityToDatabases"));
    QTRY_VERIFY(button->isVisible());
    QSignalSpy requested(m_page.get(), &ActivityPage::databasesRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

void ActivityPageTest::aBackupMovesFromTheCardsToTheRecentRuns()
{
    m_world->start(m_big);
    QTRY_VERIFY(card());
    QVERIFY(card()->isVisible());
    QCOMPARE(label("runName")->text(), QStringLiteral("big.db"));
    QCOMPARE(list()->model()->rowCount(), 0); // one place at a time
    QTRY_VERIFY_WITH_TIMEOUT(!card(), longWait);
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(newest(), Outcome::Succeeded);
    QCOMPARE(list()->model()->index(0, 0).data(RunModel::ProofRole).toInt(), int(ProofLevel::Proven));
    QTRY_COMPARE(label("detailsTitle")->text(), QStringLiteral("big.db"));
    QTRY_VERIFY(!log().isEmpty());
}

void ActivityPageTest::aFailureSaysWhy()
{
    QSignalSpy finished(&m_world->backups(), &BackupService::runFinished);
    m_world->start(m_world->source("missing.db"));
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTRY_COMPARE(newest(), Outcome::Failed);
    const auto run = finished.at(0).at(0).value<Run>();
    QVERIFY(!run.reason.isEmpty());
    QTRY_COMPARE(label("detailsState")->text(), QStringLiteral("Failed"));
    QString shown = label("detailsSentence")->text();
    QCOMPARE(shown.remove(QChar(0x200B)), run.reason);
}

void ActivityPageTest::cancelsFromTheCard()
{
    m_world->start(m_big);
    QTRY_VERIFY(card());
    QTest::mouseClick(card()->findChild<QPushButton *>(QStringLiteral("cancelButton")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!card(), longWait);
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(newest(), Outcome::Cancelled);
}

void ActivityPageTest::pausesAndGoesOnFromTheCard()
{
    m_world->start(m_big);
    QTRY_VERIFY(card());
    auto *pause = card()->findChild<QPushButton *>(QStringLiteral("pauseButton"));
    QTest::mouseClick(pause, Qt::LeftButton);
    auto *note = card()->findChild<QLabel *>(QStringLiteral("pauseNote"));
    QTRY_VERIFY_WITH_TIMEOUT(note->isVisible(), longWait);
    QTest::mouseClick(pause, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!card(), longWait);
    QTRY_COMPARE(newest(), Outcome::Succeeded);
}

void ActivityPageTest::aRunOfAnotherProcessIsShownAndCancelled()
{
    const Path home = m_world->paths().catalogue.parent_path().parent_path();
    Program other(
        {LITEKEEPER_CLI, "backup", m_big.string(), m_world->destination().string(), "--format", "zip"},
        {"LITEKEEPER_HOME=" + home.string()}, m_world->folder());
    QTRY_VERIFY_WITH_TIMEOUT(card(), longWait);
    auto *pause = card()->findChild<QPushButton *>(QStringLiteral("pauseButton"));
    QVERIFY(!pause->isEnabled());
    QVERIFY2(pause->toolTip().contains(QString::number(other.pid())), qPrintable(pause->toolTip()));
    auto *bar = card()->findChild<QProgressBar *>(QStringLiteral("runBar"));
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, longWait);
    QTest::mouseClick(card()->findChild<QPushButton *>(QStringLiteral("cancelButton")), Qt::LeftButton);
    QCOMPARE(label("runPhase")->text(), QStringLiteral("Cancelling…"));
    QTRY_VERIFY_WITH_TIMEOUT(!card(), longWait);
    QTRY_COMPARE(newest(), Outcome::Cancelled);
    QCOMPARE(other.wait(), 130);
}

void ActivityPageTest::theLogCanBeCopiedAndSaved()
{
    m_world->start(m_world->source("missing.db"));
    auto *log = m_page->findChild<QPlainTextEdit *>(QStringLiteral("runLog"));
    QTRY_VERIFY(log->isVisible());
    QTRY_VERIFY(log->toPlainText().contains(QLatin1String("missing.db")));
    QTest::mouseClick(m_page->findChild<QToolButton *>(QStringLiteral("actionCopyLogButton")),
                      Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QLatin1String("missing.db"))
            && copied.contains(QLatin1String("Outcome: Failed")));
    const Path file = m_world->folder() / "saved.txt";
    m_answers.newFile = QString::fromStdString(file.string());
    QTest::mouseClick(m_page->findChild<QToolButton *>(QStringLiteral("actionSaveLogButton")),
                      Qt::LeftButton);
    QTRY_VERIFY(label("runLogSaid")->text().contains(QLatin1String("saved.txt")));
    QCOMPARE(QString::fromUtf8(readBytes(file)), copied);
    m_answers.newFile = QStringLiteral("/no/such/folder/saved.txt");
    QTest::mouseClick(m_page->findChild<QToolButton *>(QStringLiteral("actionSaveLogButton")),
                      Qt::LeftButton);
    QTRY_VERIFY(label("runLogSaid")->text().contains(QLatin1String("/no/such/folder")));
}

void ActivityPageTest::theSelectionSurvivesNewRuns()
{
    QVERIFY(!m_world->backUp(m_world->source("app.db")).isNull());
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    const QUuid first = list()->currentIndex().data(RunModel::RunIdRole).toUuid();
    QVERIFY(!first.isNull()); // the newest one is shown without a click

    m_world->start(m_world->source("missing.db"));
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    QCOMPARE(list()->currentIndex().data(RunModel::RunIdRole).toUuid(), first);
    QCOMPARE(list()->currentIndex().row(), 1);
}

void ActivityPageTest::arrowsWalkThroughTheRuns()
{
    QVERIFY(!m_world->backUp(m_world->source("app.db")).isNull());
    m_world->start(m_world->source("missing.db"));
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Home);
    QCOMPARE(label("detailsTitle")->text(), QStringLiteral("missing.db"));
    QTest::keyClick(list(), Qt::Key_Down);
    QCOMPARE(label("detailsTitle")->text(), QStringLiteral("app.db"));
}

void ActivityPageTest::runsOfEarlierAreThereAtTheStart()
{
    QVERIFY(!m_world->backUp(m_world->source("app.db")).isNull());
    m_tester.reset();
    makePage();
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTRY_COMPARE(label("detailsState")->text(), QStringLiteral("Succeeded"));
    QTRY_VERIFY(log().contains(QLatin1String("app-")));
}

void ActivityPageTest::eachRunIsShownWithItsOwnLog()
{
    QVERIFY(!m_world->backUp(m_world->source("app.db")).isNull());
    QVERIFY(m_world->backUp(m_world->source("missing.db")).isNull());
    m_tester.reset();
    makePage(); // this one has never seen a run
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    list()->setFocus();
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(list(), Qt::Key_Home);
        QTRY_VERIFY2(log().contains(QLatin1String("missing.db")), qPrintable(log()));
        QTest::keyClick(list(), Qt::Key_Down);
        QVERIFY(!log().contains(QLatin1String("missing.db")));
        QTRY_VERIFY2(log().contains(QLatin1String("app-")), qPrintable(log()));
    }
}

QTEST_MAIN(ActivityPageTest)
#include "tst_activitypage.moc"

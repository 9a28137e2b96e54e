// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/canarypage.h"

#include "canary/canaryfile.h"
#include "canary/gate.h"
#include "canary/gatelog.h"
#include "support/databases.h"
#include "support/files.h"
#include "support/zipbuilder.h"
#include "ui/charts/timelineview.h"
#include "ui/common/tableview.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

using namespace litekeeper;
using namespace litekeeper::test;

class TestCanaryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theEmptyPagePlantsInAChosenFolder();
    void theEmptyPagePlantsBesideADatabaseWithOneClick();
    void destinationsAreThereByThemselves();
    void saysWhatIsLost();
    void looksAgainByKey();
    void plantsAnewAfterAQuestion();
    void keepsWhatIsToBeKept();
    void removesAfterAQuestion();
    void takesALockOfADeployment();
    void showsEarlierLooks();
    void copiesTheEvidence();
    void saysWhyNothingCouldBePlanted();
    void aMarkOfABackupLeadsToItsRun();
    void aWatchThatNobodyLooksAtIsNotGood();
    void aGateInAWatchedFolderHasALaneOfItsOwn();
    void opensARecordOutOfABackup();
    void saysThatThereIsNoRecord();
    void guidesToTheEntrypoint();
    void theKeysGoOnFromWhatIsSelected();
    void tabLeadsFromTheTopToTheBottom();

private:
    [[nodiscard]] Path makeFolder(const char *name) const
    {
        const Path folder = m_world->folder() / name;
        std::filesystem::create_directories(folder);
        return folder;
    }
    void plant(const Path &folder)
    {
        m_world->watches().plant(folder, {}, WatchService::Planting::IfFirstLook);
        QTRY_VERIFY(stateIs("Planted"));
    }
    [[nodiscard]] TimelineView *timeline() const
    {
        return m_page->findChild<TimelineView *>(QStringLiteral("canaryTimeline"));
    }
    [[nodiscard]] QString details(const char *name) const
    {
        return m_page->findChild<QWidget *>(QStringLiteral("watchDetails"))
            ->findChild<QLabel *>(QLatin1String(name))
            ->text()
            .remove(QChar(0x200B));
    }
    [[nodiscard]] bool stateIs(const char *word) const
    {
        return timeline()->isVisible() && details("detailsState") == QLatin1String(word);
    }
    void click(const char *name) const
    {
        QTest::mouseClick(m_page->findChild<QAbstractButton *>(QLatin1String(name)), Qt::LeftButton);
    }
    [[nodiscard]] TableView *looks() const
    {
        return m_page->findChild<TableView *>(QStringLiteral("watchLooks"));
    }

    [[nodiscard]] bool messageHas(const char *words) const
    {
        const QWidget *area = m_page->findChild<QWidget *>(QStringLiteral("messageArea"));
        const QList<QLabel *> labels = area->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [words](const QLabel *label) {
            return label->text().contains(QLatin1String(words));
        });
    }
    /// A boot of an application in the container.
    void passGate(const Path &data, const char *container) const
    {
        (void)litekeeper::passGate({.database = data / "shop.db", .lock = makeFolder("wiped") / "lock"},
                                   {.bootId = QStringLiteral("boot"),
                                    .machineId = {},
                                    .containerId = QString::fromLatin1(container)},
                                   QDateTime::currentDateTimeUtc());
    }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    std::unique_ptr<CanaryPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestCanaryPage::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestCanaryPage::init()
{
    m_world = std::make_unique<World>();
    m_world->program = LITEKEEPER_CLI;
    m_world->restart();
    m_world->openCatalogue();
    m_answers = {};
    m_page = std::make_unique<CanaryPage>(CanaryServices{m_world->watches(), m_world->catalogue(),
                                                         m_world->clock(), m_world->settings(), m_answers});
    m_tester = std::make_unique<QAbstractItemModelTester>(
        looks()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestCanaryPage::cleanup()
{
    m_tester.reset();
    m_page.reset();
    m_world.reset();
}

void TestCanaryPage::theEmptyPagePlantsInAChosenFolder()
{
    auto *plantButton = m_page->findChild<QPushButton *>(QStringLiteral("emptyPlant"));
    QTRY_VERIFY(plantButton->isVisible());
    const Path folder = makeFolder("blog");
    m_answers.folder = QString::fromStdString(folder.string());
    QTest::mouseClick(plantButton, Qt::LeftButton);
    QTRY_VERIFY(stateIs("Planted"));
    QVERIFY(std::filesystem::exists(canaryFileIn(folder)));
    QCOMPARE(timeline()->tracks().size(), 1);
    QCOMPARE(timeline()->tracks().first()->lane().title, QStringLiteral("blog"));
    QVERIFY(timeline()->tracks().first()->lane().toolTip.startsWith(displayPath(folder)));
    QCOMPARE(details("detailsTitle"), displayPath(folder));
    QTRY_VERIFY(details("detailsSentence").startsWith(QLatin1String("Planted on ")));
    QVERIFY(details("detailsSentence").contains(QLatin1String("restart once to test it")));
}

void TestCanaryPage::theEmptyPagePlantsBesideADatabaseWithOneClick()
{
    const Path source = makeFolder("gitea") / "gitea.db";
    QVERIFY(makeDatabase(source));
    m_world->catalogue().rememberDatabase(source);
    QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("watchSuggested")));
    click("watchSuggested");
    QTRY_VERIFY(stateIs("Planted"));
    QVERIFY(std::filesystem::exists(canaryFileIn(source.parent_path())));
    QTRY_VERIFY(!m_page->findChild<QPushButton *>(QStringLiteral("watchSuggested")));
}

void TestCanaryPage::destinationsAreThereByThemselves()
{
    const Path source = makeFolder("gitea") / "gitea.db";
    QVERIFY(makeDatabase(source));
    QVERIFY(!m_world->backUp(source).isNull());
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    QTRY_VERIFY(timeline()->isVisible());
    QCOMPARE(details("detailsState"), QStringLiteral("Not looked at yet"));
    QVERIFY(timeline()->tracks().first()->pieces().empty()); // and not good
    // The database itself is still to be watched.
    QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("watchSuggestedFolder")));
    click("watchSuggestedFolder");
    QTRY_COMPARE(timeline()->tracks().size(), 2);
    QTRY_VERIFY(stateIs("Planted"));
}

void TestCanaryPage::saysWhatIsLost()
{
    const Path folder = makeFolder("blog");
    plant(folder);
    QVERIFY(std::filesystem::remove(canaryFileIn(folder)));
    click("lookNowButton");
    QTRY_VERIFY(stateIs("Lost"));
    QVERIFY(details("detailsSentence").startsWith(QLatin1String("Lost on ")));
    QTRY_COMPARE(timeline()->tracks().first()->lane().spans.size(), 2);
    const Lane lane = timeline()->tracks().first()->lane();
    QCOMPARE(lane.states.at(lane.spans.last().state).tone, Tone::Bad);
    QVERIFY(m_page->findChild<QLabel *>(QStringLiteral("pageSubtitle"))
                ->text()
                .contains(QLatin1String("1 of them needs you")));
}

void TestCanaryPage::looksAgainByKey()
{
    plant(makeFolder("blog"));
    QTest::keyClick(m_page.get(), Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(stateIs("Not tested yet"));
    QTRY_COMPARE(looks()->model()->rowCount(), 2);
}

void TestCanaryPage::plantsAnewAfterAQuestion()
{
    const Path folder = makeFolder("blog");
    plant(folder);
    std::filesystem::remove(canaryFileIn(folder));
    click("lookNowButton");
    QTRY_VERIFY(stateIs("Lost"));
    m_answers.choice = 1;
    click("plantAnewButton");
    QTRY_VERIFY(stateIs("Planted"));
    QCOMPARE(m_answers.asked.last().id, QStringLiteral("plantAnew"));
    QVERIFY(std::filesystem::exists(canaryFileIn(folder)));
    QTRY_COMPARE(looks()->model()->rowCount(), 3); // what was before stays
}

void TestCanaryPage::keepsWhatIsToBeKept()
{
    const Path folder = makeFolder("blog");
    plant(folder);
    m_answers.choice = 0;
    click("removeWatchButton");
    click("plantAnewButton");
    QCOMPARE(m_answers.asked.size(), 2);
    QTest::qWait(50);
    QVERIFY(stateIs("Planted"));
    QCOMPARE(m_world->watches().watches().size(), 1);
}

void TestCanaryPage::removesAfterAQuestion()
{
    const Path folder = makeFolder("blog");
    plant(folder);
    m_answers.choice = 1;
    click("removeWatchButton");
    QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("emptyPlant"))->isVisible());
    QVERIFY(!std::filesystem::exists(canaryFileIn(folder)));
    QVERIFY(m_answers.asked.last().dangerous);
}

void TestCanaryPage::takesALockOfADeployment()
{
    plant(makeFolder("blog"));
    const Path wiped = makeFolder("wiped");
    m_answers.folder = QString::fromStdString(wiped.string());
    click("lockFolderButton");
    QTRY_VERIFY(stateIs("Not tested yet"));
    QVERIFY(details("detailsSentence").contains(QLatin1String("deploy once more to test it")));
    QVERIFY(!std::filesystem::is_empty(wiped));
    QVERIFY(!m_page->findChild<QToolButton *>(QStringLiteral("lockFolderButton"))->isEnabled());
}

void TestCanaryPage::showsEarlierLooks()
{
    const Path folder = makeFolder("blog");
    plant(folder);
    std::filesystem::remove(canaryFileIn(folder));
    click("lookNowButton");
    QTRY_VERIFY(stateIs("Lost"));
    QTRY_COMPARE(looks()->model()->rowCount(), 2);
    looks()->setCurrentIndex(looks()->model()->index(1, 0));
    QTRY_COMPARE(details("detailsState"), QStringLiteral("Planted"));
    QVERIFY(details("detailsSubtitle").contains(QLatin1String("earlier")));
    auto *evidence = m_page->findChild<QPlainTextEdit *>(QStringLiteral("watchEvidence"));
    QTRY_VERIFY(evidence->toPlainText().contains(QLatin1String("\"bootId\""))); // comes from the catalogue
    // Another look does not lead away from what somebody reads.
    m_world->watches().lookAtDue();
    m_world->watches().look(folder);
    QTRY_VERIFY(m_world->watches().watches().first().last->looks == 2);
    QCOMPARE(details("detailsState"), QStringLiteral("Planted"));
    Q_EMIT timeline()->laneActivated(timeline()->tracks().first()->lane().id);
    QCOMPARE(details("detailsState"), QStringLiteral("Lost"));
}

void TestCanaryPage::copiesTheEvidence()
{
    plant(makeFolder("blog"));
    click("copyEvidenceButton");
    const QJsonObject evidence
        = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(evidence.value(QLatin1String("state")).toString(), QStringLiteral("planted"));
    QVERIFY(evidence.value(QLatin1String("evidence")).toObject().contains(QLatin1String("volume")));
    click("showEvidence");
    auto *shown = m_page->findChild<QPlainTextEdit *>(QStringLiteral("watchEvidence"));
    QVERIFY(shown->isVisible());
    QCOMPARE(QJsonDocument::fromJson(shown->toPlainText().toUtf8()).object(), evidence);
}

void TestCanaryPage::saysWhyNothingCouldBePlanted()
{
    m_answers.folder = QString::fromStdString((m_world->folder() / "is/not/there").string());
    click("plantButton");
    QTRY_VERIFY(messageHas("is/not/there"));
    QVERIFY(m_page->findChild<QPushButton *>(QStringLiteral("emptyPlant"))->isVisible());
}

void TestCanaryPage::aMarkOfABackupLeadsToItsRun()
{
    const Path source = makeFolder("gitea") / "gitea.db";
    QVERIFY(makeDatabase(source));
    plant(source.parent_path());
    QSignalSpy finished(&m_world->backups(), &BackupService::runFinished);
    QVERIFY(!m_world->backUp(source).isNull());
    const QUuid runId = finished.first().first().value<Run>().id;
    const auto mark = [this] {
        for (const auto &track : timeline()->tracks()) {
            for (const LaneMark &each : track->lane().marks) {
                if (each.kind == LaneMark::Kind::Backup) {
                    return std::pair(track->lane().id, each.key);
                }
            }
        }
        return std::pair(QString(), qint64(0));
    };
    QTRY_VERIFY(mark().second < 0);
    QSignalSpy requested(m_page.get(), &CanaryPage::runRequested);
    Q_EMIT timeline()->activated(mark().first, mark().second);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toUuid(), runId);
}

void TestCanaryPage::aWatchThatNobodyLooksAtIsNotGood()
{
    plant(makeFolder("blog"));
    m_world->clock().fixed = QDateTime::currentDateTimeUtc().addDays(4);
    m_page = std::make_unique<CanaryPage>(CanaryServices{m_world->watches(), m_world->catalogue(),
                                                         m_world->clock(), m_world->settings(), m_answers});
    m_page->show();
    QTRY_VERIFY(stateIs("Planted when it was last looked at"));
    QTRY_VERIFY(!timeline()->tracks().first()->pieces().empty());
    QCOMPARE(timeline()->tracks().first()->pieces().back().state, LaneTrack::notWatched);
    QVERIFY(details("detailsSentence").contains(QLatin1String("not looked at since")));
}

void TestCanaryPage::aGateInAWatchedFolderHasALaneOfItsOwn()
{
    const Path data = makeFolder("data");
    passGate(data, "a");
    passGate(data, "b");
    m_world->watches().plant(data, {}, WatchService::Planting::IfFirstLook);
    QTRY_COMPARE_WITH_TIMEOUT(timeline()->tracks().size(), 2, 30'000);
    const Lane lane = timeline()->tracks().last()->lane();
    QCOMPARE(lane.title, QStringLiteral("Starts of shop.db"));
    QCOMPARE(lane.spans.size(), 2);
    Q_EMIT timeline()->laneActivated(lane.id);
    QCOMPARE(details("detailsTitle"), QStringLiteral("shop.db"));
    QVERIFY(details("detailsSubtitle").contains(displayPath(data)));
    QCOMPARE(looks()->model()->rowCount(), 2);
    // It is there because its folder is watched, so it cannot be taken away by itself.
    QVERIFY(!m_page->findChild<QToolButton *>(QStringLiteral("removeWatchButton"))->isEnabled());
}

void TestCanaryPage::opensARecordOutOfABackup()
{
    const Path data = makeFolder("data");
    passGate(data, "a");
    const Path zip = m_world->folder() / "backup.zip";
    QVERIFY(writeBytes(
        zip, buildZip({{.name = QByteArray("data/") + gateLogName, .data = readBytes(data / gateLogName)}})));
    m_answers.files = {QString::fromStdString(zip.string())};
    m_page->findChild<QAction *>(QStringLiteral("recordFile"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(stateIs("Planted"), 30'000);
    QCOMPARE(details("detailsTitle"), QStringLiteral("shop.db"));
    click("removeWatchButton"); // closes it
    QTRY_VERIFY(m_page->findChild<QPushButton *>(QStringLiteral("emptyPlant"))->isVisible());
    QVERIFY(m_answers.asked.isEmpty());
    QVERIFY(std::filesystem::exists(zip));
}

void TestCanaryPage::saysThatThereIsNoRecord()
{
    m_answers.folder = QString::fromStdString(makeFolder("nothing").string());
    m_page->findChild<QAction *>(QStringLiteral("recordFolder"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(messageHas("no record of a boot gate"), 30'000);
}

void TestCanaryPage::guidesToTheEntrypoint()
{
    click("guardButton");
    auto *snippet = m_page->findChild<QPlainTextEdit *>(QStringLiteral("gateSnippet"));
    QVERIFY(snippet->isVisible());
    QCOMPARE(snippet->toPlainText(),
             QStringLiteral("litekeeper-cli canary gate --db /data/app.db --lock ./tmp/persistence-test.lock "
                            "&& exec app"));
    m_page->findChild<QComboBox *>(QStringLiteral("gateDatabase"))
        ->setEditText(QStringLiteral("/srv/my shop/a.db"));
    QVERIFY(snippet->toPlainText().contains(QLatin1String("--db '/srv/my shop/a.db' ")));
    click("copySnippet");
    QCOMPARE(QGuiApplication::clipboard()->text(), snippet->toPlainText());
    QTest::keyClick(snippet, Qt::Key_Escape);
    QTRY_VERIFY(!snippet->isVisible());
}

void TestCanaryPage::theKeysGoOnFromWhatIsSelected()
{
    const Path first = makeFolder("a");
    const Path second = makeFolder("b");
    plant(first);
    m_world->watches().plant(second, {}, WatchService::Planting::IfFirstLook);
    QTRY_COMPARE(timeline()->tracks().size(), 2);
    QTRY_VERIFY(!timeline()->tracks().last()->isEmpty());
    Q_EMIT timeline()->laneActivated(timeline()->tracks().last()->lane().id);
    QCOMPARE(details("detailsTitle"), displayPath(second));
    timeline()->setFocus(Qt::TabFocusReason);
    QCOMPARE(details("detailsTitle"), displayPath(second)); // to come there is not to choose
    QTest::keyClick(timeline(), Qt::Key_Up);
    QCOMPARE(details("detailsTitle"), displayPath(first));
    QTest::keyClick(timeline(), Qt::Key_Down);
    QCOMPARE(details("detailsTitle"), displayPath(second));
}

void TestCanaryPage::tabLeadsFromTheTopToTheBottom()
{
    plant(makeFolder("blog"));
    m_page->activateWindow();
    auto *first = m_page->findChild<QPushButton *>(QStringLiteral("recordButton"));
    first->setFocus();
    QTRY_VERIFY(first->hasFocus());
    QStringList way;
    while (way.size() < 20 && !way.contains(QLatin1String("watchLooks"))) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        way.append(QApplication::focusWidget()->objectName());
    }
    const QStringList stations{QStringLiteral("guardButton"),       QStringLiteral("plantButton"),
                               QStringLiteral("canaryTimeline"),    QStringLiteral("lookNowButton"),
                               QStringLiteral("removeWatchButton"), QStringLiteral("showLooks"),
                               QStringLiteral("watchLooks")};
    QVERIFY(way.indexOf(QRegularExpression(QStringLiteral("range.*"))) == 2);
    qsizetype before = -1;
    for (const QString &station : stations) {
        const qsizetype at = way.indexOf(station);
        QVERIFY2(at > before, qPrintable(station + QStringLiteral(" in ") + way.join(u' ')));
        before = at;
    }
}

QTEST_MAIN(TestCanaryPage)
#include "tst_canarypage.moc"

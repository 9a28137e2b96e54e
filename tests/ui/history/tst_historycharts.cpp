// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "support/databases.h"
#include "support/files.h"
#include "ui/charts/calendarview.h"
#include "ui/charts/laneprovider.h"
#include "ui/charts/timelineview.h"
#include "ui/charts/timewindow.h"
#include "ui/charts/trendview.h"
#include "ui/common/tableview.h"
#include "ui/runs/runmodel.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QAction>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QToolButton>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

/// One lane that is not the history's own.
class CanaryLanes : public LaneProvider
{
public:
    QString activated;

    [[nodiscard]] LaneTracks lanes() const override
    {
        Lane lane;
        lane.id = QStringLiteral("watch:1");
        lane.title = QStringLiteral("/srv/data");
        lane.states = {{QStringLiteral("Proven"), Glyph::Shield, Tone::Good}};
        const Instant now = QDateTime::currentMSecsSinceEpoch();
        lane.spans = {{now - 3'600'000, now, 7, 0}};
        return {std::make_shared<const LaneTrack>(lane, now)};
    }
    [[nodiscard]] QString explanation(const QString &laneId, qint64 key) const override
    {
        return QStringLiteral("%1 %2").arg(laneId).arg(key);
    }
    void activate(const QString &laneId, qint64 key) override { activated = explanation(laneId, key); }
};

} // namespace

class HistoryChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theEmptyPageSaysWhatToDo();
    void drawsDaysLanesAndTrends();
    void aDayShowsItsRuns();
    void aRunOfTheTimelineShowsItsDetails();
    void oneRangeIsForAll();
    void oneDatabaseIsForAll();
    void theTableHasTheSameRuns();
    void exportsATable();
    void exportsPictures();
    void hasRoomForLanesOfOthers();
    void opensTwentyThousandRuns();

private:
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }
    void makePage()
    {
        m_page = std::make_unique<HistoryPage>(m_world->runner(), m_world->catalogue(), m_answers,
                                               m_world->settings());
        m_page->resize(1000, 800);
        m_page->show();
    }
    /// One run a day for each, the newest yesterday.
    void addRuns(const Path &source, const QString &outcomes)
    {
        for (qsizetype at = 0; at < outcomes.size(); ++at) {
            Run run;
            run.id = QUuid::createUuid();
            run.source = source;
            run.startedAt = QDateTime::currentDateTimeUtc().addDays(at - outcomes.size());
            run.finishedAt = run.startedAt.addSecs(4);
            run.milliseconds = 4000;
            run.bytes = 1'000'000 + at;
            run.outcome = outcomes.at(at) == u'f' ? Outcome::Failed : Outcome::Succeeded;
            m_world->catalogue().storeRun(run).waitForFinished();
        }
    }
    [[nodiscard]] int rows(const char *table) const { return find<TableView>(table)->model()->rowCount(); }
    [[nodiscard]] TimelineView *timeline() const { return find<TimelineView>("timeline"); }
    void trigger(const char *action) const { find<QAction>(action)->trigger(); }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    std::unique_ptr<HistoryPage> m_page;
};

void HistoryChartsTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void HistoryChartsTest::init()
{
    m_world = std::make_unique<World>();
    m_answers = {};
}

void HistoryChartsTest::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void HistoryChartsTest::theEmptyPageSaysWhatToDo()
{
    makePage();
    auto *button = find<QPushButton>("chartsToDatabases");
    QTRY_VERIFY(button->isVisible());
    QSignalSpy requested(m_page.get(), &HistoryPage::databasesRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QVERIFY(!find<QAction>("actionExportCsv")->isEnabled());
    addRuns("/srv/ghost.db", QStringLiteral("s"));
    QTRY_VERIFY(timeline()->isVisible());
    QTRY_VERIFY(find<QAction>("actionExportCsv")->isEnabled());
}

void HistoryChartsTest::drawsDaysLanesAndTrends()
{
    addRuns("/srv/ghost.db", QStringLiteral("sssfss"));
    addRuns("/srv/gitea.db", QStringLiteral("fff"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 2);
    const auto *calendar = find<CalendarView>("calendar");
    const QDate yesterday = QDateTime::currentDateTimeUtc().addDays(-1).toLocalTime().date();
    QCOMPARE(calendar->day(yesterday)->worst.tone, Tone::Bad);
    QCOMPARE(calendar->day(yesterday)->runs, 2);
    QCOMPARE(calendar->day(yesterday.addDays(-4))->worst.tone, Tone::Good);
    auto *trends = find<TrendView>("trends");
    QVERIFY(trends->isVisible());
    QCOMPARE(trends->figures(0).size(), 5); // ghost.db has the most runs
    auto *sources = find<QComboBox>("trendSource");
    sources->setCurrentIndex(sources->findText(QStringLiteral("gitea.db")));
    QVERIFY(!trends->isVisible());
    QVERIFY(find<QLabel>("noTrend")->isVisible());
}

void HistoryChartsTest::aDayShowsItsRuns()
{
    addRuns("/srv/ghost.db", QStringLiteral("sssfss"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    auto *calendar = find<CalendarView>("calendar");
    calendar->activateDay(QDateTime::currentDateTimeUtc().addDays(-3).toLocalTime().date());
    QVERIFY(find<TableView>("runTable")->isVisible());
    QCOMPARE(rows("runTable"), 1);
    const QModelIndex row = find<TableView>("runTable")->model()->index(0, RunModel::OutcomeColumn);
    QCOMPARE(row.data().toString(), QStringLiteral("Failed"));
    auto *chip = find<QToolButton>("rangeFilter");
    QVERIFY(chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    QTRY_COMPARE(rows("runTable"), 6);
    QVERIFY(!chip->isVisible());
}

void HistoryChartsTest::aRunOfTheTimelineShowsItsDetails()
{
    addRuns("/srv/ghost.db", QStringLiteral("sssfss"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    timeline()->setCurrentItem({0, false, 1}); // of three states the one in the middle
    QTest::keyClick(timeline(), Qt::Key_Return);
    auto *table = find<TableView>("runTable");
    QVERIFY(table->isVisible());
    QCOMPARE(table->currentIndex().siblingAtColumn(RunModel::OutcomeColumn).data().toString(),
             QStringLiteral("Failed"));
}

void HistoryChartsTest::oneRangeIsForAll()
{
    addRuns("/srv/ghost.db", QString(20, u's'));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    QTest::mouseClick(find<QToolButton>("rangeWeek"), Qt::LeftButton);
    QCOMPARE(timeline()->timeWindow().range().length(), qint64(7) * 86'400'000);
    QCOMPARE(rows("chartTable"), 6); // the seventh started a little more than seven days ago
    QTRY_COMPARE(rows("runTable"), 6);
    QTest::mouseClick(find<QToolButton>("rangeAll"), Qt::LeftButton);
    QTRY_COMPARE(rows("runTable"), 20);
}

void HistoryChartsTest::oneDatabaseIsForAll()
{
    addRuns("/srv/ghost.db", QStringLiteral("ssss"));
    addRuns("/srv/gitea.db", QStringLiteral("ff"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 2);
    auto *source = find<QComboBox>("sourceFilter");
    QTRY_VERIFY(source->count() == 3);
    source->setCurrentIndex(source->findText(QStringLiteral("gitea.db")));
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    QCOMPARE(timeline()->tracks().first()->lane().title, QStringLiteral("gitea.db"));
    QCOMPARE(rows("chartTable"), 2);
    QCOMPARE(rows("runTable"), 2);
}

void HistoryChartsTest::theTableHasTheSameRuns()
{
    addRuns("/srv/ghost.db", QStringLiteral("sssfss"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    trigger("actionChartTable");
    auto *table = find<TableView>("chartTable");
    QVERIFY(table->isVisible());
    QVERIFY(!timeline()->isVisible());
    QCOMPARE(rows("chartTable"), 6);
    table->setCurrentIndex(table->model()->index(2, 0));
    Q_EMIT table->activated(table->currentIndex());
    QVERIFY(find<TableView>("runTable")->isVisible());
}

void HistoryChartsTest::exportsATable()
{
    addRuns("/srv/ghost.db", QStringLiteral("sf"));
    makePage();
    QTRY_COMPARE(rows("chartTable"), 2);
    const Path file = m_world->folder() / "history.csv";
    m_answers.newFile = QString::fromStdString(file.string());
    trigger("actionExportCsv");
    QTRY_VERIFY(std::filesystem::exists(file));
    QTRY_VERIFY(find<QLabel>("messageText")
                && find<QLabel>("messageText")->text().contains(QLatin1String("history.csv")));
    const QList<QByteArray> lines = readBytes(file).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(1).contains(",failed,"));
    QVERIFY(lines.at(2).contains(",succeeded,"));
}

void HistoryChartsTest::exportsPictures()
{
    addRuns("/srv/ghost.db", QStringLiteral("sssfss"));
    makePage();
    QTRY_COMPARE(timeline()->tracks().size(), 1);
    const Path png = m_world->folder() / "history.png";
    m_answers.newFile = QString::fromStdString(png.string());
    trigger("actionExportPng");
    QTRY_VERIFY(std::filesystem::exists(png));
    QImage picture;
    QTRY_VERIFY(picture.load(m_answers.newFile));
    QCOMPARE(picture.width(), 2400);
    const Path svg = m_world->folder() / "history.svg";
    m_answers.newFile = QString::fromStdString(svg.string());
    trigger("actionExportSvg");
    QTRY_VERIFY(std::filesystem::exists(svg));
    QSvgRenderer renderer;
    QTRY_VERIFY(renderer.load(m_answers.newFile));
    QCOMPARE(renderer.viewBox().width(), 1200);
    QVERIFY(readBytes(svg).contains("ghost.db"));
}

void HistoryChartsTest::hasRoomForLanesOfOthers()
{
    addRuns("/srv/ghost.db", QStringLiteral("ss"));
    makePage();
    CanaryLanes canaries;
    m_page->addLanes(&canaries);
    QTRY_COMPARE(timeline()->tracks().size(), 2);
    QCOMPARE(timeline()->tracks().at(1)->lane().title, QStringLiteral("/srv/data"));
    QVERIFY(timeline()->textOf({1, false, 0}).endsWith(QLatin1String("watch:1 7")));
    timeline()->setCurrentItem({1, false, 0});
    QTest::keyClick(timeline(), Qt::Key_Return);
    QCOMPARE(canaries.activated, QStringLiteral("watch:1 7"));
    QVERIFY(timeline()->isVisible()); // it is not a run
    m_page.reset();                   // before the provider goes
}

void HistoryChartsTest::opensTwentyThousandRuns()
{
    addRuns("/srv/ghost.db", QStringLiteral("s"));
    // Through SQLite itself, since this is about reading them: one an hour and a quarter, three years long.
    const std::string columns = "destination, partial, format, wanted_proof, started_by, outcome, reason, "
                                "error_code, strategy, bytes, pages, milliseconds, hold_milliseconds, "
                                "wal_growth_bytes, restarts, findings, owner_pid, owner_start_time, "
                                "owner_boot_id, missed, log";
    Sqlite catalogue(m_world->paths().catalogue);
    QVERIFY(
        catalogue.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                          "INSERT INTO runs (id, source, started_at, finished_at, "
                          + columns
                          + ") SELECT randomblob(16), source, started_at - i * 4700000, "
                            "finished_at - i * 4700000, "
                          + columns + " FROM runs, n"));
    makePage();
    QTRY_COMPARE_WITH_TIMEOUT(rows("chartTable"), 20'001, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(rows("runTable"), 20'001, 20'000);
    QCOMPARE(timeline()->tracks().size(), 1);
}

QTEST_MAIN(HistoryChartsTest)
#include "tst_historycharts.moc"

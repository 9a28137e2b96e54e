// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobspage.h"

#include "domain/jobfile.h"
#include "support/databases.h"
#include "ui/common/status.h"
#include "ui/jobs/jobmodel.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

const QDateTime noon = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00Z"), Qt::ISODate);

} // namespace

class TestJobsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEmptyPageOffersTheWayOn();
    void listsJobsWithTheirNextRun();
    void listsJobsInTheOrderOfTheirNumbers();
    void spaceAndMouseTurnTheSwitch();
    void deletingAsksAndKeepsTheBackups();
    void runsNowAndShowsTheOutcome();
    void aFailureIsSaidInWords();
    void duplicatesUnderAnotherName();
    void exportsAndImports();
    void refusesGarbage();
    void offersTheJobThatIsThere();
    void aForeignDiskHasItsButton();
    void pausesAll();

private:
    [[nodiscard]] Job makeJob(const char *name);
    void store(const Job &job);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        table()->setFocus();
        QTest::keyClick(table(), key, modifiers);
    }
    [[nodiscard]] QVariant cell(int column, int role = Qt::DisplayRole) const
    {
        return table()->model()->index(0, column).data(role);
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QTreeView *table() const { return find<QTreeView>("jobsTable"); }
    [[nodiscard]] QString message() const
    {
        const auto *text = find<QLabel>("messageText");
        return text ? text->text() : QString();
    }

    std::unique_ptr<Profile> m_profile;
    Answers m_answers;
    std::unique_ptr<JobsPage> m_page;
};

void TestJobsPage::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->clock().fixed = noon;
    m_answers = Answers();
    m_profile->openCatalogue();
    m_page = std::make_unique<JobsPage>(
        JobsServices{m_profile->jobs(), m_profile->runs(), m_profile->catalogue(), m_profile->runner(),
                     m_profile->launcher(), m_profile->clock(), m_profile->settings(), m_answers});
    m_page->resize(1100, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get())); // keys need it
}

void TestJobsPage::cleanup()
{
    m_page.reset();
    m_profile.reset();
}

Job TestJobsPage::makeJob(const char *name)
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = QLatin1String(name);
    job.source = m_profile->home() / name;
    job.destination = m_profile->destination();
    job.schedule = QStringLiteral("0 30 2 * * *");
    job.timeZone = "UTC";
    return job;
}

void TestJobsPage::store(const Job &job)
{
    const int before = int(m_profile->jobs().jobs().size());
    m_profile->jobs().store(job);
    QTRY_COMPARE(int(m_profile->jobs().jobs().size()), before + 1);
    QTRY_COMPARE(table()->model()->rowCount(), before + 1);
}

void TestJobsPage::anEmptyPageOffersTheWayOn()
{
    QVERIFY(find<QPushButton>("emptyNewJob")->isVisible());
    QVERIFY(!find<QAction>("deleteJob")->isEnabled());
    QTest::mouseClick(find<QPushButton>("emptyNewJob"), Qt::LeftButton);
    QTRY_VERIFY(find<QWidget>("jobEditor")->isVisible());
    QVERIFY2(!find<QAction>("newJob")->isEnabled(), "keys of the list must not reach it behind the editor");
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QTRY_VERIFY(find<QPushButton>("emptyNewJob")->isVisible());
    QVERIFY2(m_answers.asked.isEmpty(), "nothing was typed, so nothing is lost");
}

void TestJobsPage::listsJobsWithTheirNextRun()
{
    store(makeJob("blog.db"));
    QCOMPARE(cell(JobModel::JobColumn).toString(), QStringLiteral("blog.db"));
    QVERIFY2(cell(JobModel::ScheduleColumn).toString().contains(QStringLiteral("2:30")),
             qPrintable(cell(JobModel::ScheduleColumn).toString()));
    QVERIFY(cell(JobModel::NextColumn, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("2026-11-22 02:30:00 UTC")));
    QCOMPARE(cell(JobModel::StateColumn).toString(), statusOf(JobState::Waiting).word);
    QCOMPARE(find<QLabel>("detailsTitle")->text(), QStringLiteral("blog.db"));
}

void TestJobsPage::listsJobsInTheOrderOfTheirNumbers()
{
    for (const char *name : {"shop 100", "Shop 10", "shop 2", "shop 1"}) {
        store(makeJob(name));
    }
    const auto names = [this] {
        QStringList shown;
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            shown.append(table()->model()->index(row, JobModel::JobColumn).data().toString());
        }
        return shown;
    };
    const QStringList wanted{QStringLiteral("shop 1"), QStringLiteral("shop 2"), QStringLiteral("Shop 10"),
                             QStringLiteral("shop 100")};
    QCOMPARE(names(), wanted); // by state, in which they are equal
    table()->sortByColumn(JobModel::JobColumn, Qt::AscendingOrder);
    QCOMPARE(names(), wanted);
}

void TestJobsPage::spaceAndMouseTurnTheSwitch()
{
    store(makeJob("blog.db"));
    QCOMPARE(cell(JobModel::EnabledColumn, Qt::CheckStateRole).toInt(), int(Qt::Checked));
    press(Qt::Key_Space);
    QTRY_COMPARE(cell(JobModel::EnabledColumn, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(!m_profile->jobs().jobs().constFirst().job.enabled);
    const QRect place = table()->visualRect(table()->model()->index(0, JobModel::EnabledColumn));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, QPoint(place.left() + 24, place.center().y()));
    QTRY_COMPARE(cell(JobModel::EnabledColumn, Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestJobsPage::deletingAsksAndKeepsTheBackups()
{
    store(makeJob("blog.db"));
    m_answers.choice = 0;
    press(Qt::Key_Delete);
    QCOMPARE(m_answers.asked.size(), 1);
    QVERIFY2(m_answers.asked.constFirst().text.contains(QStringLiteral("stay")),
             qPrintable(m_answers.asked.constFirst().text));
    QCOMPARE(m_profile->jobs().jobs().size(), 1);
    m_answers.choice = 1;
    press(Qt::Key_Delete);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 0);
    QTRY_VERIFY(find<QPushButton>("emptyNewJob")->isVisible());
}

void TestJobsPage::runsNowAndShowsTheOutcome()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    store(makeJob("blog.db"));
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    const Run run = finished.at(0).at(0).value<Run>();
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QTRY_COMPARE(cell(JobModel::StateColumn).toString(), statusOf(Outcome::Succeeded).word);
    QCOMPARE(cell(JobModel::StripColumn, StripRole).value<QList<int>>(), QList<int>{int(Outcome::Succeeded)});
    QSignalSpy wantsRun(m_page.get(), &JobsPage::runRequested);
    QTRY_VERIFY(find<QPushButton>("lastRunButton")->isVisible());
    find<QPushButton>("lastRunButton")->click();
    QCOMPARE(wantsRun.at(0).at(0).toUuid(), run.id);
}

void TestJobsPage::aFailureIsSaidInWords()
{
    store(makeJob("missing.db"));
    QVERIFY(find<QAction>("runJob")->isEnabled());
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QTRY_COMPARE(cell(JobModel::StateColumn).toString(), statusOf(JobState::Failing).word);
    QVERIFY(!find<QLabel>("detailsSentence")->text().isEmpty());
    QVERIFY(find<QLabel>("pageSubtitle")->text().contains(QStringLiteral("1 failing")));
}

void TestJobsPage::duplicatesUnderAnotherName()
{
    store(makeJob("blog.db"));
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(find<QWidget>("jobEditor")->isVisible());
    QCOMPARE(find<QLineEdit>("jobName")->text(), QStringLiteral("blog.db (2)"));
    QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 2);
    QTRY_VERIFY(table()->isVisible());
    QCOMPARE(table()->currentIndex().siblingAtColumn(JobModel::JobColumn).data().toString(),
             QStringLiteral("blog.db (2)"));
}

void TestJobsPage::exportsAndImports()
{
    Job job = makeJob("blog.db");
    job.pingUrl = QStringLiteral("https://hc.example/secret");
    store(job);
    const QString file = QString::fromStdString((m_profile->folder() / "jobs.json").string());
    m_answers.newFile = file;
    m_answers.choice = 0; // leave the secret out
    find<QAction>("exportJobs")->trigger();
    QTRY_VERIFY(message().contains(QStringLiteral("jobs.json")));
    QCOMPARE(m_answers.asked.size(), 1);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("secret"));
    m_answers.files = {file};
    find<QAction>("importJobs")->trigger();
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 2);
    const Job imported = m_profile->jobs().jobs().constLast().job;
    QCOMPARE(imported.name, QStringLiteral("blog.db (2)"));
    QVERIFY(!imported.enabled);
    QTRY_VERIFY2(message().contains(QStringLiteral("switched off")), qPrintable(message()));
}

void TestJobsPage::refusesGarbage()
{
    const QString file = QString::fromStdString((m_profile->folder() / "garbage.json").string());
    QFile garbage(file);
    QVERIFY(garbage.open(QIODevice::WriteOnly));
    garbage.write("{\"kind\": \"litekeeper-jobs\", \"version\": 1, \"jobs\": [{\"name\": 7}]}");
    garbage.close();
    m_answers.files = {file};
    find<QAction>("importJobs")->trigger();
    QTRY_VERIFY2(message().contains(QStringLiteral("garbage.json")), qPrintable(message()));
    QCOMPARE(m_profile->jobs().jobs().size(), 0);
}

void TestJobsPage::offersTheJobThatIsThere()
{
    const Job job = makeJob("blog.db");
    store(job);
    m_page->newJobFor(job.source);
    QVERIFY(!find<QWidget>("jobEditor")->isVisible());
    QTRY_VERIFY2(message().contains(QStringLiteral("has a job already")), qPrintable(message()));
    find<QPushButton>("anotherJob")->click();
    QTRY_VERIFY(find<QWidget>("jobEditor")->isVisible());
    QCOMPARE(find<QLineEdit>("jobName")->text(), QStringLiteral("blog.db (2)"));
}

void TestJobsPage::aForeignDiskHasItsButton()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    Job job = makeJob("blog.db");
    job.destinationId = QUuid::createUuid();
    store(job);
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(finished.at(0).at(0).value<Run>().errorCode, errorCode(ErrorKind::WrongDestination));
    QTRY_VERIFY(find<QPushButton>("newDiskButton")->isVisible());
    m_answers.choice = 1;
    find<QPushButton>("newDiskButton")->click();
    QTRY_VERIFY(m_profile->jobs().jobs().constFirst().job.destinationId.isNull());
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 30'000);
    QCOMPARE(finished.at(1).at(0).value<Run>().outcome, Outcome::Succeeded);
    QTRY_VERIFY(!find<QPushButton>("newDiskButton")->isVisible());
}

void TestJobsPage::pausesAll()
{
    store(makeJob("blog.db"));
    find<QAction>("pauseJobs")->trigger();
    QVERIFY(m_profile->jobs().isPaused());
    QTRY_VERIFY(find<QPushButton>("resumeJobs"));
    find<QPushButton>("resumeJobs")->click();
    QVERIFY(!m_profile->jobs().isPaused());
}

QTEST_MAIN(TestJobsPage)
#include "tst_jobspage.moc"

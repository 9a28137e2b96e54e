// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "support/databases.h"
#include "ui/jobs/jobspage.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// What closing the window does.
class TestClosing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void quitsWithoutATray();
    void quitsWithoutJobs();
    void asksOnceAndKeepsWatching();
    void asksOnceAndQuits();
    void quitMeansQuit();
    void asksForRunningBackupsAfterwards();
    void anUnsavedJobIsThereAgain();
    void anUnsavedJobCanBeThrownAway();

private:
    void makeWindow();
    void addJob();
    void quitWithAnUnsavedJob();
    [[nodiscard]] QWidget *resumeButton() const
    {
        return m_window->findChild<QWidget *>(QStringLiteral("resumeDraft"));
    }

    std::unique_ptr<Profile> m_profile;
    Answers m_answers;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QSignalSpy> m_closed;
};

void TestClosing::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->hasTray = true;
    m_answers = Answers();
    makeWindow();
}

void TestClosing::cleanup()
{
    m_closed.reset();
    m_window.reset();
    m_profile.reset();
}

void TestClosing::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_profile->services());
    m_window->setQuestions(m_answers);
    m_closed = std::make_unique<QSignalSpy>(m_window.get(), &MainWindow::closed);
    const QSignalSpy loaded(m_window.get(), &MainWindow::jobsLoaded);
    m_window->show();
    QTRY_COMPARE(loaded.size(), 1);
}

void TestClosing::addJob()
{
    QVERIFY(makeDatabase(m_profile->folder() / "shop.db"));
    Job job;
    job.id = QUuid::createUuid();
    job.name = QStringLiteral("shop");
    job.source = m_profile->folder() / "shop.db";
    job.destination = m_profile->destination();
    m_profile->jobs().store(job);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 1);
}

void TestClosing::quitsWithoutATray()
{
    m_profile->hasTray = false;
    addJob();
    m_window->close();
    QCOMPARE(m_closed->size(), 1);
    QVERIFY(m_answers.asked.isEmpty());
}

void TestClosing::quitsWithoutJobs()
{
    m_window->close();
    QCOMPARE(m_closed->size(), 1);
    QVERIFY(m_answers.asked.isEmpty());
}

void TestClosing::asksOnceAndKeepsWatching()
{
    addJob();
    m_answers.choice = 0;
    m_window->close();
    QCOMPARE(m_answers.asked.size(), 1);
    QCOMPARE(m_answers.asked[0].id, QStringLiteral("keepWatching"));
    QVERIFY(!m_window->isVisible());
    QCOMPARE(m_closed->size(), 0);
    m_window->show();
    m_window->close();
    QVERIFY(!m_window->isVisible());
    QCOMPARE(m_answers.asked.size(), 1); // remembered
    QCOMPARE(m_closed->size(), 0);
    // Also by the next start; but where the tray is gone, a hidden window would be lost.
    m_profile->hasTray = false;
    m_window->show();
    m_window->close();
    QCOMPARE(m_closed->size(), 1);
}

void TestClosing::asksOnceAndQuits()
{
    addJob();
    m_answers.choice = 1;
    m_window->close();
    QCOMPARE(m_answers.asked.size(), 1);
    QTRY_COMPARE(m_closed->size(), 1);
    QCOMPARE(m_profile->closing().wish(), ClosingChoice::Wish::Quit);
}

void TestClosing::quitMeansQuit()
{
    addJob();
    m_profile->closing().setWish(ClosingChoice::Wish::KeepWatching);
    m_window->close();
    QVERIFY(!m_window->isVisible());
    m_window->findChild<QAction *>(QStringLiteral("actionQuit"))->trigger(); // hidden, as from the tray
    QCOMPARE(m_closed->size(), 1);
    QVERIFY(m_answers.asked.isEmpty());
}

void TestClosing::asksForRunningBackupsAfterwards()
{
    addJob();
    m_profile->closing().setWish(ClosingChoice::Wish::KeepWatching);
    const QUuid id = m_profile->backups().backUpNow(
        {.source = m_profile->folder() / "shop.db", .destination = m_profile->destination()},
        Trigger::Window);
    m_profile->backups().pause(id);
    m_window->close(); // the backup goes on in the background
    QVERIFY(!m_window->isVisible());
    QVERIFY(m_answers.asked.isEmpty());
    m_answers.choice = 0; // keep running
    m_window->quit();
    QCOMPARE(m_answers.asked.size(), 1);
    QCOMPARE(m_answers.asked[0].id, QStringLiteral("quitWhileRunning"));
    QVERIFY(m_window->isVisible()); // where it is asked
    QCOMPARE(m_closed->size(), 0);
    m_window->close(); // means again what it meant
    QVERIFY(!m_window->isVisible());
    m_answers.choice = 1;
    m_window->quit();
    QTRY_COMPARE_WITH_TIMEOUT(m_closed->size(), 1, 30'000);
    QVERIFY(m_profile->backups().running().isEmpty());
}

/// ... and starts again.
void TestClosing::quitWithAnUnsavedJob()
{
    addJob();
    m_window->showPage(MainWindow::PageId::Jobs);
    static_cast<JobsPage *>(m_window->page(MainWindow::PageId::Jobs))
        ->newJobFor(m_profile->folder() / "blog.db");
    m_window->findChild<QLineEdit *>(QStringLiteral("jobName"))->setText(QStringLiteral("Blog, every night"));
    m_window->quit();
    QCOMPARE(m_closed->size(), 1);
    QVERIFY(m_answers.asked.isEmpty());
    m_closed.reset();
    m_window.reset();
    m_profile->restart();
    makeWindow();
    QTRY_VERIFY(resumeButton());
}

void TestClosing::anUnsavedJobIsThereAgain()
{
    quitWithAnUnsavedJob();
    QTest::mouseClick(resumeButton(), Qt::LeftButton);
    auto *name = m_window->findChild<QLineEdit *>(QStringLiteral("jobName"));
    QTRY_VERIFY(name && name->isVisible());
    QCOMPARE(name->text(), QStringLiteral("Blog, every night"));
    // Nothing was typed since, but it is no saved job yet.
    QVERIFY(static_cast<JobsPage *>(m_window->page(MainWindow::PageId::Jobs))->isEditing());
    QTest::mouseClick(m_window->findChild<QWidget *>(QStringLiteral("saveJob")), Qt::LeftButton);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 2);
    const QList<JobEntry> jobs = m_profile->jobs().jobs();
    QVERIFY(std::any_of(jobs.begin(), jobs.end(), [this](const JobEntry &entry) {
        return entry.job.name == QLatin1String("Blog, every night")
            && entry.job.source == m_profile->folder() / "blog.db";
    }));
    QTRY_VERIFY(!name->isVisible());
    QVERIFY(!m_profile->catalogue().setting(QStringLiteral("jobs/draft")).isValid());
}

void TestClosing::anUnsavedJobCanBeThrownAway()
{
    quitWithAnUnsavedJob();
    QTest::mouseClick(m_window->findChild<QWidget *>(QStringLiteral("dropDraft")), Qt::LeftButton);
    QTRY_VERIFY(!resumeButton());
    QVERIFY(!m_profile->catalogue().setting(QStringLiteral("jobs/draft")).isValid());
    QCOMPARE(m_profile->jobs().jobs().size(), 1);
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"

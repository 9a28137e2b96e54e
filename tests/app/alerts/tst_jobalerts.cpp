// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/jobalerts.h"

#include "app/service/jobworld.h"
#include "app/system/privatebus.h"
#include "app/system/recordingnotifications.h"
#include "service/rehearsalservice.h"

#include <QSignalSpy>

using namespace litekeeper;
using namespace litekeeper::test;

/// What the desktop is told, over a real bus.
class TestJobAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tellsThreeFailuresOnceAndWithdraws();
    void replacesForAnotherCause();
    void replacesTheNextNight();
    void tellsAFailedRehearsalAndWithdrawsIt();
    void aRehearsalOnRequestCountsAsWell();
    void aRestartTellsNothingAgain();
    void twoProcessesTellOnceAndEachWithdraws();
    void withdrawsWhatWasDeletedOrSwitchedOff_data();
    void withdrawsWhatWasDeletedOrSwitchedOff();
    void tellsWhatIsOverdue();
    void successIsSilentUnlessAskedFor();
    void leavesItToOthersWhereNothingIsShown();
    void leavesForeignNotificationsAlone();
    void aClickNamesTheJob();

private:
    [[nodiscard]] std::unique_ptr<JobAlerts> alertsOf(JobProcess &process) const
    {
        auto alerts = std::make_unique<JobAlerts>(process.jobs, process.catalogue, m_world->clock,
                                                  DesktopNotifier::Sender::StaysOn);
        alerts->begin();
        return alerts;
    }
    void runOnce(JobProcess &process, Outcome expected);
    void runOnce(Outcome expected) { runOnce(*m_world->process, expected); }
    /// Every run asks the backup whether a row is left.
    [[nodiscard]] bool wishRehearsals()
    {
        m_world->job.rehearsal
            = {.everyRuns = 1, .query = QStringLiteral("select count(*) from items"), .expected = {}};
        return m_world->store();
    }
    [[nodiscard]] Result<RehearsalReport> rehearse()
    {
        RehearsalService service(m_world->process->catalogue, m_world->process->runner);
        return JobProcess::waitFor(
            service.rehearseJob(m_world->stored(), std::make_shared<RunControl>([](const Progress &) {})));
    }
    [[nodiscard]] bool change(const char *sql) const { return Sqlite(m_world->source()).execute(sql); }
    void breakIt() { std::filesystem::rename(m_world->source(), m_world->folder.path() / "away.db"); }
    void mendIt() { std::filesystem::rename(m_world->folder.path() / "away.db", m_world->source()); }
    [[nodiscard]] bool settle(const JobAlerts &alerts) const
    {
        return QTest::qWaitFor([&alerts] { return alerts.isSettled(); }, 30'000);
    }

    PrivateBus m_bus;
    QDBusConnection m_connection{QString()};
    RecordingNotifications m_desktop;
    std::unique_ptr<JobWorld> m_world;
    std::unique_ptr<JobAlerts> m_alerts;
};

void TestJobAlerts::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
    m_connection = m_bus.connection(QStringLiteral("server"));
}

void TestJobAlerts::init()
{
    m_desktop.forget();
    QVERIFY(m_desktop.start(m_connection));
    m_world = std::make_unique<JobWorld>();
    QVERIFY(m_world->store());
    m_alerts = alertsOf(*m_world->process);
}

void TestJobAlerts::cleanup()
{
    m_alerts.reset();
    m_world.reset();
    m_desktop.stop(m_connection);
}

void TestJobAlerts::runOnce(JobProcess &process, Outcome expected)
{
    const qsizetype before = process.finished.size();
    process.jobs.runNow(m_world->job.id, Trigger::Window);
    QVERIFY(JobProcess::waitUntilOnLoop([&] { return process.finished.size() > before; }));
    QVERIFY2(process.finished.last().outcome == expected, qPrintable(process.finished.last().reason));
}

void TestJobAlerts::tellsThreeFailuresOnceAndWithdraws()
{
    breakIt();
    for (int i = 0; i < 3; ++i) {
        runOnce(Outcome::Failed);
        m_world->clock.now = m_world->clock.now.addSecs(60);
    }
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.shown.size(), 1);
    QVERIFY2(m_desktop.shown[0].contains(QStringLiteral("“nightly” fails")), qPrintable(m_desktop.shown[0]));
    QVERIFY2(m_desktop.shown[0].contains(QStringLiteral("app.db")), qPrintable(m_desktop.shown[0]));
    QCOMPARE(m_desktop.timeouts, QList<int>{0});
    QCOMPARE(m_desktop.closed.size(), 0);
    mendIt();
    runOnce(Outcome::Succeeded);
    QTRY_COMPARE(m_desktop.closed.size(), 1);
    QVERIFY(m_desktop.open.isEmpty());
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.shown.size(), 1); // success is silent
    QVERIFY(!m_world->process->catalogue.setting(toldAlertsKey).isValid());
    // And when it fails anew, that is told.
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
}

void TestJobAlerts::replacesForAnotherCause()
{
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    QVERIFY(settle(*m_alerts));
    QVERIFY(writeBytes(m_world->source(), QByteArray())); // now it is there, but empty
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.shown.size(), 2);
    QCOMPARE(m_desktop.open.size(), 1);
    QVERIFY(m_desktop.shown[1].contains(QStringLiteral("last 2 runs failed")));
}

void TestJobAlerts::replacesTheNextNight()
{
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    m_world->clock.now = m_world->clock.now.addDays(1);
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.shown.size(), 2);
    QCOMPARE(m_desktop.open.size(), 1);
}

void TestJobAlerts::tellsAFailedRehearsalAndWithdrawsIt()
{
    QVERIFY(wishRehearsals());
    runOnce(Outcome::Succeeded);
    QVERIFY(settle(*m_alerts));
    QVERIFY(m_desktop.shown.isEmpty());
    QVERIFY(change("DELETE FROM items"));
    for (int i = 0; i < 2; ++i) {
        runOnce(Outcome::Failed);
    }
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.shown.size(), 1); // the same trouble again is no news
    const QString told = m_desktop.shown[0];
    const Result<Backup> backup
        = m_world->process->catalogue.backup(m_world->process->finished[1].backupId).result();
    QVERIFY(backup);
    for (const QString &part :
         {QStringLiteral("The rehearsal of “nightly” failed|"),
          QStringLiteral("“select count(*) from items” gave 0, and &gt; 0 was expected"),
          displayName(backup->file.filename()), QStringLiteral("Look into the backup"),
          QStringLiteral("Its newest good backup is of ")}) {
        QVERIFY2(told.contains(part), qPrintable(part + QLatin1String(" is not in: ") + told));
    }
    QVERIFY(change("INSERT INTO items VALUES(1, 'again')"));
    runOnce(Outcome::Succeeded);
    QTRY_VERIFY(m_desktop.open.isEmpty());
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.shown.size(), 1);
}

void TestJobAlerts::aRehearsalOnRequestCountsAsWell()
{
    QVERIFY(wishRehearsals());
    QVERIFY(change("DELETE FROM items"));
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    // The wish was wrong: the table may be empty.
    m_world->job.rehearsal.expected = *parseExpectation(QStringLiteral(">= 0"));
    QVERIFY(m_world->store());
    const Result<RehearsalReport> passed = rehearse();
    QVERIFY(passed && !passed->failure);
    QTRY_VERIFY(m_desktop.open.isEmpty());
    QTRY_COMPARE(m_world->health().state, JobState::Well);
    QCOMPARE(m_world->runs().constFirst().outcome, Outcome::Failed); // what happened has happened
    // And the other way round: nobody can rely on that backup.
    m_world->job.rehearsal.expected = *parseExpectation(QStringLiteral("> 7"));
    QVERIFY(m_world->store());
    const Result<RehearsalReport> failed = rehearse();
    QVERIFY(failed && failed->failure);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    QVERIFY2(m_desktop.shown.constLast().contains(QStringLiteral("gave 0, and &gt; 7 was expected")),
             qPrintable(m_desktop.shown.constLast()));
}

void TestJobAlerts::aRestartTellsNothingAgain()
{
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY(settle(*m_alerts));
    m_alerts.reset();
    m_world->process = std::make_unique<JobProcess>(m_world->folder.path(), m_world->clock);
    QVERIFY(m_world->process->load());
    QCOMPARE(m_world->health().state, JobState::Failing);
    m_world->clock.now = m_world->clock.now.addDays(3); // for the same run not even then
    m_alerts = alertsOf(*m_world->process);
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.shown.size(), 1);
    mendIt();
    runOnce(Outcome::Succeeded);
    QTRY_VERIFY(m_desktop.open.isEmpty()); // what its predecessor had shown
}

void TestJobAlerts::twoProcessesTellOnceAndEachWithdraws()
{
    JobProcess other(m_world->folder.path(), m_world->clock);
    QVERIFY(other.load());
    const std::unique_ptr<JobAlerts> others = alertsOf(other);
    breakIt();
    runOnce(other, Outcome::Failed);
    // The first process hears of the run, and of what was told.
    QTRY_COMPARE_WITH_TIMEOUT(m_world->health().state, JobState::Failing, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_world->process->catalogue.setting(toldAlertsKey).toByteArray().contains(":1."),
                             30'000);
    QVERIFY(settle(*m_alerts));
    QVERIFY(settle(*others));
    QCOMPARE(m_desktop.shown.size(), 1);
    mendIt();
    runOnce(Outcome::Succeeded); // in the first process
    QTRY_VERIFY(m_desktop.open.isEmpty());
    QVERIFY(settle(*m_alerts));
    QCOMPARE(m_desktop.closed.size(), 1);
}

void TestJobAlerts::withdrawsWhatWasDeletedOrSwitchedOff_data()
{
    QTest::addColumn<bool>("isDeleted");
    QTest::newRow("deleted") << true;
    QTest::newRow("switched off") << false;
}

void TestJobAlerts::withdrawsWhatWasDeletedOrSwitchedOff()
{
    QFETCH(const bool, isDeleted);
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    JobService &jobs = m_world->process->jobs;
    QVERIFY(JobProcess::waitFor(isDeleted ? jobs.remove(m_world->job.id)
                                          : jobs.setEnabled(m_world->job.id, false)));
    QTRY_VERIFY(m_desktop.open.isEmpty());
    QCOMPARE(m_desktop.shown.size(), 1);
}

void TestJobAlerts::tellsWhatIsOverdue()
{
    m_world->clock.now = m_world->night.addSecs(7LL * 3600);
    QVERIFY(m_world->process->load());
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY2(m_desktop.shown[0].contains(QStringLiteral("overdue")), qPrintable(m_desktop.shown[0]));
    runOnce(Outcome::Succeeded);
    QTRY_VERIFY(m_desktop.open.isEmpty());
}

void TestJobAlerts::successIsSilentUnlessAskedFor()
{
    runOnce(Outcome::Succeeded);
    QVERIFY(settle(*m_alerts));
    QVERIFY(m_desktop.shown.isEmpty());
    m_world->process->catalogue.setSetting(notifySuccessKey, true);
    runOnce(Outcome::Succeeded);
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY(m_desktop.shown[0].contains(QStringLiteral("“nightly” is backed up")));
    QCOMPARE(m_desktop.timeouts, QList<int>{-1}); // need not stay
}

void TestJobAlerts::leavesItToOthersWhereNothingIsShown()
{
    m_desktop.stop(m_connection);
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_VERIFY(!m_world->process->catalogue.setting(toldAlertsKey).isValid() && m_alerts->isSettled());
    QVERIFY(m_desktop.start(m_connection));
    // The process that could not show it does not try again; the next one does.
    JobProcess other(m_world->folder.path(), m_world->clock);
    QVERIFY(other.load());
    const std::unique_ptr<JobAlerts> others = alertsOf(other);
    QTRY_COMPARE(m_desktop.shown.size(), 1);
}

void TestJobAlerts::leavesForeignNotificationsAlone()
{
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.shown.size(), 1);
    QVERIFY(settle(*m_alerts));
    m_alerts.reset();
    // Another server took over: what it knows by the same number is somebody else's.
    m_desktop.stop(m_connection);
    QDBusConnection connection = m_bus.connection(QStringLiteral("another server"));
    RecordingNotifications another;
    QVERIFY(another.start(connection));
    m_alerts = alertsOf(*m_world->process);
    mendIt();
    runOnce(Outcome::Succeeded);
    QTRY_VERIFY(!m_world->process->catalogue.setting(toldAlertsKey).isValid() && m_alerts->isSettled());
    another.stop(connection);
    QVERIFY(another.closed.isEmpty());
}

void TestJobAlerts::aClickNamesTheJob()
{
    const QSignalSpy requested(m_alerts.get(), &JobAlerts::jobRequested);
    breakIt();
    runOnce(Outcome::Failed);
    QTRY_COMPARE(m_desktop.open.size(), 1);
    QVERIFY(settle(*m_alerts));
    m_desktop.click(m_connection, m_desktop.open.firstKey());
    QTRY_COMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].toUuid(), m_world->job.id);
}

QTEST_GUILESS_MAIN(TestJobAlerts)
#include "tst_jobalerts.moc"

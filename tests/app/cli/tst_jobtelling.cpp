// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"

#include "app/system/privatebus.h"
#include "app/system/recordingnotifications.h"
#include "app/system/recordingwebserver.h"
#include "support/databases.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// What the program on the command line tells the desktop and a watching service about a job, over a real bus
/// and a real server.
class JobTellingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aFailingJobIsToldOnceAndWithdrawnWhenWell();
    void aFailedRehearsalIsToldUntilOnePasses();
    void whatWasToldOfAJobGoesWithIt_data();
    void whatWasToldOfAJobGoesWithIt();
    void whoCannotReachTheDesktopLeavesItToOthers();

private:
    /// The servers are on this thread, so it must not block while the program runs.
    int run(const Program::Strings &arguments) const
    {
        const std::unique_ptr<Program> program = m_home->start(arguments);
        const bool ended = QTest::qWaitFor([&program] { return !program->isRunning(); }, 60'000);
        return ended ? program->wait() : -1;
    }
    /// The job is due again, as every second.
    int runDue() const
    {
        QTest::qWait(1100);
        return run({"run-due", "--quiet"});
    }
    [[nodiscard]] Path source() const { return m_home->sources() / "app.db"; }

    PrivateBus m_bus;
    QDBusConnection m_connection{QString()};
    RecordingNotifications m_desktop;
    RecordingWebServer m_web;
    std::unique_ptr<CliHome> m_home;
};

void JobTellingTest::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_connection = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_desktop.start(m_connection));
}

void JobTellingTest::init()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
    qunsetenv("XDG_RUNTIME_DIR");
    m_desktop.forget();
    m_web.lines.clear();
    m_web.bodies.clear();
    m_home = std::make_unique<CliHome>();
    QVERIFY(makeDatabase(source()));
    const Path url = m_home->sources() / "url";
    QVERIFY(writeBytes(url, m_web.url().toUtf8()));
    QCOMPARE(run({"jobs", "add", source().string(), m_home->backups().string(), "--name", "shop",
                  "--schedule", "* * * * * *", "--ping-url-file", url.string()}),
             0);
}

void JobTellingTest::cleanup()
{
    m_home.reset();
}

void JobTellingTest::aFailingJobIsToldOnceAndWithdrawnWhenWell()
{
    QCOMPARE(runDue(), 0);
    QVERIFY(m_desktop.shown.isEmpty());
    std::filesystem::rename(source(), m_home->sources() / "away");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(runDue(), 1);
    }
    QCOMPARE(m_desktop.shown.size(), 1);
    QVERIFY2(m_desktop.shown[0].startsWith(QStringLiteral("The job “shop” fails|")),
             qPrintable(m_desktop.shown[0]));
    QCOMPARE(m_desktop.open.size(), 1);
    std::filesystem::rename(m_home->sources() / "away", source());
    QCOMPARE(runDue(), 0);
    QVERIFY(m_desktop.open.isEmpty());
    QCOMPARE(m_desktop.shown.size(), 1);
    const QStringList good{QStringLiteral("GET /secret/start HTTP/1.1"),
                           QStringLiteral("GET /secret HTTP/1.1")};
    const QStringList bad{QStringLiteral("GET /secret/start HTTP/1.1"),
                          QStringLiteral("POST /secret/fail HTTP/1.1")};
    QCOMPARE(m_web.lines, good + bad + bad + bad + good);
}

void JobTellingTest::aFailedRehearsalIsToldUntilOnePasses()
{
    QCOMPARE(run({"jobs", "edit", "shop", "--rehearse-every", "1", "--rehearse-query",
                  "select count(*) from items", "--rehearse-expect", "> 100"}),
             0);
    QCOMPARE(runDue(), 1);
    QCOMPARE(m_desktop.open.size(), 1);
    QVERIFY2(m_desktop.shown[0].startsWith(QStringLiteral("The rehearsal of “shop” failed|"))
                 && m_desktop.shown[0].contains(QStringLiteral("gave 100, and &gt; 100 was expected")),
             qPrintable(m_desktop.shown[0]));
    QCOMPARE(m_web.lines.constLast(), QStringLiteral("POST /secret/fail HTTP/1.1"));
    QVERIFY(m_web.bodies.constLast().contains(QStringLiteral("did not pass its rehearsal")));
    QCOMPARE(run({"jobs", "rehearse", "shop"}), 1); // the same again is no news
    QCOMPARE(m_desktop.shown.size(), 1);
    QCOMPARE(run({"jobs", "edit", "shop", "--rehearse-expect", ">= 100"}), 0);
    QCOMPARE(run({"jobs", "rehearse", "shop"}), 0);
    QVERIFY(m_desktop.open.isEmpty());
    QCOMPARE(runDue(), 0);
    QCOMPARE(m_desktop.shown.size(), 1);
    QCOMPARE(m_web.lines.constLast(), QStringLiteral("GET /secret HTTP/1.1"));
}

void JobTellingTest::whatWasToldOfAJobGoesWithIt_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("removed") << QStringLiteral("remove");
    QTest::newRow("switched off") << QStringLiteral("disable");
}

void JobTellingTest::whatWasToldOfAJobGoesWithIt()
{
    QFETCH(const QString, change);
    std::filesystem::remove(source());
    QCOMPARE(runDue(), 1);
    QCOMPARE(m_desktop.open.size(), 1);
    QCOMPARE(run({"jobs", change.toStdString(), "shop"}), 0);
    QVERIFY(m_desktop.open.isEmpty());
    QCOMPARE(m_desktop.shown.size(), 1);
}

void JobTellingTest::whoCannotReachTheDesktopLeavesItToOthers()
{
    std::filesystem::remove(source());
    QCOMPARE(runDue(), 1);
    QCOMPARE(m_desktop.open.size(), 1);
    // As over a remote login.
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCOMPARE(run({"jobs", "remove", "shop"}), 0);
    QCOMPARE(m_desktop.open.size(), 1);
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
    QCOMPARE(run({"run-due"}), 0);
    QVERIFY(m_desktop.open.isEmpty());
}

QTEST_GUILESS_MAIN(JobTellingTest)
#include "tst_jobtelling.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/usertimer.h"

#include "privatebus.h"
#include "recordingsystemd.h"
#include "support/files.h"
#include "waiting.h"

using namespace litekeeper;
using namespace litekeeper::test;
using Kind = UserTimerState::Kind;

/// The conversation with systemd, over a real bus.
class TestUserTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void installsAndRemoves();
    void tellsWhenItWakes();
    void refusedFilesGoBack_data();
    void refusedFilesGoBack();
    void refusedUpdateBringsTheOldFilesBack();
    void doesNotTakeYesForActive();
    void refusedRemovalLeavesEverything_data();
    void refusedRemovalLeavesEverything();
    void tellsWhatIsNotAsItShouldBe();
    void leavesTheFilesOfOthers();
    void oneWishAtATime();
    void refusesPathsThatSystemdDoesNotTake();
    void saysThatThereIsNoBus();
    void saysThatThereIsNoSystemd();

private:
    [[nodiscard]] UserTimer::Place place(const QDBusConnection &bus) const
    {
        return {.bus = bus,
                .unitFolder = units(),
                .command = {.program = "/opt/lite keeper/litekeeper-cli", .environment = {}}};
    }
    [[nodiscard]] Path units() const { return m_folder->path() / "config" / "systemd" / "user"; }
    [[nodiscard]] QStringList files() const;

    PrivateBus m_bus;
    QDBusConnection m_client{QString()};
    QDBusConnection m_server{QString()};
    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<RecordingSystemd> m_systemd;
    std::unique_ptr<UserTimer> m_timer;
};

void TestUserTimer::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_client = m_bus.connection(QStringLiteral("client"));
    m_server = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_server.registerService(QStringLiteral("org.freedesktop.systemd1")));
}

void TestUserTimer::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_systemd = std::make_unique<RecordingSystemd>(units());
    QVERIFY(m_server.registerVirtualObject(QStringLiteral("/org/freedesktop/systemd1"), m_systemd.get(),
                                           QDBusConnection::SubPath));
    m_timer = std::make_unique<UserTimer>(place(m_client));
}

void TestUserTimer::cleanup()
{
    m_timer.reset();
    m_server.unregisterObject(QStringLiteral("/org/freedesktop/systemd1"), QDBusConnection::UnregisterTree);
    m_systemd.reset();
    m_folder.reset();
}

/// Everything in the folder, sorted.
QStringList TestUserTimer::files() const
{
    QStringList names;
    std::error_code missing;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(units(), missing)) {
        if (!entry.is_directory() || entry.is_symlink()) {
            names.append(displayName(entry.path()));
        }
    }
    names.sort();
    return names;
}

void TestUserTimer::installsAndRemoves()
{
    QCOMPARE(awaited(m_timer->state()).kind, Kind::NotInstalled);
    const Result<UserTimerState> installed = awaited(m_timer->install());
    QVERIFY2(installed, qPrintable(installed ? QString() : describe(installed.error())));
    QCOMPARE(installed->kind, Kind::Active);
    QVERIFY(!installed->sentence.isEmpty());
    QCOMPARE(m_systemd->calls,
             (QStringList{QStringLiteral("Reload"), QStringLiteral("EnableUnitFiles"),
                          QStringLiteral("Reload"), QStringLiteral("RestartUnit")}));
    QVERIFY(readBytes(units() / "litekeeper.service").contains("/opt/lite keeper/litekeeper-cli"));
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Active);

    m_systemd->calls.clear();
    const Result<UserTimerState> removed = awaited(m_timer->remove());
    QVERIFY(removed);
    QCOMPARE(removed->kind, Kind::NotInstalled);
    QCOMPARE(m_systemd->calls,
             (QStringList{QStringLiteral("DisableUnitFiles"), QStringLiteral("StopUnit"),
                          QStringLiteral("Reload")}));
    QVERIFY(!m_systemd->isActive);
    QCOMPARE(files(), QStringList());
    QVERIFY(awaited(m_timer->remove())); // nothing is there, which was the wish
}

void TestUserTimer::tellsWhenItWakes()
{
    QVERIFY(awaited(m_timer->install()));
    m_systemd->nextElapse = 1'800'000'060'000'000;
    UserTimerState state = awaited(m_timer->state());
    QCOMPARE(state.nextElapseUtc.toSecsSinceEpoch(), 1'800'000'060);
    QCOMPARE(state.nextElapseUtc.timeSpec(), Qt::UTC);
    QVERIFY(!state.lastTriggerUtc.isValid());
    m_systemd->nextElapse = ~quint64(0);
    m_systemd->lastTrigger = 1'800'000'000'000'000;
    state = awaited(m_timer->state());
    QVERIFY(!state.nextElapseUtc.isValid());
    QCOMPARE(state.lastTriggerUtc.toSecsSinceEpoch(), 1'800'000'000);
}

void TestUserTimer::refusedFilesGoBack_data()
{
    QTest::addColumn<QString>("method");
    for (const char *method : {"Reload", "EnableUnitFiles", "RestartUnit"}) {
        QTest::newRow(method) << QString::fromLatin1(method);
    }
}

void TestUserTimer::refusedFilesGoBack()
{
    QFETCH(const QString, method);
    m_systemd->refused = method;
    const Result<UserTimerState> installed = awaited(m_timer->install());
    QVERIFY(!installed);
    QCOMPARE(installed.error().kind, ErrorKind::PermissionDenied);
    QVERIFY(describe(installed.error()).contains(QLatin1String("not for you")));
    QCOMPARE(files(), QStringList());
    m_systemd->refused.clear();
    QCOMPARE(awaited(m_timer->state()).kind, Kind::NotInstalled);
    QVERIFY(awaited(m_timer->install()));
}

void TestUserTimer::refusedUpdateBringsTheOldFilesBack()
{
    QVERIFY(awaited(m_timer->install()));
    UserTimer::Place moved = place(m_client);
    moved.command.program = "/elsewhere/litekeeper-cli";
    UserTimer other(moved);
    QCOMPARE(awaited(other.state()).kind, Kind::Outdated);
    m_systemd->refused = QStringLiteral("EnableUnitFiles");
    QVERIFY(!awaited(other.install()));
    QVERIFY(m_systemd->isActive);
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Active);
    m_systemd->refused.clear();
    QCOMPARE(awaited(other.install())->kind, Kind::Active);
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Outdated);
}

void TestUserTimer::doesNotTakeYesForActive()
{
    m_systemd->staysInactive = true;
    const Result<UserTimerState> installed = awaited(m_timer->install());
    QVERIFY(!installed);
    QCOMPARE(files(), QStringList());
}

void TestUserTimer::refusedRemovalLeavesEverything_data()
{
    QTest::addColumn<QString>("method");
    for (const char *method : {"DisableUnitFiles", "StopUnit"}) {
        QTest::newRow(method) << QString::fromLatin1(method);
    }
}

void TestUserTimer::refusedRemovalLeavesEverything()
{
    QFETCH(const QString, method);
    QVERIFY(awaited(m_timer->install()));
    const QStringList before = files();
    QCOMPARE(before.size(), 3);
    m_systemd->refused = method;
    const Result<UserTimerState> removed = awaited(m_timer->remove());
    QVERIFY(!removed);
    QVERIFY(describe(removed.error()).contains(QLatin1String("not for you")));
    QCOMPARE(files(), before);
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Active);
}

void TestUserTimer::tellsWhatIsNotAsItShouldBe()
{
    QVERIFY(awaited(m_timer->install()));
    m_systemd->isActive = false;
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Installed);
    m_systemd->isActive = true;
    m_systemd->isEnabled = false;
    const UserTimerState notEnabled = awaited(m_timer->state());
    QCOMPARE(notEnabled.kind, Kind::Installed);
    QVERIFY(notEnabled.sentence.contains(QLatin1String("next login")));
    m_systemd->isEnabled = true;
    m_systemd->exitStatus = 203; // EXIT_EXEC
    const UserTimerState notStarted = awaited(m_timer->state());
    QCOMPARE(notStarted.kind, Kind::Broken);
    QVERIFY(notStarted.sentence.contains(QLatin1String("203")));
    m_systemd->exitStatus = 1; // a backup failed: not the timer's fault
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Active);
    m_systemd->loadState = QStringLiteral("bad-setting");
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Broken);
    m_systemd->loadState.clear();
    std::filesystem::remove(units() / "litekeeper.service");
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Broken);
    QCOMPARE(awaited(m_timer->install())->kind, Kind::Active);
}

void TestUserTimer::leavesTheFilesOfOthers()
{
    std::filesystem::create_directories(units());
    QVERIFY(writeBytes(units() / "litekeeper.timer", "[Timer]\nOnCalendar=hourly\n"));
    QCOMPARE(awaited(m_timer->state()).kind, Kind::Broken);
    const Result<UserTimerState> installed = awaited(m_timer->install());
    QVERIFY(!installed);
    QCOMPARE(installed.error().kind, ErrorKind::AlreadyExists);
    QVERIFY(!awaited(m_timer->remove()));
    QCOMPARE(readBytes(units() / "litekeeper.timer"), QByteArray("[Timer]\nOnCalendar=hourly\n"));
    // Masked by the user.
    std::filesystem::remove(units() / "litekeeper.timer");
    std::filesystem::create_symlink("/dev/null", units() / "litekeeper.timer");
    QCOMPARE(awaited(m_timer->install()).error().kind, ErrorKind::AlreadyExists);
    QVERIFY(std::filesystem::is_symlink(units() / "litekeeper.timer"));
}

void TestUserTimer::oneWishAtATime()
{
    const auto first = m_timer->install();
    const auto second = m_timer->remove();
    QVERIFY(second.isFinished());
    QCOMPARE(second.result().error().kind, ErrorKind::Busy);
    QCOMPARE(awaited(first)->kind, Kind::Active);
}

void TestUserTimer::refusesPathsThatSystemdDoesNotTake()
{
    UserTimer::Place odd = place(m_client);
    odd.command.program = "/a\xff/litekeeper-cli";
    UserTimer timer(odd);
    QCOMPARE(awaited(timer.install()).error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(files(), QStringList());
    QVERIFY(m_systemd->calls.isEmpty());
}

void TestUserTimer::saysThatThereIsNoBus()
{
    UserTimer timer(place(QDBusConnection(QStringLiteral("none"))));
    const UserTimerState state = awaited(timer.state());
    QCOMPARE(state.kind, Kind::NotAvailable);
    QVERIFY2(state.sentence.contains(QLatin1String("no session bus")), qPrintable(state.sentence));
    const Result<UserTimerState> installed = awaited(timer.install());
    QCOMPARE(installed.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(describe(installed.error()).contains(QLatin1String("crontab")));
    QCOMPARE(files(), QStringList());
    // What was installed when there was one can still be removed.
    QVERIFY(awaited(m_timer->install()));
    QCOMPARE(awaited(timer.state()).kind, Kind::NotAvailable);
    QVERIFY(awaited(timer.remove()));
    QCOMPARE(files(), QStringList());
}

void TestUserTimer::saysThatThereIsNoSystemd()
{
    QVERIFY(m_server.unregisterService(QStringLiteral("org.freedesktop.systemd1")));
    const UserTimerState state = awaited(m_timer->state());
    const Result<UserTimerState> installed = awaited(m_timer->install());
    QVERIFY(m_server.registerService(QStringLiteral("org.freedesktop.systemd1")));
    QCOMPARE(state.kind, Kind::NotAvailable);
    QCOMPARE(installed.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(files(), QStringList());
}

QTEST_GUILESS_MAIN(TestUserTimer)
#include "tst_usertimer.moc"

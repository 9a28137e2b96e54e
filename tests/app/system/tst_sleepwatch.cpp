// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/sleepwatch.h"

#include "privatebus.h"
#include "recordinglogind.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestSleepWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void staysAwakeAsLongAsTheHandleLives();
    void letsGoWhatCameTooLate();
    void fallsBackToIdle();
    void saysThatItMayFallAsleep();
    void tellsAboutSleepAndLetsIt();
    void nothingHappensWithoutABus();
    void saysThatThereIsNoLogind();

private:
    PrivateBus m_bus;
    QDBusConnection m_client{QString()};
    QDBusConnection m_server{QString()};
    std::unique_ptr<RecordingLogind> m_logind;
    std::unique_ptr<SleepWatch> m_watch;
};

namespace {

const QStringList awake{QStringLiteral("sleep/delay"), QStringLiteral("sleep:idle/block")};

} // namespace

void TestSleepWatch::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_client = m_bus.connection(QStringLiteral("client"));
    m_server = m_bus.connection(QStringLiteral("server"));
}

void TestSleepWatch::init()
{
    m_logind = std::make_unique<RecordingLogind>();
    QVERIFY(m_logind->start(m_server));
    m_watch = std::make_unique<SleepWatch>(m_client);
}

void TestSleepWatch::cleanup()
{
    m_watch.reset();
    RecordingLogind::stop(m_server);
    m_logind.reset();
}

void TestSleepWatch::staysAwakeAsLongAsTheHandleLives()
{
    auto handle = m_watch->inhibit(QStringLiteral("Backing up shop.db"));
    QTRY_COMPARE(m_logind->held(), awake);
    QCOMPARE(m_logind->who, QStringLiteral("Litekeeper"));
    QCOMPARE(m_logind->reason, QStringLiteral("Backing up shop.db"));
    auto copy = handle;
    auto second = m_watch->inhibit(QStringLiteral("Backing up blog.db"));
    QTRY_COMPARE(m_logind->held().size(), 4);
    handle.reset();
    second.reset();
    QTRY_COMPARE(m_logind->held(), awake);
    copy.reset();
    QTRY_COMPARE(m_logind->held(), QStringList());
}

void TestSleepWatch::letsGoWhatCameTooLate()
{
    m_watch->inhibit(QStringLiteral("a very short run")).reset();
    QTRY_COMPARE(m_logind->reason, QStringLiteral("a very short run"));
    QTRY_COMPARE(m_logind->held(), QStringList());
    const auto handle = m_watch->inhibit(QStringLiteral("another one"));
    QTRY_COMPARE(m_logind->held(), awake);
}

void TestSleepWatch::fallsBackToIdle()
{
    m_logind->refused = {QStringLiteral("sleep:idle")};
    const QSignalSpy notInhibited(m_watch.get(), &SleepWatch::notInhibited);
    const auto handle = m_watch->inhibit(QStringLiteral("Backing up"));
    QTRY_COMPARE(m_logind->held(),
                 (QStringList{QStringLiteral("idle/block"), QStringLiteral("sleep/delay")}));
    QCOMPARE(notInhibited.size(), 0);
}

void TestSleepWatch::saysThatItMayFallAsleep()
{
    m_logind->refused = {QStringLiteral("sleep:idle"), QStringLiteral("idle")};
    const QSignalSpy notInhibited(m_watch.get(), &SleepWatch::notInhibited);
    const auto handle = m_watch->inhibit(QStringLiteral("Backing up"));
    QTRY_COMPARE(notInhibited.size(), 1);
    QVERIFY(notInhibited[0][0].toString().contains(QLatin1String("not for you")));
    QTRY_COMPARE(m_logind->held(), QStringList{QStringLiteral("sleep/delay")});
}

void TestSleepWatch::tellsAboutSleepAndLetsIt()
{
    const QSignalSpy sleeps(m_watch.get(), &SleepWatch::aboutToSleep);
    const QSignalSpy wakes(m_watch.get(), &SleepWatch::wokeUp);
    const auto handle = m_watch->inhibit(QStringLiteral("Backing up"));
    QTRY_COMPARE(m_logind->held(), awake);
    RecordingLogind::prepareForSleep(m_server, true);
    QTRY_COMPARE(sleeps.size(), 1);
    QCOMPARE(m_logind->held(), awake); // until everything is at rest
    m_watch->letSleep();
    QTRY_COMPARE(m_logind->held(), QStringList{QStringLiteral("sleep:idle/block")});
    QCOMPARE(wakes.size(), 0);
    RecordingLogind::prepareForSleep(m_server, false);
    QTRY_COMPARE(wakes.size(), 1);
    QTRY_COMPARE(m_logind->held(), awake); // for the next time
}

void TestSleepWatch::nothingHappensWithoutABus()
{
    SleepWatch watch(QDBusConnection(QStringLiteral("none")));
    auto handle = watch.inhibit(QStringLiteral("Backing up"));
    QVERIFY(handle);
    watch.letSleep();
    handle.reset();
    QCOMPARE(m_logind->held(), QStringList());
}

void TestSleepWatch::saysThatThereIsNoLogind()
{
    RecordingLogind::stop(m_server);
    SleepWatch watch(m_client);
    const QSignalSpy notInhibited(&watch, &SleepWatch::notInhibited);
    const auto handle = watch.inhibit(QStringLiteral("Backing up"));
    QTRY_COMPARE(notInhibited.size(), 1);
}

QTEST_GUILESS_MAIN(TestSleepWatch)
#include "tst_sleepwatch.moc"

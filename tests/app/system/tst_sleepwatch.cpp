// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/sleepwatch.h"

#include "privatebus.h"

#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QSignalSpy>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// A logind that hands out the ends of pipes and sees when they are closed, as the real one does.
class Logind : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList refused; ///< what may not be blocked
    QString who;
    QString why;

    ~Logind() override
    {
        for (const Lock &lock : m_locks) {
            ::close(lock.descriptor);
        }
    }

    /// "sleep:idle/block" of the locks that are held.
    [[nodiscard]] QStringList held() const
    {
        QStringList names;
        for (const Lock &lock : m_locks) {
            pollfd ends{.fd = lock.descriptor, .events = POLLIN, .revents = 0};
            ::poll(&ends, 1, 0);
            if ((ends.revents & POLLHUP) == 0) {
                names.append(lock.name);
            }
        }
        names.sort();
        return names;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &asks, const QString &reason,
                                    const QString &mode)
    {
        who = asks;
        why = reason;
        if (mode == QLatin1String("block") && refused.contains(what)) {
            sendErrorReply(QDBusError::AccessDenied, QStringLiteral("not for you"));
            return {};
        }
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            return {};
        }
        m_locks.append({what + QLatin1Char('/') + mode, ends[0]});
        QDBusUnixFileDescriptor given;
        given.giveFileDescriptor(ends[1]);
        return given;
    }

Q_SIGNALS:
    void PrepareForSleep(bool begins);

private:
    struct Lock
    {
        QString name;
        int descriptor;
    };
    QList<Lock> m_locks;
};

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
    std::unique_ptr<Logind> m_logind;
    std::unique_ptr<SleepWatch> m_watch;
};

namespace {

const QString path = QStringLiteral("/org/freedesktop/login1");
const QString service = QStringLiteral("org.freedesktop.login1");
const QStringList awake{QStringLiteral("sleep/delay"), QStringLiteral("sleep:idle/block")};

} // namespace

void TestSleepWatch::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_client = m_bus.connection(QStringLiteral("client"));
    m_server = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_server.registerService(service));
}

void TestSleepWatch::init()
{
    m_logind = std::make_unique<Logind>();
    QVERIFY(m_server.registerObject(path, m_logind.get(),
                                    QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    m_watch = std::make_unique<SleepWatch>(m_client);
}

void TestSleepWatch::cleanup()
{
    m_watch.reset();
    m_server.unregisterObject(path);
    m_logind.reset();
}

void TestSleepWatch::staysAwakeAsLongAsTheHandleLives()
{
    auto handle = m_watch->inhibit(QStringLiteral("Backing up shop.db"));
    QTRY_COMPARE(m_logind->held(), awake);
    QCOMPARE(m_logind->who, QStringLiteral("Litekeeper"));
    QCOMPARE(m_logind->why, QStringLiteral("Backing up shop.db"));
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
    QTRY_COMPARE(m_logind->why, QStringLiteral("a very short run"));
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
    Q_EMIT m_logind->PrepareForSleep(true);
    QTRY_COMPARE(sleeps.size(), 1);
    QCOMPARE(m_logind->held(), awake); // until everything is at rest
    m_watch->letSleep();
    QTRY_COMPARE(m_logind->held(), QStringList{QStringLiteral("sleep:idle/block")});
    QCOMPARE(wakes.size(), 0);
    Q_EMIT m_logind->PrepareForSleep(false);
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
    QVERIFY(m_server.unregisterService(service));
    SleepWatch watch(m_client);
    const QSignalSpy notInhibited(&watch, &SleepWatch::notInhibited);
    const auto handle = watch.inhibit(QStringLiteral("Backing up"));
    QTRY_COMPARE(notInhibited.size(), 1);
    QVERIFY(m_server.registerService(service));
}

QTEST_GUILESS_MAIN(TestSleepWatch)
#include "tst_sleepwatch.moc"

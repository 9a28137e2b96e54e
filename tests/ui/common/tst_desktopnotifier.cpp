// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

/// A notification server that writes down what it is asked to show.
class Server : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList texts;
    QList<uint> replaced;
    QList<uint> closed;

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-function-size): the specification's signature
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &, int)
    {
        texts.append(title + QLatin1Char('|') + text);
        replaced.append(replaces);
        return replaces != 0 ? replaces : uint(texts.size());
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
};

class TestDesktopNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void showsReplacesAndWithdraws();
    void tellsWhatWasClicked();

private:
    QProcess m_bus;
    Server m_server;
};

// A bus of our own, before anything connects to the session's.
void TestDesktopNotifier::initTestCase()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QVERIFY2(m_bus.waitForStarted(), "the dbus-daemon program is needed");
    QVERIFY(m_bus.waitForReadyRead());
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QDBusConnection bus
        = QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("server"));
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_server,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
}

void TestDesktopNotifier::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("server"));
    m_bus.kill();
    m_bus.waitForFinished();
}

void TestDesktopNotifier::showsReplacesAndWithdraws()
{
    DesktopNotifier notifier;
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), QStringLiteral("<b>0 bytes</b>"));
    QTRY_COMPARE(m_server.texts.size(), 1);
    QCOMPARE(m_server.texts[0], QStringLiteral("site.zip|&lt;b&gt;0 bytes&lt;/b&gt;"));
    QTest::qWait(50); // the answer
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), QStringLiteral("again"));
    QTRY_COMPARE(m_server.texts.size(), 2);
    QCOMPARE(m_server.replaced[1], 1U);
    notifier.show(QStringLiteral("b"), QStringLiteral("other.zip"), {});
    QTRY_COMPARE(m_server.texts.size(), 3);
    QCOMPARE(m_server.replaced[2], 0U);
    QTest::qWait(50);
    notifier.withdraw(QStringLiteral("a"));
    QTRY_COMPARE(m_server.closed, QList<uint>{1U});
    notifier.withdraw(QStringLiteral("never shown"));
}

void TestDesktopNotifier::tellsWhatWasClicked()
{
    DesktopNotifier notifier;
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    const auto before = m_server.texts.size();
    notifier.show(QStringLiteral("clicked"), QStringLiteral("site.zip"), {});
    QTRY_COMPARE(m_server.texts.size(), before + 1);
    QTest::qWait(50);
    Q_EMIT m_server.ActionInvoked(4711, QStringLiteral("default")); // another program's
    Q_EMIT m_server.ActionInvoked(uint(m_server.texts.size()), QStringLiteral("default"));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), QStringLiteral("clicked"));
}

QTEST_GUILESS_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"

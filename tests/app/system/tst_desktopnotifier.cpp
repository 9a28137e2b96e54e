// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/desktopnotifier.h"

#include "privatebus.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// A notification server that writes down what it is asked to show.
class Server : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList texts;
    QList<uint> replaced;
    QList<QVariantMap> hints;
    QList<QStringList> actions;
    QList<int> timeouts;
    QList<uint> closed;

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-function-size): the specification's signature
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &offered, const QVariantMap &told, int timeout)
    {
        texts.append(title + QLatin1Char('|') + text);
        replaced.append(replaces);
        hints.append(told);
        actions.append(offered);
        timeouts.append(timeout);
        return replaces != 0 ? replaces : uint(texts.size());
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);
};

class TestDesktopNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatThereIsNoBus();
    void startsABus();
    void saysThatThereIsNoServer();
    void showsReplacesAndWithdraws();
    void staysUntilItIsWithdrawn();
    void showsOneOfSeveralAtOnce();
    void withdrawsWhatTheServerHasNotAnswered();
    void tellsWhatWasClicked();
    void forgetsWhatWasClosed();

private:
    PrivateBus m_bus;
    Server m_server;
};

// Before there is one: no bus is started, and nobody waits for one.
void TestDesktopNotifier::saysThatThereIsNoBus()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nowhere");
    DesktopNotifier notifier;
    const QSignalSpy notShown(&notifier, &DesktopNotifier::notShown);
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), {});
    notifier.withdraw(QStringLiteral("a"));
    QCOMPARE(notShown.size(), 1);
    QCOMPARE(notShown[0][0].toString(), QStringLiteral("a"));
    QVERIFY(notShown[0][1].toString().contains(QLatin1String("no session bus")));
    QVERIFY(notifier.isSettled());
}

void TestDesktopNotifier::startsABus()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
}

void TestDesktopNotifier::saysThatThereIsNoServer()
{
    DesktopNotifier notifier;
    const QSignalSpy notShown(&notifier, &DesktopNotifier::notShown);
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), {});
    QTRY_COMPARE(notShown.size(), 1);
    QVERIFY(notShown[0][1].toString().contains(QLatin1String("did not take the notification")));
    QTRY_VERIFY(notifier.isSettled());

    QDBusConnection bus = m_bus.connection(QStringLiteral("server"));
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &m_server,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
}

void TestDesktopNotifier::showsReplacesAndWithdraws()
{
    DesktopNotifier notifier;
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), QStringLiteral("<b>0 bytes</b>"));
    QTRY_COMPARE(m_server.texts.size(), 1);
    QCOMPARE(m_server.texts[0], QStringLiteral("site.zip|&lt;b&gt;0 bytes&lt;/b&gt;"));
    QTRY_VERIFY(notifier.isSettled());
    notifier.show(QStringLiteral("a"), QStringLiteral("site.zip"), QStringLiteral("again"));
    QTRY_COMPARE(m_server.texts.size(), 2);
    QCOMPARE(m_server.replaced[1], 1U);
    notifier.show(QStringLiteral("b"), QStringLiteral("other.zip"), {});
    QTRY_COMPARE(m_server.texts.size(), 3);
    QCOMPARE(m_server.replaced[2], 0U);
    QTRY_VERIFY(notifier.isSettled());
    notifier.withdraw(QStringLiteral("a"));
    QTRY_COMPARE(m_server.closed, QList<uint>{1U});
    notifier.withdraw(QStringLiteral("never shown"));
    QTRY_VERIFY(notifier.isSettled());
    QCOMPARE(m_server.closed.size(), 1);
}

void TestDesktopNotifier::staysUntilItIsWithdrawn()
{
    const auto before = m_server.texts.size();
    DesktopNotifier window;
    window.show(QStringLiteral("job"), QStringLiteral("shop.db"), {}, DesktopNotifier::Urgency::Normal);
    QTRY_COMPARE(m_server.texts.size(), before + 1);
    QCOMPARE(m_server.timeouts.last(), 0); // never
    QCOMPARE(m_server.hints.last(),
             (QVariantMap{{QStringLiteral("urgency"), QVariant::fromValue(uchar(1))},
                          {QStringLiteral("resident"), true},
                          {QStringLiteral("desktop-entry"), QStringLiteral("org.litekeeper.Litekeeper")}}));
    QCOMPARE(m_server.actions.last().size(), 4);
    QVERIFY(m_server.actions.last().contains(QStringLiteral("show")));

    DesktopNotifier commandLine(DesktopNotifier::Sender::EndsSoon);
    commandLine.show(QStringLiteral("job"), QStringLiteral("shop.db"), {});
    QTRY_COMPARE(m_server.texts.size(), before + 2);
    QVERIFY(!m_server.hints.last().contains(QStringLiteral("desktop-entry")));
    QCOMPARE(m_server.hints.last().value(QStringLiteral("urgency")), QVariant::fromValue(uchar(2)));
}

void TestDesktopNotifier::showsOneOfSeveralAtOnce()
{
    const auto before = m_server.texts.size();
    DesktopNotifier notifier;
    for (const char *text : {"first", "second", "third"}) {
        notifier.show(QStringLiteral("a"), QStringLiteral("db"), QString::fromLatin1(text));
    }
    QTRY_VERIFY(notifier.isSettled());
    QCOMPARE(m_server.texts.mid(before),
             (QStringList{QStringLiteral("db|first"), QStringLiteral("db|third")}));
    QCOMPARE(m_server.replaced.last(), uint(before + 1));
}

void TestDesktopNotifier::withdrawsWhatTheServerHasNotAnswered()
{
    const auto before = m_server.texts.size();
    m_server.closed.clear();
    DesktopNotifier notifier;
    notifier.show(QStringLiteral("a"), QStringLiteral("db"), {});
    notifier.withdraw(QStringLiteral("a"));
    QTRY_VERIFY(notifier.isSettled());
    QCOMPARE(m_server.texts.size(), before + 1);
    QCOMPARE(m_server.closed, QList<uint>{uint(before + 1)});
    // Shown again before the answer: it stays.
    notifier.show(QStringLiteral("b"), QStringLiteral("db"), {});
    notifier.withdraw(QStringLiteral("b"));
    notifier.show(QStringLiteral("b"), QStringLiteral("db"), QStringLiteral("again"));
    QTRY_VERIFY(notifier.isSettled());
    QCOMPARE(m_server.texts.last(), QStringLiteral("db|again"));
    QCOMPARE(m_server.closed.size(), 1);
}

void TestDesktopNotifier::tellsWhatWasClicked()
{
    qunsetenv("XDG_ACTIVATION_TOKEN");
    DesktopNotifier notifier;
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.show(QStringLiteral("clicked"), QStringLiteral("site.zip"), {});
    QTRY_VERIFY(notifier.isSettled());
    Q_EMIT m_server.ActivationToken(4711, QStringLiteral("another program's"));
    Q_EMIT m_server.ActionInvoked(4711, QStringLiteral("default"));
    Q_EMIT m_server.ActivationToken(uint(m_server.texts.size()), QStringLiteral("ours"));
    Q_EMIT m_server.ActionInvoked(uint(m_server.texts.size()), QStringLiteral("show"));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), QStringLiteral("clicked"));
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("ours"));
}

void TestDesktopNotifier::forgetsWhatWasClosed()
{
    DesktopNotifier notifier;
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.show(QStringLiteral("gone"), QStringLiteral("site.zip"), {});
    notifier.show(QStringLiteral("there"), QStringLiteral("site.zip"), {});
    QTRY_VERIFY(notifier.isSettled());
    const auto there = uint(m_server.texts.size());
    Q_EMIT m_server.NotificationClosed(there - 1, 2);
    Q_EMIT m_server.ActionInvoked(there - 1, QStringLiteral("default"));
    Q_EMIT m_server.ActionInvoked(there, QStringLiteral("default"));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toString(), QStringLiteral("there"));
    notifier.show(QStringLiteral("gone"), QStringLiteral("site.zip"), {});
    QTRY_VERIFY(notifier.isSettled());
    QCOMPARE(m_server.replaced.last(), 0U);
}

QTEST_GUILESS_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"

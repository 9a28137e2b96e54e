// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/shareconnection.h"
#include "support/files.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// What is handed to the desktop's mounter, and what is made of its words.
class TestShareConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void handsTheAddressOver();
    void sharesThatAreMountedAreConnected();
    void saysWhatTheMounterSaid_data();
    void saysWhatTheMounterSaid();
    void aMounterThatHangs();
    void aMounterThatIsMissing();
    void cancelled();
    void theRealOne();

private:
    [[nodiscard]] Path mounter(const QByteArray &text) const
    {
        const Path file = m_folder->path() / "gio";
        writeBytes(file, "#!/bin/sh\n" + text + "\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        return file;
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    QUrl m_address{QStringLiteral("smb://ada@nas/my photos")};
};

void TestShareConnection::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
}

void TestShareConnection::handsTheAddressOver()
{
    const QByteArray said = pathBytes(m_folder->path() / "said");
    ShareConnection connection(mounter("for each; do echo \"$each\" >> " + said + "; done; echo $LC_ALL >> "
                                       + said + "; if read line; then echo input; fi >> " + said));
    QSignalSpy connected(&connection, &ShareConnection::connected);
    connection.start(m_address);
    QVERIFY(connection.isRunning());
    QVERIFY(connected.wait(30'000));
    QVERIFY(!connection.isRunning());
    QCOMPARE(connected.at(0).at(0).toUrl(), m_address);
    QCOMPARE(readBytes(m_folder->path() / "said"), QByteArray("mount\nsmb://ada@nas/my%20photos\nC.UTF-8\n"));
}

void TestShareConnection::sharesThatAreMountedAreConnected()
{
    ShareConnection connection(
        mounter("echo 'gio: smb://ada@nas/my%20photos: Location is already mounted' >&2; exit 2"));
    QSignalSpy connected(&connection, &ShareConnection::connected);
    connection.start(m_address);
    QVERIFY(connected.wait(30'000));
}

void TestShareConnection::saysWhatTheMounterSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char *name, const char *text, const char *said, const char *advice) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(said) << QString::fromLatin1(advice);
    };
    row("no backend", "echo 'gio: smb://ada@nas/my%20photos: volume doesn’t implement mount' >&2; exit 2",
        "implement mount", "gvfs-backends");
    row("password", "echo 'gio: smb://ada@nas/my%20photos: Password dialog cancelled' >&2; exit 2",
        "“Password dialog cancelled”", "file manager");
    row("refused", "echo 'gio: smb://ada@nas/my%20photos: Failed to mount: Connection refused.' >&2; exit 2",
        "“Failed to mount: Connection refused”", "Check the address");
    row("without a word", "exit 2", "without a word", "Check the address");
    row("killed", "kill -KILL $$", "without a word", "Check the address");
}

void TestShareConnection::saysWhatTheMounterSaid()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    QFETCH(QString, advice);
    ShareConnection connection(mounter(text));
    QSignalSpy failed(&connection, &ShareConnection::failed);
    connection.start(m_address);
    QVERIFY(failed.wait(30'000));
    const QString sentence = failed.at(0).at(1).toString();
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QVERIFY2(sentence.contains(advice), qPrintable(sentence));
    QVERIFY2(sentence.startsWith(QStringLiteral("smb://ada@nas/my photos is not connected")),
             qPrintable(sentence));
}

void TestShareConnection::aMounterThatHangs()
{
    ShareConnection connection(mounter("exec sleep 1000"));
    connection.setTimeLimit(500ms);
    QSignalSpy failed(&connection, &ShareConnection::failed);
    connection.start(m_address);
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed.at(0).at(1).toString().contains(QStringLiteral("no answer")));
    QVERIFY(!connection.isRunning());
}

void TestShareConnection::aMounterThatIsMissing()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", pathBytes(m_folder->path()));
    ShareConnection connection;
    QSignalSpy failed(&connection, &ShareConnection::failed);
    connection.start(m_address);
    qputenv("PATH", path);
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed.at(0).at(1).toString().contains(QStringLiteral("not installed")));
}

void TestShareConnection::cancelled()
{
    ShareConnection connection(mounter("sleep 0.2; echo no >&2; exit 2"));
    QSignalSpy connected(&connection, &ShareConnection::connected);
    QSignalSpy failed(&connection, &ShareConnection::failed);
    connection.start(m_address);
    connection.cancel();
    QVERIFY(!connection.isRunning());
    QTest::qWait(600);
    QCOMPARE(connected.count() + failed.count(), 0);
    connection.start(m_address); // and it can begin again
    QVERIFY(failed.wait(30'000));
}

void TestShareConnection::theRealOne()
{
    if (QStandardPaths::findExecutable(QStringLiteral("gio")).isEmpty()) {
        QSKIP("gio is not installed");
    }
    ShareConnection connection;
    connection.setTimeLimit(30s);
    QSignalSpy failed(&connection, &ShareConnection::failed);
    connection.start(QUrl(QStringLiteral("smb://127.0.0.1:1/none"))); // nobody listens there
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60'000);
}

QTEST_GUILESS_MAIN(TestShareConnection)
#include "tst_shareconnection.moc"

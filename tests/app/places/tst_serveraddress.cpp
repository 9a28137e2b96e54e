// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/serveraddress.h"

#include <QTest>

using namespace litekeeper;

/// Addresses as people type them.
class TestServerAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void tellsTheSameShare();
};

void TestServerAddress::understands_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *typed, const char *address) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(address);
    };
    row("smb://nas/photos", "smb://nas/photos");
    row("  smb://nas/photos \n", "smb://nas/photos");
    row("SMB://NAS/Photos", "smb://nas/Photos");
    row("//nas/photos", "smb://nas/photos");
    row("\\\\nas\\photos\\2026", "smb://nas/photos/2026");
    row("cifs://nas/photos", "smb://nas/photos");
    row("smb://ada@nas/photos", "smb://ada@nas/photos");
    row("smb://ada:secret@nas/photos", "smb://ada@nas/photos");
    row("smb://HOME;ada:se%40cret@nas/photos", "smb://HOME;ada@nas/photos");
    row("nfs://nas/export", "nfs://nas/export");
    row("sftp://build.lan:2222/srv", "sftp://build.lan:2222/srv");
    row("ssh://build.lan", "sftp://build.lan");
    row("https://cloud.lan/remote.php/dav", "davs://cloud.lan/remote.php/dav");
    row("http://cloud.lan/dav", "dav://cloud.lan/dav");
    row("dav://cloud.lan/dav", "dav://cloud.lan/dav");
    row("smb://[fd00::4]/photos", "smb://[fd00::4]/photos");
}

void TestServerAddress::understands()
{
    QFETCH(QString, typed);
    const Result<QUrl> address = serverAddress(typed);
    QVERIFY(address);
    QTEST(address->toString(), "address");
    QVERIFY(!addressText(*address).contains(QStringLiteral("secret")));
    QVERIFY(!address->toString(QUrl::FullyEncoded).contains(QStringLiteral("cret")));
}

void TestServerAddress::refuses_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"", "  ", "nas", "nas/photos", "/mnt/nas", "smb://", "smb:///photos", "smb://nas", "smb://nas/",
          "file:///etc", "javascript://x/y", "--help", "-o://x", "nfs://", "smb://nas:port/x"}) {
        QTest::newRow(*typed ? typed : "nothing") << QString::fromLatin1(typed);
    }
}

void TestServerAddress::refuses()
{
    QFETCH(QString, typed);
    const Result<QUrl> address = serverAddress(typed);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(!address.error().detail.isEmpty());
}

void TestServerAddress::tellsTheSameShare()
{
    const auto url = [](const char *text) { return QUrl(QString::fromLatin1(text)); };
    QVERIFY(isSameShare(url("smb://NAS/Photos"), url("smb://ada@nas/photos/")));
    QVERIFY(!isSameShare(url("smb://nas/photos"), url("smb://nas/photos2")));
    QVERIFY(!isSameShare(url("smb://nas/photos"), url("nfs://nas/photos")));
    QVERIFY(!isSameShare(url("smb://nas/photos"), url("smb://nas2/photos")));
}

QTEST_APPLESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"

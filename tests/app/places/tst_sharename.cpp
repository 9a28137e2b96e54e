// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/sharename.h"

#include <QTest>

using namespace litekeeper;

/// What shares are called.
class TestShareName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofMounts_data();
    void ofMounts();
    void ofGvfs_data();
    void ofGvfs();
};

void TestShareName::ofMounts_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *type, const char *source, const char *label, const char *address) {
        QTest::newRow(source) << QString::fromLatin1(type) << QString::fromLatin1(source)
                              << QString::fromLatin1(label) << QString::fromLatin1(address);
    };
    row("cifs", "//nas.lan/photos", "photos on nas.lan", "smb://nas.lan/photos");
    row("cifs", "//nas/photos/2026", "2026 on nas", "smb://nas/photos/2026");
    row("cifs", "\\\\nas\\photos", "photos on nas", "smb://nas/photos");
    row("nfs4", "nas:/volume1/db", "db on nas", "nfs://nas/volume1/db");
    row("nfs", "[fd00::4]:/db", "db on [fd00::4]", "nfs://[fd00::4]/db");
    row("nfs", "nas:/", "nas", "nfs://nas/");
    row("fuse.sshfs", "ada@build.lan:/srv/data", "data on build.lan", "sftp://build.lan/srv/data");
    row("fuse.sshfs", "build.lan:", "build.lan", "");
    row("davfs", "https://ada:secret@cloud.lan/dav/files", "files on cloud.lan",
        "https://cloud.lan/dav/files");
    row("ceph", "10.1.0.2:6789,10.1.0.3:6789:/", "point", "");
    row("virtiofs", "mount0", "point", "");
    row("9p", "C:\\", "point", "");
    row("fuse.smbnetfs", "smbnetfs", "point", "");
    row("fuse", "", "point", "");
}

void TestShareName::ofMounts()
{
    QFETCH(QString, type);
    QFETCH(QString, source);
    const ShareName name = shareName(type, source, "/mnt/point");
    QTEST(name.label, "label");
    QTEST(name.address, "address");
}

void TestShareName::ofGvfs_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *entry, const char *label, const char *address) {
        QTest::newRow(entry) << QString::fromLatin1(entry) << QString::fromLatin1(label)
                             << QString::fromLatin1(address);
    };
    row("smb-share:server=nas.lan,share=photos", "photos on nas.lan", "smb://nas.lan/photos");
    row("smb-share:domain=HOME,server=nas,share=my%20photos,user=ada", "my photos on nas",
        "smb://nas/my photos");
    row("sftp:host=build.lan,user=ada", "build.lan", "sftp://build.lan");
    row("sftp:host=build.lan,prefix=%2Fsrv%2Fdata", "data on build.lan", "sftp://build.lan/srv/data");
    row("dav:host=cloud.lan,ssl=true,user=ada,prefix=%2Fremote.php%2Fwebdav", "webdav on cloud.lan",
        "davs://cloud.lan/remote.php/webdav");
    row("dav:host=cloud.lan,ssl=false,prefix=%2Fdav", "dav on cloud.lan", "dav://cloud.lan/dav");
    row("nfs:host=nas,prefix=%2Fexport", "export on nas", "nfs://nas/export");
    row("ftp:host=old.lan,user=ada", "old.lan", "ftp://old.lan");
    row("afp-volume:host=mac.local,user=ada,volume=Disk", "Disk on mac.local", "afp://mac.local/Disk");
    row("mtp:host=Phone", "Phone", "mtp://Phone");
    row("google-drive:host=gmail.com,user=ada", "ada on gmail.com", "");
    row("newkind:host=x", "newkind:host=x", "");
    row("smb-share:", "smb-share:", "");
    row("plain", "plain", "");
}

void TestShareName::ofGvfs()
{
    QFETCH(QString, entry);
    const ShareName name = gvfsShareName(pathFromQString(entry));
    QTEST(name.label, "label");
    QTEST(name.address, "address");
}

QTEST_APPLESS_MAIN(TestShareName)
#include "tst_sharename.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/expectedmounts.h"

#include <QTest>

using namespace litekeeper;

class TestExpectedMounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void namesWithBlanks();
};

namespace {

const QByteArray fstab = "# <file system> <mount point> <type> <options>\n"
                         "UUID=5d3c0a3e / ext4 errors=remount-ro 0 1\n"
                         "\n"
                         "/dev/sdb1\t/srv\text4\tdefaults\t0\t2\n"
                         "//nas/share  /mnt/nas/  cifs  noauto,credentials=/root/x  0 0\n"
                         "nas:/deep /srv/deep nfs4 _netdev 0 0\n"
                         "tmpfs /scratch tmpfs size=1g 0 0\n"
                         "proc /proc proc defaults 0 0\n"
                         "/dev/sda2 none swap sw 0 0\n"
                         "/dev/sdc1 /mnt/my\\040disk ext4 defaults 0 0\n"
                         "broken\n";

QList<Mount> mountsAt(const QByteArrayList &points)
{
    QList<Mount> mounts;
    for (const QByteArray &point : points) {
        mounts.append({.mountPoint = pathFromBytes(point)});
    }
    return mounts;
}

} // namespace

void TestExpectedMounts::finds_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArrayList>("mounted");
    QTest::addColumn<QByteArray>("missing");
    const QByteArray none;
    QTest::newRow("the mount point") << QByteArray("/srv") << QByteArrayList{"/"} << QByteArray("/srv");
    QTest::newRow("below it") << QByteArray("/srv/blog/data") << QByteArrayList{"/"} << QByteArray("/srv");
    QTest::newRow("mounted") << QByteArray("/srv/blog") << QByteArrayList{"/", "/srv"} << none;
    QTest::newRow("another mount below it")
        << QByteArray("/srv/blog/data") << QByteArrayList{"/", "/srv/blog"} << none;
    QTest::newRow("another mount beside it")
        << QByteArray("/srv/blog") << QByteArrayList{"/", "/srv/other"} << QByteArray("/srv");
    QTest::newRow("the innermost counts")
        << QByteArray("/srv/deep/x") << QByteArrayList{"/", "/srv"} << QByteArray("/srv/deep");
    QTest::newRow("a share with a slash")
        << QByteArray("/mnt/nas/blog") << QByteArrayList{"/"} << QByteArray("/mnt/nas");
    QTest::newRow("a name that begins alike") << QByteArray("/srv2") << QByteArrayList{"/"} << none;
    QTest::newRow("nothing expected") << QByteArray("/home/me") << QByteArrayList{"/"} << none;
    QTest::newRow("in memory") << QByteArray("/scratch/x") << QByteArrayList{"/"} << none;
    QTest::newRow("not one mount is known") << QByteArray("/srv") << QByteArrayList{} << none;
    QTest::newRow("the root is out of sight") << QByteArray("/home") << QByteArrayList{"/proc"} << none;
}

void TestExpectedMounts::finds()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArrayList, mounted);
    QFETCH(QByteArray, missing);
    const std::optional<ExpectedMount> found
        = missingMountOf(pathFromBytes(folder), fstab, mountsAt(mounted));
    QCOMPARE(found ? pathBytes(found->mountPoint) : QByteArray(), missing);
}

void TestExpectedMounts::namesWithBlanks()
{
    const std::optional<ExpectedMount> found = missingMountOf("/mnt/my disk/x", fstab, mountsAt({"/"}));
    QVERIFY(found);
    QCOMPARE(found->source, QStringLiteral("/dev/sdc1"));
    QVERIFY(!missingMountOf("/srv", {}, mountsAt({"/"})));
}

QTEST_APPLESS_MAIN(TestExpectedMounts)
#include "tst_expectedmounts.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/paths.h"
#include "support/files.h"

#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class PathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("LITEKEEPER_HOME"); }
    void followTheDesktop();
    void everythingBelowOurOwnHome();
    void foldersAreForTheirOwner();
    void filesInTheWayAreErrors();
};

void PathsTest::followTheDesktop()
{
    qputenv("XDG_DATA_HOME", "/tmp/xdg-data");
    qputenv("HOME", "/tmp/somebody");
    const Paths paths = standardPaths();
    QCOMPARE(paths.catalogue, Path("/tmp/xdg-data/litekeeper/catalogue.db"));
    QCOMPARE(paths.lockFolder, Path("/tmp/xdg-data/litekeeper/locks"));
    QCOMPARE(paths.defaultBackupFolder, Path("/tmp/somebody/Litekeeper Backups"));
}

void PathsTest::everythingBelowOurOwnHome()
{
    qputenv("LITEKEEPER_HOME", "/srv/keeper");
    const Paths paths = standardPaths();
    for (const Path &path : {paths.catalogue, paths.lockFolder, paths.samples, paths.defaultBackupFolder}) {
        QVERIFY2(path.string().starts_with("/srv/keeper/"), path.c_str());
    }
}

void PathsTest::foldersAreForTheirOwner()
{
    const TemporaryFolder folder;
    const Path deep = folder.path() / "a" / "b";
    QVERIFY(createPrivateFolder(deep).hasValue());
    QVERIFY(createPrivateFolder(deep).hasValue());
    struct stat status = {};
    QCOMPARE(::stat((folder.path() / "a").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
}

void PathsTest::filesInTheWayAreErrors()
{
    const TemporaryFolder folder;
    QVERIFY(writeBytes(folder.path() / "file", "x"));
    QCOMPARE(createPrivateFolder(folder.path() / "file").error().kind, ErrorKind::AlreadyExists);
    QVERIFY(!createPrivateFolder(folder.path() / "file" / "below").hasValue());
}

QTEST_GUILESS_MAIN(PathsTest)
#include "tst_paths.moc"

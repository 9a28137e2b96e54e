// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/durablefile.h"
#include "common/filedescriptor.h"
#include "support/faultysystem.h"
#include "support/files.h"
#include "support/temporarymount.h"

#include <QRandomGenerator>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDurableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces();
    void namesOfAllKinds_data();
    void namesOfAllKinds();
    void isPrivate();
    void reportsAMissingFolder();
    void failedSyncKeepsTheOldContent_data();
    void failedSyncKeepsTheOldContent();
    void fullDiskKeepsTheOldContent();
    void killLeavesWholeContent();
    void sparesTheTemporaryFileOfALivingProcess();
    void createsOnce();
    void removes();
    void createsFolders();
    void folderOfBareNames();
};

namespace {

QList<Path> entriesOf(const Path &folder)
{
    QList<Path> entries;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        entries.append(entry.path());
    }
    return entries;
}

} // namespace

void TestDurableFile::writesAndReplaces()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "value.json";
    QVERIFY(writeDurably(file, "first"));
    QCOMPARE(readBytes(file), QByteArray("first"));
    const QByteArray second(3'000'000, 'x');
    QVERIFY(writeDurably(file, second));
    QCOMPARE(readBytes(file), second);
    QCOMPARE(entriesOf(folder.path()), QList<Path>{file});
}

void TestDurableFile::namesOfAllKinds_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("newline") << QByteArray("a\nb");
    QTest::newRow("uri characters") << QByteArray("a?b%20c#d");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("255 bytes") << QByteArray(255, 'n');
}

void TestDurableFile::namesOfAllKinds()
{
    QFETCH(QByteArray, name);
    const TemporaryFolder folder;
    const Path file = folder.path() / pathFromBytes(name);
    QVERIFY(writeDurably(file, "content"));
    QCOMPARE(readBytes(file), QByteArray("content"));
}

void TestDurableFile::isPrivate()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "value";
    QVERIFY(writeDurably(file, "secret"));
    struct stat status = {};
    QCOMPARE(::stat(file.c_str(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0600);
}

void TestDurableFile::reportsAMissingFolder()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "missing" / "value";
    const Result<void> result = writeDurably(file, "x");
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::NotFound);
    QCOMPARE(result.error().path, file);
}

void TestDurableFile::failedSyncKeepsTheOldContent_data()
{
    QTest::addColumn<int>("systemCall");
    QTest::addColumn<int>("errnoValue");
    QTest::addColumn<int>("expectedKind");
    QTest::newRow("fsync: EIO") << int(SYS_fsync) << EIO << int(ErrorKind::InputOutput);
    QTest::newRow("write: ENOSPC") << int(SYS_write) << ENOSPC << int(ErrorKind::NoSpace);
    QTest::newRow("rename: EROFS") << int(SYS_rename) << EROFS << int(ErrorKind::ReadOnly);
}

void TestDurableFile::failedSyncKeepsTheOldContent()
{
    QFETCH(int, systemCall);
    QFETCH(int, errnoValue);
    QFETCH(int, expectedKind);
    const TemporaryFolder folder;
    const Path file = folder.path() / "value";
    QVERIFY(writeDurably(file, "old"));
    const int code = inChild([&] {
        if (!failSystemCall(systemCall, errnoValue)) {
            return 200;
        }
        const Result<void> result = writeDurably(file, "new");
        return result ? 100 : int(result.error().kind);
    });
    QCOMPARE(code, expectedKind);
    QCOMPARE(readBytes(file), QByteArray("old"));
    QCOMPARE(entriesOf(folder.path()), QList<Path>{file});
}

void TestDurableFile::fullDiskKeepsTheOldContent()
{
    if (!canMount()) {
        QSKIP("Mounting a small file system needs root");
    }
    const TemporaryFolder folder;
    const TemporaryMount disk(folder.path(), "size=64k");
    QVERIFY(disk.isMounted());
    const Path file = folder.path() / "value";
    QVERIFY(writeDurably(file, "old"));
    const Result<void> result = writeDurably(file, QByteArray(1'000'000, 'n'));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::NoSpace);
    QCOMPARE(readBytes(file), QByteArray("old"));
    QCOMPARE(entriesOf(folder.path()), QList<Path>{file});
}

void TestDurableFile::killLeavesWholeContent()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "value";
    const QByteArray a(200'000, 'a');
    const QByteArray b(200'000, 'b');
    QVERIFY(writeDurably(file, a));
    for (int round = 0; round < 25; ++round) {
        Child writer([&] {
            while (writeDurably(file, b) && writeDurably(file, a)) { }
        });
        ::usleep(QRandomGenerator::global()->bounded(20'000u));
        writer.kill();
        const QByteArray content = readBytes(file);
        QVERIFY(content == a || content == b);
    }
    QVERIFY(writeDurably(file, a));
    QCOMPARE(entriesOf(folder.path()), QList<Path>{file});
}

void TestDurableFile::sparesTheTemporaryFileOfALivingProcess()
{
    const TemporaryFolder folder;
    const Path mine = folder.path() / "mine";
    const Path theirs = folder.path() / "theirs";
    Child writer([&] {
        while (writeDurably(theirs, QByteArray(200'000, 't'))) { }
    });
    for (int round = 0; round < 200; ++round) {
        QVERIFY(writeDurably(mine, "m"));
    }
    int status = 0;
    // It ends only if one of its files was taken away from it.
    QCOMPARE(::waitpid(writer.pid(), &status, WNOHANG), 0);
}

void TestDurableFile::createsOnce()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "value";
    QVERIFY(createDurably(file, "first"));
    const Result<void> again = createDurably(file, "second");
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::AlreadyExists);
    // Where the file system knows no rename that spares an existing file.
    const int code = inChild([&] {
        if (!failSystemCall(SYS_renameat2, EINVAL)) {
            return 200;
        }
        const Result<void> existing = createDurably(file, "third");
        const bool refused = !existing && existing.error().kind == ErrorKind::AlreadyExists;
        return refused && createDurably(folder.path() / "other", "fourth") ? 0 : 1;
    });
    QCOMPARE(code, 0);
    QCOMPARE(readBytes(file), QByteArray("first"));
    QCOMPARE(readBytes(folder.path() / "other"), QByteArray("fourth"));
    QCOMPARE(entriesOf(folder.path()).size(), 2);
}

void TestDurableFile::removes()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "value";
    QVERIFY(writeDurably(file, "x"));
    QVERIFY(removeDurably(file));
    QVERIFY(!std::filesystem::exists(file));
    const Result<void> again = removeDurably(file);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::NotFound);
}

void TestDurableFile::createsFolders()
{
    const TemporaryFolder folder;
    const Path deep = folder.path() / "a" / "b" / "c";
    QVERIFY(createFolderDurably(deep));
    QVERIFY(createFolderDurably(deep));
    struct stat status = {};
    QCOMPARE(::stat(deep.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    QVERIFY(writeBytes(deep / "file", "x"));
    const Result<void> inAFile = createFolderDurably(deep / "file" / "d");
    QVERIFY(!inAFile);
    QCOMPARE(inAFile.error().path, deep / "file");
}

void TestDurableFile::folderOfBareNames()
{
    QCOMPARE(folderOf("name"), Path("."));
    QCOMPARE(folderOf("/name"), Path("/"));
    QCOMPARE(folderOf("/folder/name"), Path("/folder"));
}

QTEST_GUILESS_MAIN(TestDurableFile)
#include "tst_durablefile.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/databasefinder.h"
#include "support/databasehandle.h"
#include "support/files.h"
#include "support/temporarymount.h"

#include <QTest>

#include <set>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabaseFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByContentOnly();
    void findsOddNames();
    void followsNoLinks();
    void visitsOnce();
    void singleFilesAsRoots();
    void rootsThroughLinks();
    void passesOver();
    void countsWhatItMayNotRead();
    void stops();
    void reportsInBatches();
    void missingRoots();
    void specialFilesDoNotBlock();
    void entersLocalMountsOnly();
    void deepFolders();
};

namespace {

const QByteArray table = "CREATE TABLE t(x)";

struct Searched
{
    SearchCounts counts;
    std::set<Path> found;
};

Searched search(const QList<Path> &roots, const QList<Path> &excluded = {})
{
    Searched outcome;
    const RunControl control;
    SearchReports reports;
    reports.found = [&outcome](const QList<DatabaseFacts> &databases) {
        for (const DatabaseFacts &facts : databases) {
            outcome.found.insert(facts.path);
        }
    };
    outcome.counts = findDatabases(roots, reports, control, excluded);
    return outcome;
}

QByteArray sampleDatabase()
{
    static const QByteArray bytes = [] {
        const TemporaryFolder folder;
        openDatabase(folder.path() / "a.db", table);
        return readBytes(folder.path() / "a.db");
    }();
    return bytes;
}

} // namespace

void TestDatabaseFinder::findsByContentOnly()
{
    const TemporaryFolder folder;
    const Path root = folder.path();
    std::filesystem::create_directories(root / "a/b/.hidden");
    const Database live = openDatabase(root / "live", "PRAGMA journal_mode=wal; CREATE TABLE t(x)");
    QVERIFY(live);
    QVERIFY(writeBytes(root / "a/picture.jpg", sampleDatabase()));
    QVERIFY(writeBytes(root / "a/b/.hidden/.x", sampleDatabase()));
    QVERIFY(writeBytes(root / "notes.db", QByteArray(5000, 'n')));
    QVERIFY(writeBytes(root / "empty.db", {}));
    QVERIFY(writeBytes(root / "magic.db", "SQLite format 3" + QByteArray(600, '\0')));
    QVERIFY(writeBytes(root / "short.db", sampleDatabase().left(511)));
    const Searched outcome = search({root});
    QCOMPARE(outcome.found, (std::set<Path>{root / "live", root / "a/picture.jpg", root / "a/b/.hidden/.x"}));
    QCOMPARE(outcome.counts.databases, 3);
    QCOMPARE(outcome.counts.files, 9); // with the -wal and -shm of the live one
    QCOMPARE(outcome.counts.unreadable, 0);
    QVERIFY(!outcome.counts.stopped);
}

void TestDatabaseFinder::findsOddNames()
{
    const TemporaryFolder folder;
    const Path odd = folder.path() / "a\nb?c%20d#e\xff";
    std::filesystem::create_directory(odd);
    std::set<Path> expected;
    for (const std::string &name :
         {std::string("\xff\xfe"), std::string("x\n?%#"), std::string(255, 'n'), std::string("-wal")}) {
        QVERIFY(writeBytes(odd / name, sampleDatabase()));
        expected.insert(odd / name);
    }
    QCOMPARE(search({folder.path()}).found, expected);
}

void TestDatabaseFinder::followsNoLinks()
{
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    QVERIFY(writeBytes(elsewhere.path() / "a.db", sampleDatabase()));
    std::filesystem::create_directory_symlink(elsewhere.path(), folder.path() / "folder");
    std::filesystem::create_symlink(elsewhere.path() / "a.db", folder.path() / "file.db");
    std::filesystem::create_directory_symlink(".", folder.path() / "loop");
    const Searched outcome = search({folder.path()});
    QVERIFY(outcome.found.empty());
    QCOMPARE(outcome.counts.files, 0);
}

void TestDatabaseFinder::visitsOnce()
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "a/b");
    QVERIFY(writeBytes(folder.path() / "a/b/x.db", sampleDatabase()));
    for (const QList<Path> &roots : {QList<Path>{folder.path(), folder.path() / "a"},
                                     QList<Path>{folder.path() / "a/b/..", folder.path(), folder.path()},
                                     QList<Path>{folder.path() / "a/b/x.db", folder.path()}}) {
        const Searched outcome = search(roots);
        QCOMPARE(outcome.found, std::set<Path>{folder.path() / "a/b/x.db"});
        QCOMPARE(outcome.counts.databases, 1);
    }
}

void TestDatabaseFinder::singleFilesAsRoots()
{
    const TemporaryFolder folder;
    QVERIFY(writeBytes(folder.path() / "x.db", sampleDatabase()));
    QVERIFY(writeBytes(folder.path() / "y.db", sampleDatabase()));
    QVERIFY(writeBytes(folder.path() / "text", "text"));
    const Searched outcome = search({folder.path() / "x.db", folder.path() / "text"});
    QCOMPARE(outcome.found, std::set<Path>{folder.path() / "x.db"});
    QCOMPARE(outcome.counts.files, 2);
}

void TestDatabaseFinder::rootsThroughLinks()
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "real");
    QVERIFY(writeBytes(folder.path() / "real/x.db", sampleDatabase()));
    std::filesystem::create_directory_symlink("real", folder.path() / "link");
    QCOMPARE(search({folder.path() / "link"}).found, std::set<Path>{folder.path() / "real/x.db"});
}

void TestDatabaseFinder::passesOver()
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / ".litekeeper/manifests");
    std::filesystem::create_directory(folder.path() / "own");
    for (const char *name :
         {".litekeeper/x.db", "unfinished.db.partial", "own/catalogue.db", "catalogue2.db", "kept.db"}) {
        QVERIFY(writeBytes(folder.path() / name, sampleDatabase()));
    }
    const Searched outcome
        = search({folder.path()}, {folder.path() / "own", folder.path() / "catalogue2.db"});
    QCOMPARE(outcome.found, std::set<Path>{folder.path() / "kept.db"});
}

void TestDatabaseFinder::countsWhatItMayNotRead()
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "closed/below");
    QVERIFY(writeBytes(folder.path() / "closed/below/x.db", sampleDatabase()));
    QVERIFY(writeBytes(folder.path() / "closed.db", sampleDatabase()));
    QVERIFY(writeBytes(folder.path() / "open.db", sampleDatabase()));
    QCOMPARE(::chmod((folder.path() / "closed").c_str(), 0), 0);
    QCOMPARE(::chmod((folder.path() / "closed.db").c_str(), 0), 0);
    const int code = inChild([&] {
        // Root may read everything, so be nobody.
        if (::geteuid() == 0 && (::chmod(folder.path().c_str(), 0755) != 0 || ::setuid(65534) != 0)) {
            return 200;
        }
        const Searched outcome = search({folder.path()});
        return int(outcome.counts.unreadable * 10 + outcome.counts.databases);
    });
    QCOMPARE(::chmod((folder.path() / "closed").c_str(), 0700), 0);
    QCOMPARE(code, 21);
}

void TestDatabaseFinder::stops()
{
    const TemporaryFolder folder;
    for (int number = 0; number < 200; ++number) {
        QVERIFY(writeBytes(folder.path() / std::to_string(number), sampleDatabase()));
    }
    RunControl control;
    control.requestStop();
    const SearchCounts before = findDatabases({folder.path()}, {}, control);
    QVERIFY(before.stopped);
    QCOMPARE(before.files, 0);

    RunControl later;
    SearchReports reports;
    qint64 atStop = 0;
    reports.found = [&](const QList<DatabaseFacts> &) { later.requestStop(); };
    reports.progressed = [&](const SearchCounts &counts, const Path &) {
        atStop = counts.files;
        later.requestStop();
    };
    // Long enough for a report in between, however fast the machine: search until one came.
    QList<Path> roots;
    for (int round = 0; round < 100'000; ++round) {
        roots.append(folder.path() / std::to_string(round % 200));
    }
    roots.prepend(folder.path());
    const SearchCounts counts = findDatabases(roots, reports, later);
    QVERIFY(counts.stopped);
    QVERIFY(atStop > 0);
    QVERIFY(counts.files < 100'000);
}

void TestDatabaseFinder::reportsInBatches()
{
    const TemporaryFolder folder;
    for (int number = 0; number < 300; ++number) {
        QVERIFY(writeBytes(folder.path() / std::to_string(number), sampleDatabase()));
    }
    const RunControl control;
    SearchReports reports;
    qsizetype batches = 0;
    qsizetype databases = 0;
    SearchCounts last;
    Path lastFolder;
    reports.found = [&](const QList<DatabaseFacts> &batch) {
        ++batches;
        databases += batch.size();
    };
    reports.progressed = [&](const SearchCounts &counts, const Path &where) {
        last = counts;
        lastFolder = where;
    };
    const SearchCounts counts = findDatabases({folder.path()}, reports, control);
    QCOMPARE(counts.databases, 300);
    QCOMPARE(databases, 300);
    QVERIFY(batches < 100); // and not one by one
    QCOMPARE(last.files, 300);
    QCOMPARE(last.databases, 300);
    QCOMPARE(lastFolder, folder.path());
}

void TestDatabaseFinder::missingRoots()
{
    const TemporaryFolder folder;
    const Searched outcome = search({folder.path() / "missing", Path()});
    QCOMPARE(outcome.counts.files, 0);
    QVERIFY(!outcome.counts.stopped);
}

void TestDatabaseFinder::specialFilesDoNotBlock()
{
    const TemporaryFolder folder;
    QCOMPARE(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
    QVERIFY(writeBytes(folder.path() / "x.db", sampleDatabase()));
    QCOMPARE(search({folder.path(), folder.path() / "fifo", "/dev/null", "/proc"}).found,
             std::set<Path>{folder.path() / "x.db"});
}

void TestDatabaseFinder::entersLocalMountsOnly()
{
    if (!canMount()) {
        QSKIP("Mounting file systems needs root");
    }
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "disk");
    std::filesystem::create_directories(folder.path() / "proc");
    std::filesystem::create_directories(folder.path() / "share");
    std::filesystem::create_directories(folder.path() / "same");
    const TemporaryMount disk(folder.path() / "disk", "size=1m");
    QVERIFY(disk.isMounted());
    QVERIFY(writeBytes(folder.path() / "disk/x.db", sampleDatabase()));
    // The same folder by another way is not visited again.
    QCOMPARE(::mount((folder.path() / "disk").c_str(), (folder.path() / "same").c_str(), nullptr, MS_BIND,
                     nullptr),
             0);
    QCOMPARE(::mount("proc", (folder.path() / "proc").c_str(), "proc", 0, nullptr), 0);
    // A share nobody answers for: entering it would hang.
    const int device = ::open("/dev/fuse", O_RDWR | O_CLOEXEC);
    const std::string options = "fd=" + std::to_string(device) + ",rootmode=40000,user_id=0,group_id=0";
    const bool hasShare = device >= 0
        && ::mount("//host/share", (folder.path() / "share").c_str(), "fuse.sshfs", MS_NOSUID | MS_NODEV,
                   options.c_str())
            == 0;
    const Searched outcome = search({folder.path()});
    const Searched share = hasShare ? search({folder.path() / "share"}) : Searched();
    for (const char *name : {"share", "proc", "same"}) {
        ::umount2((folder.path() / name).c_str(), MNT_DETACH);
    }
    ::close(device);
    QCOMPARE(outcome.counts.databases, 1);
    QCOMPARE(outcome.counts.files, 1);
    QCOMPARE(share.counts.files, 0);
}

void TestDatabaseFinder::deepFolders()
{
    const TemporaryFolder folder;
    Path deep = folder.path();
    for (int level = 0; level < 300; ++level) {
        deep /= "d";
    }
    std::filesystem::create_directories(deep);
    QVERIFY(writeBytes(deep / "x.db", sampleDatabase()));
    QCOMPARE(search({folder.path()}).found, std::set<Path>{deep / "x.db"});
}

QTEST_APPLESS_MAIN(TestDatabaseFinder)
#include "tst_databasefinder.moc"

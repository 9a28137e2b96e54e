// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"
#include "support/zipbuilder.h"
#include "verify/verifyfile.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVerifyFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesADatabase();
    void takesInTheWalBesideIt();
    void zeroBytesBesideAHealthyOne();
    void pairsCompanionsInAZip();
    void walWithoutItsDatabase();
    void opensOneContainerInAnother();
    void judgesAFolder();
    void doesNotFollowLinksInAFolder();
    void lockedEntriesMayBeDatabases();
    void aLiveDatabaseInAFolderIsReadAgain();
    void otherFilesOfAFolderMayBeWrittenTo();
    void namesWithoutContent_data();
    void namesWithoutContent();
    void skippedByTheHostingService_data();
    void skippedByTheHostingService();
    void dangerousOutranksSound();
    void aLiveDatabaseIsSoundOrNotJudged();
    void leavesTheSourceAsItWas();
    void errors_data();
    void errors();
    void cancels();

private:
    [[nodiscard]] Result<FileVerdict> verify(const Path &file, const RunControl &control = RunControl()) const
    {
        return verifyFile({.file = file, .scratchFolder = m_folder.path() / "scratch"}, control);
    }
    [[nodiscard]] QByteArray databaseBytes(int rows = 100, const char *mode = "DELETE") const
    {
        const Path file = m_folder.path() / "made.db";
        std::filesystem::remove(file);
        return makeDatabase(file, rows, 100, mode) ? readBytes(file) : QByteArray();
    }
    [[nodiscard]] Path write(const char *name, const QByteArray &bytes) const
    {
        const Path file = m_folder.path() / name;
        return writeBytes(file, bytes) ? file : Path();
    }
    [[nodiscard]] bool scratchIsEmpty() const
    {
        return std::filesystem::is_empty(m_folder.path() / "scratch");
    }

    const TemporaryFolder m_folder;
};

namespace {

bool has(const QList<Finding> &findings, const char *code)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [&](const Finding &finding) { return finding.code == QLatin1String(code); });
}

const DatabaseVerdict *databaseOf(const FileVerdict &verdict, const char *path)
{
    const auto found = std::find_if(verdict.databases.cbegin(), verdict.databases.cend(),
                                    [&](const DatabaseVerdict &database) { return database.path == path; });
    return found == verdict.databases.cend() ? nullptr : &*found;
}

} // namespace

void TestVerifyFile::judgesADatabase()
{
    const Path file = write("app.db", databaseBytes());
    const Result<FileVerdict> verdict = verify(file);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Sound);
    QCOMPARE(verdict->container, QStringLiteral("database"));
    QCOMPARE(verdict->databases.size(), 1);
    QCOMPARE(verdict->databases[0].proof, ProofLevel::Proven);
    QCOMPARE(verdict->databases[0].tables.size(), 1);
    QCOMPARE(verdict->databases[0].tables[0].rows, 100);
    QCOMPARE(verdict->sha256.size(), 32);
    QVERIFY(scratchIsEmpty());
    // What the catalogue and the child's pipe carry is the same verdict.
    QCOMPARE(toJson(fileVerdictFromJson(toJson(*verdict))), toJson(*verdict));
}

void TestVerifyFile::takesInTheWalBesideIt()
{
    const Path file = m_folder.path() / "live.db";
    Sqlite writer(file);
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(x);"
                           "INSERT INTO t VALUES(1),(2),(3)"));
    const Result<FileVerdict> verdict = verify(file);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Sound);
    QCOMPARE(verdict->databases.size(), 1);
    QVERIFY(verdict->databases[0].walFrames > 0);
    QCOMPARE(verdict->databases[0].tables[0].rows, 3);
}

void TestVerifyFile::zeroBytesBesideAHealthyOne()
{
    const Path file
        = write("site.zip", buildZip({{.name = "a/good.db", .data = databaseBytes()}, {.name = "ghost.db"}}));
    const Result<FileVerdict> verdict = verify(file);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Empty);
    QCOMPARE(verdict->databases.size(), 2);
    QCOMPARE(verdict->databases[0].path, Path("ghost.db")); // the worst first
    QCOMPARE(verdict->databases[0].verdict, Verdict::Empty);
    QCOMPARE(verdict->databases[1].verdict, Verdict::Sound);
    QCOMPARE(verdict->entries.front().path, Path("ghost.db"));
}

void TestVerifyFile::pairsCompanionsInAZip()
{
    const Path file = m_folder.path() / "paired.db";
    QByteArray wal;
    {
        Sqlite writer(file);
        QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(x);"
                               "INSERT INTO t VALUES(1),(2)"));
        wal = readBytes(withSuffix(file, "-wal"));
        QVERIFY(!wal.isEmpty());
        // The -wal comes first, as in the order of names of some tools.
        const Path zip = write("paired.zip",
                               buildZip({{.name = "x/paired.db-wal", .data = wal},
                                         {.name = "x/paired.db-shm", .data = QByteArray(32768, '\1')},
                                         {.name = "x/paired.db", .data = readBytes(file)}}));
        const Result<FileVerdict> verdict = verify(zip);
        QVERIFY(verdict);
        QCOMPARE(verdict->verdict, Verdict::Sound);
        QCOMPARE(verdict->databases.size(), 1);
        QCOMPARE(verdict->databases[0].tables.size(), 1);
        QCOMPARE(verdict->databases[0].tables[0].rows, 2);
    }
}

void TestVerifyFile::walWithoutItsDatabase()
{
    const Path file = m_folder.path() / "lone.db";
    Sqlite writer(file);
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)"));
    const Path zip
        = write("lone.zip", buildZip({{.name = "lone.db-wal", .data = readBytes(withSuffix(file, "-wal"))}}));
    const Result<FileVerdict> verdict = verify(zip);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Damaged);
}

void TestVerifyFile::opensOneContainerInAnother()
{
    const QByteArray inner = buildZip({{.name = "deep.db", .data = databaseBytes()}});
    const QByteArray middle = buildZip({{.name = "inner.zip", .data = inner}});
    const Result<FileVerdict> once = verify(write("middle.zip", middle));
    QVERIFY(once);
    QCOMPARE(once->verdict, Verdict::Sound);
    QVERIFY(databaseOf(*once, "inner.zip/deep.db") != nullptr);

    const Result<FileVerdict> twice
        = verify(write("outer.zip", buildZip({{.name = "m.zip", .data = middle}})));
    QVERIFY(twice);
    QCOMPARE(twice->verdict, Verdict::Empty);
    QVERIFY(has(twice->findings, "not-opened"));
}

void TestVerifyFile::judgesAFolder()
{
    const Path folder = m_folder.path() / "backups";
    QVERIFY(std::filesystem::create_directories(folder / "old"));
    QVERIFY(writeBytes(folder / "one.db", databaseBytes()));
    QVERIFY(writeBytes(folder / "old/two.zip", buildZip({{.name = "two.db", .data = databaseBytes()}})));
    QVERIFY(writeBytes(folder / "notes.txt", "nothing"));
    Result<FileVerdict> verdict = verify(folder);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Sound);
    QCOMPARE(verdict->container, QStringLiteral("folder"));
    QCOMPARE(verdict->databases.size(), 2);
    QVERIFY(databaseOf(*verdict, "old/two.zip/two.db") != nullptr);

    QVERIFY(writeBytes(folder / "zero.sqlite", {}));
    verdict = verify(folder);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Empty);
}

void TestVerifyFile::doesNotFollowLinksInAFolder()
{
    const Path folder = m_folder.path() / "links";
    const Path outside = write("outside.db", databaseBytes());
    QVERIFY(std::filesystem::create_directory(folder));
    std::filesystem::create_symlink(outside, folder / "link.db");
    const Result<FileVerdict> verdict = verify(folder);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Empty);
    QVERIFY(verdict->databases.isEmpty());
}

void TestVerifyFile::lockedEntriesMayBeDatabases()
{
    const Path zip = m_folder.path() / "locked.zip";
    QVERIFY(packEncrypted(zip, write("locked.db", databaseBytes()), "sesame"));
    const Result<FileVerdict> verdict = verify(zip);
    QVERIFY(verdict);
    QCOMPARE(verdictCode(verdict->verdict), verdictCode(Verdict::Unsupported));
    for (const Finding &finding : verdict->findings) {
        QVERIFY2(!finding.text.startsWith(QLatin1String("There is no")), qPrintable(finding.text));
    }
}

// A copy of two moments would look damaged.
void TestVerifyFile::aLiveDatabaseInAFolderIsReadAgain()
{
    const Path folder = m_folder.path() / "live";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(writeBytes(folder / "app.db", databaseBytes()));
    for (const int writes : {1, 100}) {
        int left = writes;
        const RunControl control([&](const Progress &progress) {
            if (progress.phase == Phase::Reading && progress.bytesDone == progress.bytesTotal && left-- > 0) {
                Sqlite(folder / "app.db").execute("UPDATE items SET content = 'x' || content");
            }
        });
        const Result<FileVerdict> verdict = verify(folder, control);
        QVERIFY(verdict);
        QVERIFY(left < writes);
        QCOMPARE(verdict->databases.size(), 1);
        QCOMPARE(verdictCode(verdict->verdict),
                 verdictCode(writes == 1 ? Verdict::Sound : Verdict::Unsupported));
        QCOMPARE(has(verdict->databases.first().findings, "changed-meanwhile"), writes > 1);
        QCOMPARE(verdict->databases.first().path, Path("app.db"));
    }
}

void TestVerifyFile::otherFilesOfAFolderMayBeWrittenTo()
{
    const Path folder = m_folder.path() / "logging";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(writeBytes(folder / "app.db", databaseBytes()));
    QVERIFY(writeBytes(folder / "app.log", "one\n"));
    bool wasWritten = false;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Reading && progress.bytesDone == progress.bytesTotal) {
            wasWritten = writeBytes(folder / "app.log", "one\ntwo\n");
        }
    });
    const Result<FileVerdict> verdict = verify(folder, control);
    QVERIFY(verdict && wasWritten);
    QCOMPARE(verdictCode(verdict->verdict), verdictCode(Verdict::Sound));
}

void TestVerifyFile::namesWithoutContent_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Verdict>("verdict");
    QByteArray random(1 << 20, Qt::Uninitialized);
    quint64 state = 88172645463325252U; // xorshift64
    for (char &byte : random) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        byte = char(state >> 24);
    }
    const QByteArray thumbnails = QByteArray("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) + QByteArray(4096, 'x');
    QByteArray beheaded = databaseBytes();
    beheaded.replace(0, 16, QByteArray(16, '?'));
    QTest::newRow("a 0-byte file of another kind") << QByteArray("x.log") << QByteArray() << Verdict::Empty;
    QTest::newRow("0 bytes") << QByteArray("x.db") << QByteArray() << Verdict::Empty;
    QTest::newRow("zeros") << QByteArray("x.db") << QByteArray(8192, 0) << Verdict::Damaged;
    QTest::newRow("encrypted") << QByteArray("x.db") << random << Verdict::Unsupported;
    QTest::newRow("another program's .db") << QByteArray("Thumbs.db") << thumbnails << Verdict::Empty;
    QTest::newRow("without its magic") << QByteArray("x.db") << beheaded << Verdict::Damaged;
    QTest::newRow("text as .sqlite") << QByteArray("x.sqlite") << QByteArray(5000, 'a') << Verdict::Damaged;
}

// In an archive, beside nothing else.
void TestVerifyFile::namesWithoutContent()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    QFETCH(Verdict, verdict);
    const Result<FileVerdict> judged = verify(write("odd.zip", buildZip({{.name = name, .data = bytes}})));
    QVERIFY(judged);
    QCOMPARE(verdictCode(judged->verdict), verdictCode(verdict));
}

void TestVerifyFile::skippedByTheHostingService_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("code");
    const QByteArray skipped = "File skipped - \\site\\wwwroot\\content\\data\\";
    QTest::newRow("nothing") << QByteArray() << QByteArray() << Verdict::Sound << QByteArray();
    QTest::newRow("a log without trouble")
        << QByteArray("Uploading metadata to the blob.\r\nBackup completed\r\n") << QByteArray("<x/>")
        << Verdict::Sound << QByteArray();
    QTest::newRow("a database") << skipped + "ghost.db: Sharing violation to D:\\x\\ghost.db\r\nDone"
                                << QByteArray() << Verdict::Empty << QByteArray("not-in-backup");
    QTest::newRow("two in one line") << skipped + "a.log: Sharing violation to D:\\x\\a.log " + skipped
            + "ghost.db: Sharing violation to D:\\x\\ghost.db"
                                     << QByteArray() << Verdict::Empty << QByteArray("not-in-backup");
    QTest::newRow("another file") << skipped + "ghost.log: Sharing violation to D:\\x\\ghost.log"
                                  << QByteArray() << Verdict::Sound << QByteArray("files-skipped");
    QTest::newRow("the -wal of a database")
        << skipped + "good.db-wal: Sharing violation to D:\\x\\good.db-wal" << QByteArray() << Verdict::Sound
        << QByteArray("companion-skipped");
    QTest::newRow("one that is there") << skipped + "good.db: Sharing violation to D:\\x\\good.db"
                                       << QByteArray() << Verdict::Sound << QByteArray("database-skipped");
    QTest::newRow("only in the manifest")
        << QByteArray() << QByteArray("<files><file path=\"site\\data\\ghost.sqlite3\"/></files>")
        << Verdict::Empty << QByteArray("not-in-backup");
    QTest::newRow("there as the manifest says")
        << QByteArray() << QByteArray("<f><n>D:\\home\\site\\wwwroot\\content\\data\\GOOD.db</n></f>")
        << Verdict::Sound << QByteArray();
    QTest::newRow("a file of its name only")
        << QByteArray() << QByteArray("<f><n>content\\data\\good.db</n></f>") << Verdict::Sound
        << QByteArray();
    QTest::newRow("a broken manifest")
        << QByteArray() << QByteArray("<files><file") << Verdict::Sound << QByteArray();
}

// Log and manifest beside the archive, and in it.
void TestVerifyFile::skippedByTheHostingService()
{
    QFETCH(QByteArray, log);
    QFETCH(QByteArray, manifest);
    QFETCH(Verdict, verdict);
    QFETCH(QByteArray, code);
    QList<ZipItem> items{{.name = "lib/plugin.xml", .data = "<plugin database=\"elsewhere.db\"/>"},
                         {.name = "fs/site/wwwroot/content/data/good.db", .data = databaseBytes()}};
    for (const bool inside : {false, true}) {
        if (inside) {
            items.append({.name = "site.log", .data = log});
            items.append({.name = "site.xml", .data = manifest});
        }
        QVERIFY(!write("site.log", inside ? QByteArray() : log).empty());
        QVERIFY(!write("site.xml", inside ? QByteArray() : manifest).empty());
        const Result<FileVerdict> judged = verify(write("site.zip", buildZip(items)));
        QVERIFY(judged);
        QCOMPARE(verdictCode(judged->verdict), verdictCode(verdict));
        QCOMPARE(judged->findings.size(),
                 code.isEmpty()                                             ? 0
                     : code == "not-in-backup" && log.count("skipped") == 2 ? 2
                                                                            : 1);
        QVERIFY(code.isEmpty() || has(judged->findings, code.constData()));
    }
}

void TestVerifyFile::dangerousOutranksSound()
{
    const Path zip = write(
        "evil.zip",
        buildZip({{.name = "good.db", .data = databaseBytes()}, {.name = "../../evil", .data = "x"}}));
    const Result<FileVerdict> verdict = verify(zip);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Dangerous);
    QVERIFY(databaseOf(*verdict, "good.db") != nullptr);
    QCOMPARE(databaseOf(*verdict, "good.db")->verdict, Verdict::Sound);
    // What is wrong with which entry is told as well.
    const auto entry = std::find_if(verdict->entries.cbegin(), verdict->entries.cend(),
                                    [](const EntryVerdict &each) { return each.path == "../../evil"; });
    QVERIFY(entry != verdict->entries.cend());
    QCOMPARE(entry->verdict, Verdict::Dangerous);
    const auto sound = std::find_if(verdict->entries.cbegin(), verdict->entries.cend(),
                                    [](const EntryVerdict &each) { return each.path == "good.db"; });
    QVERIFY(sound != verdict->entries.cend());
    QCOMPARE(sound->verdict, Verdict::Sound);
}

// Whatever the writer does meanwhile: a healthy database is never called damaged.
void TestVerifyFile::aLiveDatabaseIsSoundOrNotJudged()
{
    for (const char *mode : {"WAL", "DELETE"}) {
        const Path file = m_folder.path() / (std::string("busy-") + mode + ".db");
        QVERIFY(makeDatabase(file, 2000, 500, mode));
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            Sqlite database(file);
            database.execute(
                "PRAGMA synchronous=OFF; PRAGMA busy_timeout=1000; PRAGMA wal_autocheckpoint=50");
            while (!stop) {
                database.execute(
                    "UPDATE items SET content = randomblob(500) WHERE id % 97 = abs(random() % 97)");
            }
        });
        for (int round = 0; round < 5; ++round) {
            const Result<FileVerdict> verdict = verify(file);
            stop = stop || !verdict;
            const bool isTrue = verdict
                && (verdict->verdict == Verdict::Sound || has(verdict->findings, "changed-meanwhile"));
            if (!isTrue || round == 4) {
                stop = true;
                if (writer.joinable()) {
                    writer.join();
                }
            }
            QVERIFY2(isTrue, verdict ? qPrintable(verdictCode(verdict->verdict)) : "");
        }
        const Result<FileVerdict> quiet = verify(file);
        QVERIFY(quiet);
        QCOMPARE(verdictCode(quiet->verdict), verdictCode(Verdict::Sound));
    }
}

void TestVerifyFile::leavesTheSourceAsItWas()
{
    const Path folder = m_folder.path() / "untouched";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(makeDatabase(folder / "w.db", 100, 100, "WAL"));
    const QByteArray before = readBytes(folder / "w.db");
    struct stat old = {};
    QCOMPARE(::stat((folder / "w.db").c_str(), &old), 0);
    QVERIFY(verify(folder / "w.db"));
    QVERIFY(verify(folder));
    struct stat now = {};
    QCOMPARE(::stat((folder / "w.db").c_str(), &now), 0);
    QCOMPARE(now.st_mtim.tv_nsec, old.st_mtim.tv_nsec);
    QCOMPARE(readBytes(folder / "w.db"), before);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

void TestVerifyFile::errors_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << QByteArray("missing.zip") << ErrorKind::NotFound;
    QTest::newRow("a FIFO") << QByteArray("fifo") << ErrorKind::NotAFile;
}

void TestVerifyFile::errors()
{
    QFETCH(QByteArray, name);
    QFETCH(ErrorKind, kind);
    const Path file = m_folder.path() / name.toStdString();
    if (kind == ErrorKind::NotAFile) {
        QCOMPARE(::mkfifo(file.c_str(), 0600), 0);
    }
    const Result<FileVerdict> verdict = verify(file);
    QVERIFY(!verdict);
    QCOMPARE(errorCode(verdict.error().kind), errorCode(kind));
}

void TestVerifyFile::cancels()
{
    const Path zip = write("large.zip", buildZip({{.name = "x.db", .data = databaseBytes(20'000)}}));
    for (const Phase phase : {Phase::Reading, Phase::Checking}) {
        RunControl *wish = nullptr;
        RunControl control([&](const Progress &progress) {
            if (progress.phase == phase) {
                wish->requestStop();
            }
        });
        wish = &control;
        const Result<FileVerdict> verdict = verify(zip, control);
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().kind, ErrorKind::Cancelled);
        QVERIFY(scratchIsEmpty());
    }
}

QTEST_GUILESS_MAIN(TestVerifyFile)
#include "tst_verifyfile.moc"

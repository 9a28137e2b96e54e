// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/backups.h"

#include <QProcess>
#include <QTest>

#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

/// What a backup promises for every kind of database: the same content, proven, and nothing left beside the
/// source.
class TestBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContent_data();
    void keepsTheContent();
    void keepsEveryFeature_data();
    void keepsEveryFeature();
    void takesCommitsOfALiveWriter_data();
    void takesCommitsOfALiveWriter();
    void copiesAheadOfARollbackWriter();
    void leavesNothingBesideTheSource_data();
    void leavesNothingBesideTheSource();
    void namesTwoBackupsOfOneSecond();
    void replacesOnlyItsOwnFixedName();
    void reachesJustTheLevelAskedFor_data();
    void reachesJustTheLevelAskedFor();
    void keepsThePermissions();
    void writesAManifest();
    void runsOncePerSource();
    void opensInOtherTools_data();
    void opensInOtherTools();
};

void TestBackup::keepsTheContent_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::addColumn<int>("pageSize");
    QTest::addColumn<Format>("format");
    for (const char *mode : {"WAL", "DELETE", "TRUNCATE", "PERSIST"}) {
        for (const int pageSize : {512, 1024, 4096, 8192, 65536}) {
            for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
                QTest::addRow("%s, page size %d, %s", mode, pageSize, qPrintable(formatCode(format)))
                    << QString::fromLatin1(mode) << pageSize << format;
            }
        }
    }
}

void TestBackup::keepsTheContent()
{
    QFETCH(QString, journalMode);
    QFETCH(int, pageSize);
    QFETCH(Format, format);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    Sqlite database(file);
    QVERIFY(database.execute(
        "PRAGMA page_size=" + std::to_string(pageSize) + "; PRAGMA journal_mode=" + journalMode.toStdString()
        + "; CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b BLOB);"
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
          "INSERT INTO t SELECT i, hex(randomblob(20)), randomblob(i % 900) FROM n"));
    const std::string sum = "SELECT count(*) || ' ' || sum(length(b)) || ' ' || max(a) FROM t";

    BackupRequest request = bench.request(file);
    request.format = format;
    const BackupReport report = bench.backUp(request);

    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(report.backup->pageSize, pageSize);
    QCOMPARE(report.restarts, 0);
    QVERIFY(std::filesystem::exists(report.backup->file));
    const auto figures
        = std::find_if(report.backup->tables.cbegin(), report.backup->tables.cend(),
                       [](const TableFigures &table) { return table.name == QLatin1String("t"); });
    QVERIFY(figures != report.backup->tables.cend());
    QCOMPARE(figures->rows, 3000);
    if (format == Format::Database) {
        QCOMPARE(Sqlite(report.backup->file, SQLITE_OPEN_READONLY).value(sum), database.value(sum));
        QCOMPARE(Sqlite(report.backup->file, SQLITE_OPEN_READONLY).value("PRAGMA journal_mode"),
                 std::string("delete"));
    }
}

void TestBackup::keepsEveryFeature_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("auto_vacuum full")
        << "PRAGMA auto_vacuum=FULL; CREATE TABLE t(a); INSERT INTO t VALUES(zeroblob(9000))";
    QTest::newRow("auto_vacuum incremental") << "PRAGMA auto_vacuum=INCREMENTAL; CREATE TABLE t(a); INSERT "
                                                "INTO t VALUES(zeroblob(90000)); DELETE FROM t";
    QTest::newRow("without rowid")
        << "CREATE TABLE t(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID; INSERT INTO t VALUES(1, 2)";
    QTest::newRow("strict") << "CREATE TABLE t(a INT, b TEXT) STRICT; INSERT INTO t VALUES(1, 'x')";
    QTest::newRow("fts5") << "CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('hello world')";
    QTest::newRow("fts4") << "CREATE VIRTUAL TABLE f USING fts4(x); INSERT INTO f VALUES('hello world')";
    QTest::newRow("rtree") << "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1); INSERT INTO r VALUES(1, 0, 1)";
    QTest::newRow("generated columns")
        << "CREATE TABLE t(a, b AS (a * 2), c AS (a * 3) STORED); INSERT INTO t(a) VALUES(7)";
    QTest::newRow("utf-16") << QStringLiteral(
        "PRAGMA encoding='UTF-16be'; CREATE TABLE t(a); INSERT INTO t VALUES('grün')");
    QTest::newRow("expression index")
        << "CREATE TABLE t(a); CREATE INDEX i ON t(lower(a)); INSERT INTO t VALUES('X')";
    QTest::newRow("views and triggers") << "CREATE TABLE t(a); CREATE VIEW v AS SELECT * FROM t; CREATE "
                                           "TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END";
    QTest::newRow("no table") << "PRAGMA user_version=7";
    QTest::newRow("odd names")
        << "CREATE TABLE \"a\"\"b'c\n\"(\"x y\"); INSERT INTO \"a\"\"b'c\n\" VALUES(1)";
    QTest::newRow("foreign keys broken") << "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p "
                                            "REFERENCES p(id)); INSERT INTO c VALUES(5)";
}

void TestBackup::keepsEveryFeature()
{
    QFETCH(QString, sql);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(Sqlite(file).execute(sql.toStdString()));

    const BackupReport report = bench.backUp(bench.request(file));

    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(integrityOf(report.backup->file), std::string("ok"));
    QCOMPARE(hasFinding(report.findings, "foreign-keys"),
             QLatin1String(QTest::currentDataTag()) == QLatin1String("foreign keys broken"));
    // Apart from the two bytes of the journal mode, which are the same here, the copy is the source.
    QCOMPARE(readBytes(report.backup->file), readBytes(file));
}

void TestBackup::takesCommitsOfALiveWriter_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("WAL") << "WAL";
    QTest::newRow("DELETE") << "DELETE";
}

// Two rows whose sum never changes: a copy that mixes two states shows another sum.
void TestBackup::takesCommitsOfALiveWriter()
{
    QFETCH(QString, journalMode);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 400, qPrintable(journalMode)));
    QVERIFY(Sqlite(file).execute("CREATE TABLE account(id INTEGER PRIMARY KEY, money);"
                                 "INSERT INTO account VALUES(1, 1000), (2, 0)"));
    std::atomic<bool> stop = false;
    std::atomic<int> commits = 0;
    std::thread writer([&] {
        Sqlite database(file);
        database.execute("PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL");
        while (!stop) {
            if (database.execute(
                    "BEGIN IMMEDIATE; UPDATE account SET money = money - 1 WHERE id = 1;"
                    "UPDATE items SET content = randomblob(400) WHERE id = 1 + abs(random()) % 20000;"
                    "UPDATE account SET money = money + 1 WHERE id = 2; COMMIT")) {
                ++commits;
            }
        }
    });
    for (int run = 0; run < 5; ++run) {
        BackupRequest request = bench.request(file);
        request.busyTimeout = std::chrono::seconds(10);
        const int before = commits;
        const BackupReport report = bench.backUp(request);
        if (!report.backup) {
            stop = true;
            writer.join();
            QFAIL(qPrintable(describe(*report.error)));
        }
        QTRY_VERIFY(commits > before);
        Sqlite copy(report.backup->file, SQLITE_OPEN_READONLY);
        const std::string sum = copy.value("SELECT sum(money) FROM account");
        if (sum != "1000" || report.restarts != 0) {
            stop = true;
            writer.join();
        }
        QCOMPARE(sum, std::string("1000"));
        QCOMPARE(report.restarts, 0);
    }
    stop = true;
    writer.join();
    QCOMPARE(Sqlite(file).value("SELECT money FROM account WHERE id = 2"), std::to_string(commits));
}

void TestBackup::copiesAheadOfARollbackWriter()
{
    const Workbench bench;
    const Path file = bench.source / "large.db";
    QVERIFY(makeDatabase(file, 90'000, 900));
    QVERIFY(std::filesystem::file_size(file) > 64U << 20);
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        Sqlite database(file);
        database.execute("PRAGMA busy_timeout=5000; PRAGMA synchronous=OFF");
        while (!stop) {
            database.execute("BEGIN IMMEDIATE; UPDATE items SET content = zeroblob(900) WHERE id = 1 + "
                             "abs(random()) % 90000;"
                             "INSERT INTO items(content) VALUES(zeroblob(900)); COMMIT");
        }
    });
    BackupRequest request = bench.request(file);
    request.busyTimeout = std::chrono::seconds(10);
    const BackupReport report = bench.backUp(request);
    stop = true;
    writer.join();
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.strategy, QStringLiteral("pre-copy"));
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(integrityOf(report.backup->file), std::string("ok"));
}

void TestBackup::leavesNothingBesideTheSource_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state :
         {"rollback", "idle WAL", "WAL in use", "WAL of a crashed program", "WAL just written"}) {
        QTest::newRow(state) << QString::fromLatin1(state);
    }
}

void TestBackup::leavesNothingBesideTheSource()
{
    QFETCH(QString, state);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    const bool crashed = state == QLatin1String("WAL of a crashed program");
    QVERIFY(makeDatabase(file, 1000, 100, state == QLatin1String("rollback") ? "DELETE" : "WAL"));
    std::optional<Sqlite> user;
    if (state == QLatin1String("WAL in use") || crashed) {
        user.emplace(file);
        QVERIFY(user->execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES(5000, 'last')"));
    }
    Path database = file;
    if (crashed) {
        // What a killed program leaves: main file and -wal, and no -shm after a restart of the machine.
        database = bench.source / "crashed" / "app.db";
        std::filesystem::create_directory(database.parent_path());
        std::filesystem::copy_file(file, database);
        std::filesystem::copy_file(withSuffix(file, "-wal"), withSuffix(database, "-wal"));
    }
    const std::set<std::string> before = namesIn(database.parent_path());
    const QByteArray bytesBefore = readBytes(database);
    const QByteArray walBefore = readBytes(withSuffix(database, "-wal"));

    const BackupReport report = bench.backUp(bench.request(database));

    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(namesIn(database.parent_path()), before);
    QCOMPARE(readBytes(database), bytesBefore);
    QCOMPARE(readBytes(withSuffix(database, "-wal")), walBefore);
    if (crashed || state == QLatin1String("WAL in use")) {
        QCOMPARE(Sqlite(report.backup->file, SQLITE_OPEN_READONLY)
                     .value("SELECT content FROM items WHERE id = 5000"),
                 std::string("last"));
    }
}

void TestBackup::namesTwoBackupsOfOneSecond()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    std::set<std::string> names;
    for (int run = 0; run < 4; ++run) {
        const BackupReport report = bench.backUp(bench.request(file));
        QVERIFY(report.backup);
        names.insert(report.backup->file.filename().string());
    }
    QCOMPARE(names.size(), size_t(4));
}

void TestBackup::replacesOnlyItsOwnFixedName()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    BackupRequest request = bench.request(file);
    request.destination = bench.destination / "newest.db";
    QVERIFY(bench.backUp(request).backup);
    QVERIFY(Sqlite(file).execute("INSERT INTO items VALUES(9999, 'new')"));
    const BackupReport second = bench.backUp(request);
    QVERIFY2(second.backup, second.error ? qPrintable(describe(*second.error)) : "");
    QCOMPARE(Sqlite(request.destination).value("SELECT content FROM items WHERE id = 9999"),
             std::string("new"));

    request.destination = bench.destination / "precious.txt";
    QVERIFY(writeBytes(request.destination, "do not touch"));
    const BackupReport refused = bench.backUp(request);
    QVERIFY(!refused.backup);
    QCOMPARE(refused.error->kind, ErrorKind::AlreadyExists);
    QCOMPARE(readBytes(request.destination), QByteArray("do not touch"));
}

void TestBackup::reachesJustTheLevelAskedFor_data()
{
    QTest::addColumn<ProofLevel>("level");
    QTest::addColumn<Format>("format");
    for (const ProofLevel level :
         {ProofLevel::Copied, ProofLevel::ReadBack, ProofLevel::Checked, ProofLevel::Proven}) {
        for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
            QTest::addRow("%s %s", qPrintable(proofCode(level)), qPrintable(formatCode(format)))
                << level << format;
        }
    }
}

void TestBackup::reachesJustTheLevelAskedFor()
{
    QFETCH(ProofLevel, level);
    QFETCH(Format, format);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 5000, 900, "WAL"));
    BackupRequest request = bench.request(file);
    request.proof = level;
    request.format = format;
    const BackupReport report = bench.backUp(request);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.backup->proof, level);
    QCOMPARE(report.backup->sha256.size(), level == ProofLevel::Copied ? 0 : 32);
    QCOMPARE(report.backup->tables.isEmpty(), level != ProofLevel::Proven);
    if (level >= ProofLevel::ReadBack) {
        QProcess sum;
        sum.start(QStringLiteral("sha256sum"), {QString::fromStdString(report.backup->file.string())});
        QVERIFY(sum.waitForFinished());
        QCOMPARE(sum.readAllStandardOutput().left(64), report.backup->sha256.toHex());
    }
}

void TestBackup::keepsThePermissions()
{
    const Workbench bench;
    const Path file = bench.source / "secret.db";
    QVERIFY(makeDatabase(file));
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const BackupReport report = bench.backUp(bench.request(file));
    QVERIFY(report.backup);
    QCOMPARE(std::filesystem::status(report.backup->file).permissions(),
             std::filesystem::status(file).permissions());
}

void TestBackup::writesAManifest()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    QVERIFY(bench.backUp(bench.request(file)).backup);
    const Path manifests = bench.destination / ".litekeeper" / "manifests";
    QCOMPARE(namesIn(manifests).size(), size_t(1));
    QVERIFY(readBytes(manifests / *namesIn(manifests).begin()).contains("contentHash"));
}

void TestBackup::runsOncePerSource()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 5000, 900));
    std::optional<BackupReport> inner;
    std::atomic<bool> once = true;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying && once.exchange(false)) {
            inner = bench.backUp(bench.request(file));
        }
    });
    const BackupReport outer = bench.backUp(bench.request(file), control);
    QVERIFY(outer.backup);
    QVERIFY(inner && inner->error);
    QCOMPARE(inner->error->kind, ErrorKind::AlreadyRunning);
    QVERIFY(inner->error->detail.contains(QString::number(QCoreApplication::applicationPid())));
}

void TestBackup::opensInOtherTools_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unzip") << Format::Zip << "unzip" << QStringList{QStringLiteral("-p")};
    QTest::newRow("zstd") << Format::Zstd << "zstd" << QStringList{QStringLiteral("-dc")};
}

void TestBackup::opensInOtherTools()
{
    QFETCH(Format, format);
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 300));
    BackupRequest request = bench.request(file);
    request.format = format;
    const BackupReport report = bench.backUp(request);
    QVERIFY(report.backup);
    QProcess unpack;
    unpack.start(program, arguments << QString::fromStdString(report.backup->file.string()));
    QVERIFY2(unpack.waitForFinished(), qPrintable(unpack.errorString()));
    QCOMPARE(unpack.exitCode(), 0);
    QCOMPARE(unpack.readAllStandardOutput(), readBytes(file));
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"

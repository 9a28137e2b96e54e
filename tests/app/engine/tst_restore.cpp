// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/restore.h"

#include "engine/stilldatabase.h"
#include "support/onlookers.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/xattr.h>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

class TestRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nobodySeesAMixture_data();
    void nobodySeesAMixture();
    void otherPagesNeedASwapInWalMode();
    void makesANewFile();
    void swapsAStoppedDatabase_data();
    void swapsAStoppedDatabase();
    void refusesToSwapWhatIsOpen();
    void waitsForALimitedTime();
    void keepsOwnerModeAndAttributes();
    void restoresOverDamage();
    void sparesWhatIsNoDatabase();
    void cancelledItChangesNothing();
    void cancelledTooLateItHasHappened();

private:
    [[nodiscard]] Path path(const char *name) const { return Path(m_folder->path().toStdString()) / name; }
    [[nodiscard]] Result<RestoreReport> restore(const Path &backup, const Path &target, RestoreWay way,
                                                const RunControl &control = RunControl()) const;
    [[nodiscard]] std::vector<std::string> names() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRestore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(make(path("backup.db"), 1, "PRAGMA journal_mode=DELETE;"));
}

Result<RestoreReport> TestRestore::restore(const Path &backup, const Path &target, RestoreWay way,
                                           const RunControl &control) const
{
    const Result<StillDatabase> still
        = StillDatabase::ofBackup(backup, Format::Database, path("."), RunControl());
    if (!still) {
        return still.error();
    }
    const Result<RestoreTarget> look = lookAtTarget(target, *still);
    if (!look) {
        return look.error();
    }
    return restoreDatabase(*still, *look, {.way = way, .busyTimeout = 10s}, control);
}

std::vector<std::string> TestRestore::names() const
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(path("."))) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

void TestRestore::nobodySeesAMixture_data()
{
    QTest::addColumn<std::string>("pragmas");
    QTest::newRow("WAL") << std::string("PRAGMA journal_mode=WAL;");
    QTest::newRow("DELETE") << std::string("PRAGMA journal_mode=DELETE;");
    QTest::newRow("other pages") << std::string("PRAGMA page_size=1024; PRAGMA journal_mode=DELETE;");
}

void TestRestore::nobodySeesAMixture()
{
    QFETCH(const std::string, pragmas);
    const Path live = path("live.db");
    QVERIFY(make(live, 2, pragmas));
    const std::unique_ptr<QProcess> reader = startAnother("--read", live);
    const std::unique_ptr<QProcess> writer = startAnother("--write", live);
    QVERIFY(reader && writer);

    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::IntoLive);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->proof, ProofLevel::Checked);
    QVERIFY(report->findings.isEmpty());

    // The writer goes on, from what was restored: its numbers are odd now.
    QByteArray written;
    QTRY_VERIFY_WITH_TIMEOUT(isOdd(lastNumberIn(written += writer->readAllStandardOutput())), 20'000);
    QVERIFY2(!written.contains("failed"), written.constData());
    QCOMPARE(writer->state(), QProcess::Running);
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT(isOdd(lastNumberIn(seen += reader->readAllStandardOutput())), 20'000);
    for (const QByteArray &line : seen.left(seen.lastIndexOf('\n')).split('\n')) {
        const QByteArrayList numbers = line.split(',');
        QVERIFY2(numbers.size() == 4 && numbers.count(numbers.first()) == 4, line.constData());
    }
    writer->kill();
    reader->kill();
    writer->waitForFinished();
    reader->waitForFinished();
    test::Sqlite database(live);
    QCOMPARE(database.value("PRAGMA integrity_check"), std::string("ok"));
    const bool isWal = pragmas.find("WAL") != std::string::npos;
    QCOMPARE(database.value("PRAGMA journal_mode"), std::string(isWal ? "wal" : "delete"));
}

void TestRestore::otherPagesNeedASwapInWalMode()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA page_size=1024; PRAGMA journal_mode=WAL;"));
    const Result<RestoreReport> refused = restore(path("backup.db"), live, RestoreWay::IntoLive);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(describe(refused.error()).contains(QLatin1String("1024")));
    {
        test::Sqlite database(live);
        QCOMPARE(stateOf(database), std::string("2,2,2,2"));
    }
    QVERIFY(restore(path("backup.db"), live, RestoreWay::SwapFile));
    test::Sqlite database(live);
    QCOMPARE(stateOf(database), std::string("1,1,1,1"));
}

void TestRestore::makesANewFile()
{
    const Result<RestoreReport> report = restore(path("backup.db"), path("new.db"), RestoreWay::SwapFile);
    QVERIFY(report);
    QCOMPARE(report->proof, ProofLevel::Checked);
    QVERIFY(report->setAside.isEmpty());
    QCOMPARE(names(), (std::vector<std::string>{"backup.db", "new.db"}));
    test::Sqlite database(path("new.db"));
    QCOMPARE(stateOf(database), std::string("1,1,1,1"));
}

void TestRestore::swapsAStoppedDatabase_data()
{
    QTest::addColumn<std::string>("pragmas");
    QTest::addColumn<bool>("crashed");
    QTest::newRow("WAL, closed") << std::string("PRAGMA journal_mode=WAL;") << false;
    QTest::newRow("WAL, crashed") << std::string("PRAGMA journal_mode=WAL;") << true;
    QTest::newRow("DELETE, closed") << std::string("PRAGMA journal_mode=DELETE;") << false;
    QTest::newRow("DELETE, crashed") << std::string("PRAGMA journal_mode=DELETE;") << true;
}

/// A -wal or a hot journal of the old database must never be applied to the new one.
void TestRestore::swapsAStoppedDatabase()
{
    QFETCH(const std::string, pragmas);
    QFETCH(const bool, crashed);
    const Path live = path("live.db");
    QVERIFY(make(live, 2, pragmas));
    if (crashed) {
        const std::unique_ptr<QProcess> writer = startAnother("--write", live);
        QVERIFY(writer);
        QTest::qWait(100);
        writer->kill();
        QVERIFY(writer->waitForFinished());
    }
    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::SwapFile);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(report->setAside.isEmpty());
    QCOMPARE(names(), (std::vector<std::string>{"backup.db", "live.db"}));
    test::Sqlite database(live);
    QCOMPARE(stateOf(database), std::string("1,1,1,1"));
    QCOMPARE(database.value("PRAGMA integrity_check"), std::string("ok"));
}

void TestRestore::refusesToSwapWhatIsOpen()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=WAL;"));
    const std::unique_ptr<QProcess> reader = startAnother("--read", live);
    QVERIFY(reader);
    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::SwapFile);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Busy);
    QVERIFY2(describe(report.error()).contains(QString::number(reader->processId())),
             qPrintable(describe(report.error())));
    reader->kill();
    reader->waitForFinished();
    test::Sqlite database(live);
    QCOMPARE(stateOf(database), std::string("2,2,2,2"));
    QVERIFY(!std::filesystem::exists(path("live.db.restoring")));
}

void TestRestore::waitsForALimitedTime()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=WAL;"));
    test::Sqlite holder(live);
    QVERIFY(holder.execute("BEGIN IMMEDIATE"));
    const Result<StillDatabase> still
        = StillDatabase::ofBackup(path("backup.db"), Format::Database, path("."), RunControl());
    const Result<RestoreTarget> look = lookAtTarget(live, *still);
    QVERIFY(look);
    const Result<RestoreReport> report
        = restoreDatabase(*still, *look, {.way = RestoreWay::IntoLive, .busyTimeout = 50ms}, RunControl());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Busy);
    QVERIFY(holder.execute("COMMIT"));
    QCOMPARE(stateOf(holder), std::string("2,2,2,2"));
}

void TestRestore::keepsOwnerModeAndAttributes()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=DELETE;"));
    QCOMPARE(::chmod(live.c_str(), 0640), 0);
    const bool hasAttributes = ::setxattr(live.c_str(), "user.litekeeper", "kept", 4, 0) == 0;
    const bool isRoot = ::geteuid() == 0;
    if (isRoot) {
        QCOMPARE(::chown(live.c_str(), 1234, 2345), 0);
    }
    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::SwapFile);
    QVERIFY(report);
    QVERIFY(report->findings.isEmpty());
    struct stat status = {};
    QCOMPARE(::stat(live.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0640U);
    if (isRoot) {
        QCOMPARE(status.st_uid, 1234U);
        QCOMPARE(status.st_gid, 2345U);
    }
    if (hasAttributes) {
        char value[8] = {};
        QCOMPARE(::getxattr(live.c_str(), "user.litekeeper", value, sizeof value), ssize_t(4));
        QCOMPARE(QByteArray(value), QByteArray("kept"));
    }
}

/// The damaged file is kept, with what lay beside it.
void TestRestore::restoresOverDamage()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=DELETE;"));
    {
        QFile file(QString::fromStdString(live.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(16));
        file.write(QByteArray(80, '\xff')); // the magic is right, all other fields are impossible
    }
    QFile wal(QString::fromStdString(path("live.db-wal").string()));
    QVERIFY(wal.open(QIODevice::WriteOnly) && wal.write("something") == 9);
    wal.close();
    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::SwapFile);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->setAside.size(), 2);
    QVERIFY(std::filesystem::exists(report->setAside.first()));
    QVERIFY(!std::filesystem::exists(path("live.db-wal")));
    test::Sqlite database(live);
    QCOMPARE(stateOf(database), std::string("1,1,1,1"));
}

void TestRestore::sparesWhatIsNoDatabase()
{
    QFile file(QString::fromStdString(path("notes.txt").string()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("these are notes, and nothing else but notes") > 0);
    file.close();
    const Result<RestoreReport> report = restore(path("backup.db"), path("notes.txt"), RestoreWay::SwapFile);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotADatabase);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("these are notes"));
    QCOMPARE(restore(path("backup.db"), path("nowhere/x.db"), RestoreWay::SwapFile).error().kind,
             ErrorKind::NotFound);
}

void TestRestore::cancelledItChangesNothing()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=WAL;"));
    for (const RestoreWay way : {RestoreWay::SwapFile, RestoreWay::IntoLive}) {
        RunControl control([&control](const Progress &progress) {
            if (progress.phase == Phase::Copying) {
                control.requestStop();
            }
        });
        const Result<RestoreReport> report = restore(path("backup.db"), live, way, control);
        // A small database may be through before the wish is heard.
        if (!report) {
            QCOMPARE(report.error().kind, ErrorKind::Cancelled);
            test::Sqlite database(live);
            QCOMPARE(stateOf(database), std::string("2,2,2,2"));
        }
        QVERIFY(!std::filesystem::exists(path("live.db.restoring")));
    }
}

void TestRestore::cancelledTooLateItHasHappened()
{
    const Path live = path("live.db");
    QVERIFY(make(live, 2, "PRAGMA journal_mode=WAL;"));
    test::Sqlite other(live);
    QCOMPARE(stateOf(other), std::string("2,2,2,2"));
    RunControl control([&control](const Progress &progress) {
        if (progress.phase == Phase::Checking) {
            control.requestStop();
        }
    });
    const Result<RestoreReport> report = restore(path("backup.db"), live, RestoreWay::IntoLive, control);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(stateOf(other), std::string("1,1,1,1"));
    QCOMPARE(report->proof, ProofLevel::Copied);
    QCOMPARE(report->findings.size(), 1);
    QCOMPARE(report->findings.first().code, QStringLiteral("not-checked"));
    QVERIFY(report->findings.first().text.contains(QLatin1String("left out")));
}

int main(int argc, char *argv[])
{
    if (const std::optional<int> code = onlookerMain(argc, argv)) {
        return *code;
    }
    const QCoreApplication application(argc, argv);
    TestRestore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_restore.moc"

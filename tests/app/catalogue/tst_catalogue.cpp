// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"
#include "common/process.h"
#include "places/databaseheader.h"
#include "places/destination.h"
#include "support/files.h"
#include "support/samples.h"
#include "support/temporarymount.h"

#include <QRandomGenerator>
#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRunsWhole();
    void keepsBackupsWhole();
    void listsNewestFirst();
    void givesChartsAllRuns();
    void replacesById();
    void oneBackupInOneFile();
    void knowsDatabases();
    void remembersAndForgets();
    void knowsTheNewestProven();
    void keepsSettings_data();
    void keepsSettings();
    void removesSettings();
    void oneOfSeveralExchangesASetting();
    void remembersDestinations();
    void noticesOtherProcesses();
    void isPrivate();
    void oddFolders();
    void missingRows();
    void manyProcessesWrite();
    void killNeverSplitsARunFromItsBackup();
    void fullDisk();
    void lookingAtTheFileKeepsItsLocks();
};

namespace {

Catalogue openIn(const TemporaryFolder &folder)
{
    Result<Catalogue> catalogue = Catalogue::open(folder.path() / "catalogue.db");
    if (!catalogue) {
        qFatal("%s", qPrintable(describe(catalogue.error())));
    }
    return *std::move(catalogue);
}

Run runAt(const QDateTime &startedAt, const Path &source = "/srv/a.db")
{
    Run run = sampleRun(source);
    run.startedAt = startedAt;
    run.partial.clear();
    return run;
}

const QDateTime morning(QDate(2026, 3, 29), QTime(6, 0), Qt::UTC);

} // namespace

void TestCatalogue::keepsRunsWhole()
{
    const TemporaryFolder folder;
    const Run run = sampleRun();
    Run bare;
    bare.id = QUuid::createUuid();
    bare.ownerPid = ::getpid();
    bare.ownerBootId = currentBootId();
    {
        Catalogue catalogue = openIn(folder);
        QVERIFY(catalogue.storeRun(run));
        QVERIFY(catalogue.storeRun(bare));
        QVERIFY(isSame(*catalogue.run(run.id), run));
    }
    // What another process reads. The unfinished file of a run that is over is not there any more, so its
    // note goes.
    Catalogue catalogue = openIn(folder);
    QVERIFY(isSame(*catalogue.run(bare.id), bare));
    const Result<Run> read = catalogue.run(run.id);
    Run expected = run;
    expected.partial = read->partial;
    QVERIFY(isSame(*read, expected));
    QVERIFY(read->startedAt.timeSpec() == Qt::UTC);
}

void TestCatalogue::keepsBackupsWhole()
{
    const TemporaryFolder folder;
    const Backup backup = sampleBackup("/backups\xff/a\nb.db.zst");
    {
        Catalogue catalogue = openIn(folder);
        QVERIFY(catalogue.storeBackup(backup));
    }
    Catalogue catalogue = openIn(folder);
    QVERIFY(isSame(*catalogue.backup(backup.id), backup));
    Backup listed = backup;
    listed.tables.clear();
    QVERIFY(isSame(catalogue.backups()->front(), listed));
}

void TestCatalogue::listsNewestFirst()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    QList<QUuid> ids;
    for (const int hour : {3, 1, 5, 2, 4}) {
        const Run run = runAt(morning.addSecs(hour * 3600));
        QVERIFY(catalogue.storeRun(run));
        Backup backup = sampleBackup(Path("/backups") / std::to_string(hour));
        backup.createdAt = run.startedAt;
        QVERIFY(catalogue.storeBackup(backup));
    }
    const Result<QList<Run>> runs = catalogue.runs(3);
    QCOMPARE(runs->size(), 3);
    QCOMPARE(runs->at(0).startedAt, morning.addSecs(5 * 3600));
    QCOMPARE(runs->at(2).startedAt, morning.addSecs(3 * 3600));
    QVERIFY(runs->at(0).log.isEmpty()); // one may be long; run() has it
    QVERIFY(!catalogue.run(runs->at(0).id)->log.isEmpty());
    QCOMPARE(catalogue.runs(100)->size(), 5);
    QCOMPARE(catalogue.backups()->front().file, Path("/backups/5"));
    QCOMPARE(catalogue.backups()->back().file, Path("/backups/1"));
}

void TestCatalogue::givesChartsAllRuns()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Run scheduled = runAt(morning.addSecs(3600));
    Run byHand = runAt(morning, "/srv/b.db");
    byHand.jobId = {};
    byHand.dueAt = {};
    QVERIFY(catalogue.storeRun(scheduled));
    QVERIFY(catalogue.storeRun(byHand));
    const Result<QList<RunPoint>> points = catalogue.runPoints();
    QVERIFY(points);
    QCOMPARE(points->size(), 2);
    const auto pointOf = [](const Run &run) {
        return RunPoint{run.id,    run.jobId,        run.source, run.outcome, run.startedAt, run.dueAt,
                        run.bytes, run.milliseconds, run.missed, run.reason,  run.errorCode};
    };
    QVERIFY(points->at(0) == pointOf(byHand)); // the oldest first
    QVERIFY(points->at(1) == pointOf(scheduled));
}

void TestCatalogue::replacesById()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Run run = runAt(morning);
    QVERIFY(catalogue.storeRun(run));
    run.outcome = Outcome::Failed;
    run.reason = QStringLiteral("Because.");
    QVERIFY(catalogue.storeRun(run));
    QCOMPARE(catalogue.runs(10)->size(), 1);
    QVERIFY(isSame(*catalogue.run(run.id), run));
    Backup backup = sampleBackup("/backups/a.db");
    QVERIFY(catalogue.storeBackup(backup));
    backup.proof = ProofLevel::Checked;
    QVERIFY(catalogue.storeBackup(backup));
    QCOMPARE(catalogue.backups()->size(), 1);
    QVERIFY(isSame(*catalogue.backup(backup.id), backup));
    QVERIFY(catalogue.removeBackup(backup.id));
    QVERIFY(catalogue.removeBackup(backup.id));
    QCOMPARE(catalogue.backups()->size(), 0);
}

void TestCatalogue::oneBackupInOneFile()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Backup first = sampleBackup("/backups/nightly.db");
    const Backup second = sampleBackup("/backups/nightly.db");
    QVERIFY(catalogue.storeBackup(first));
    QVERIFY(catalogue.closeRun(runAt(morning), second));
    QCOMPARE(catalogue.backups()->size(), 1);
    QCOMPARE(catalogue.backups()->front().id, second.id);
}

void TestCatalogue::knowsDatabases()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    QVERIFY(catalogue.rememberDatabase("/srv/b\xff.db"));
    QVERIFY(catalogue.rememberDatabase("/srv/b\xff.db"));
    for (int hour = 0; hour < 40; ++hour) {
        Run run = runAt(morning.addSecs(hour * 3600), "/srv/a.db");
        run.outcome = Outcome::Running;
        QVERIFY(catalogue.storeRun(run));
        run.outcome = hour % 2 == 0 ? Outcome::Succeeded : Outcome::Warning;
        Backup backup = sampleBackup(Path("/backups") / std::to_string(hour), "/srv/a.db");
        backup.createdAt = run.startedAt;
        backup.proof = hour == 7 ? ProofLevel::Proven : ProofLevel::Checked;
        QVERIFY(catalogue.closeRun(run, backup));
    }
    const Result<QList<KnownDatabase>> known = catalogue.knownDatabases();
    QCOMPARE(known->size(), 2);
    const KnownDatabase &first = known->at(0);
    QCOMPARE(first.source, Path("/srv/a.db"));
    QCOMPARE(first.newestBackup->file, Path("/backups/39"));
    QCOMPARE(first.newestProven->file, Path("/backups/7"));
    QCOMPARE(first.recentRuns.size(), 30);
    QCOMPARE(first.recentRuns.front().startedAt, morning.addSecs(39 * 3600));
    QCOMPARE(first.recentRuns.back().startedAt, morning.addSecs(10 * 3600));
    QVERIFY(first.recentRuns.front().log.isEmpty());
    const KnownDatabase &second = known->at(1);
    QCOMPARE(second.source, Path("/srv/b\xff.db"));
    QVERIFY(!second.newestBackup && !second.newestProven && second.recentRuns.isEmpty());
}

void TestCatalogue::remembersAndForgets()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Run run = runAt(morning);
    run.outcome = Outcome::Running;
    QVERIFY(catalogue.storeRun(run));
    QCOMPARE(catalogue.knownDatabases()->size(), 1);
    QVERIFY(catalogue.forgetDatabase(run.source));
    QCOMPARE(catalogue.knownDatabases()->size(), 0);
    QCOMPARE(catalogue.runs(10)->size(), 1);
    // The end of a run that was going on does not bring it back, the next run does.
    run.outcome = Outcome::Succeeded;
    QVERIFY(catalogue.closeRun(run, std::nullopt));
    QCOMPARE(catalogue.knownDatabases()->size(), 0);
    Run next = runAt(morning.addDays(1));
    next.outcome = Outcome::Running;
    QVERIFY(catalogue.storeRun(next));
    QCOMPARE(catalogue.knownDatabases()->front().recentRuns.size(), 2);
}

void TestCatalogue::knowsTheNewestProven()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Backup old = sampleBackup("/backups/1", "/srv/a.db");
    Backup newer = sampleBackup("/backups/2", "/srv/a.db");
    Backup unproven = sampleBackup("/backups/3", "/srv/a.db");
    newer.createdAt = old.createdAt.addSecs(1);
    unproven.createdAt = old.createdAt.addSecs(2);
    unproven.proof = ProofLevel::Checked;
    const Backup other = sampleBackup("/backups/4", "/srv/b.db");
    for (const Backup &backup : {old, newer, unproven, other}) {
        QVERIFY(catalogue.storeBackup(backup));
    }
    QVERIFY(!*catalogue.isNewestProven(old.id));
    QVERIFY(*catalogue.isNewestProven(newer.id));
    QVERIFY(!*catalogue.isNewestProven(unproven.id));
    QVERIFY(*catalogue.isNewestProven(other.id));
    QVERIFY(!*catalogue.isNewestProven(QUuid::createUuid()));
}

void TestCatalogue::keepsSettings_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("text") << QVariant(QStringLiteral("äöü\n"));
    QTest::newRow("empty text") << QVariant(QString());
    QTest::newRow("number") << QVariant(42);
    QTest::newRow("big number") << QVariant(qint64(1) << 60);
    QTest::newRow("truth") << QVariant(true);
    QTest::newRow("bytes") << QVariant(QByteArray("\0\xff\n", 3));
    QTest::newRow("list") << QVariant(QStringList{QStringLiteral("a"), QStringLiteral("b")});
    QTest::newRow("instant") << QVariant(morning);
    QTest::newRow("map") << QVariant(QVariantMap{{QStringLiteral("x"), 1.5}});
}

void TestCatalogue::keepsSettings()
{
    QFETCH(QVariant, value);
    const TemporaryFolder folder;
    const QString key = QStringLiteral("window/geometry „x“");
    QVERIFY(openIn(folder).storeSetting(key, QStringLiteral("before")));
    QVERIFY(openIn(folder).storeSetting(key, value));
    const Result<QHash<QString, QVariant>> settings = openIn(folder).settings();
    QCOMPARE(settings->size(), 1);
    QCOMPARE(settings->value(key), value);
    QCOMPARE(settings->value(key).typeId(), value.typeId());
}

void TestCatalogue::oneOfSeveralExchangesASetting()
{
    const TemporaryFolder folder;
    const QString key = QStringLiteral("a");
    Catalogue first = openIn(folder);
    Catalogue second = openIn(folder);
    const Result<bool> won = first.exchangeSetting(key, {}, QByteArray("first"));
    const Result<bool> lost = second.exchangeSetting(key, {}, QByteArray("second"));
    QVERIFY(won && *won && lost && !*lost);
    QCOMPARE(second.settings()->value(key), QVariant(QByteArray("first")));
    const Result<bool> removed = second.exchangeSetting(key, QByteArray("first"), {});
    QVERIFY(removed && *removed);
    QVERIFY(first.settings()->isEmpty());
}

void TestCatalogue::removesSettings()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    QVERIFY(catalogue.storeSetting(QStringLiteral("a"), 1));
    QVERIFY(catalogue.storeSetting(QStringLiteral("a"), {}));
    QVERIFY(catalogue.settings()->isEmpty());
}

void TestCatalogue::remembersDestinations()
{
    const TemporaryFolder folder;
    const TemporaryFolder backups;
    const Result<Destination> destination = Destination::openOrCreate(backups.path());
    Catalogue catalogue = openIn(folder);
    QVERIFY(catalogue.closeRun(runAt(morning), sampleBackup(backups.path() / "a.db")));
    const KnownDestination expected{.folder = backups.path(), .id = destination->id()};
    QCOMPARE(*catalogue.destinations(), QList<KnownDestination>{expected});
    QCOMPARE(*readDestinationList(folder.path() / "destinations.json"), QList<KnownDestination>{expected});
    const KnownDestination other{.folder = "/odd\n?%#\xff", .id = QUuid::createUuid()};
    QVERIFY(catalogue.rememberDestination(other));
    QCOMPARE(catalogue.destinations()->size(), 2);
    QVERIFY(readDestinationList(folder.path() / "destinations.json")->contains(other));
}

void TestCatalogue::noticesOtherProcesses()
{
    const TemporaryFolder folder;
    Child other([&] {
        waitForFile(folder.path() / "go");
        ::_exit(openIn(folder).storeRun(runAt(morning)) ? 0 : 1);
    });
    Catalogue catalogue = openIn(folder);
    QVERIFY(!*catalogue.hasChangedElsewhere());
    QVERIFY(catalogue.storeRun(runAt(morning)));
    QVERIFY(!*catalogue.hasChangedElsewhere());
    QVERIFY(writeBytes(folder.path() / "go", {}));
    QCOMPARE(other.wait(), 0);
    QVERIFY(*catalogue.hasChangedElsewhere());
    QVERIFY(!*catalogue.hasChangedElsewhere());
    QCOMPARE(catalogue.runs(10)->size(), 2);
}

void TestCatalogue::isPrivate()
{
    const TemporaryFolder folder;
    Result<Catalogue> catalogue = Catalogue::open(folder.path() / "new/folder/catalogue.db");
    QVERIFY(catalogue);
    for (const auto &entry : std::filesystem::directory_iterator(folder.path() / "new/folder")) {
        struct stat status = {};
        QCOMPARE(::stat(entry.path().c_str(), &status), 0);
        QVERIFY2((status.st_mode & 0077) == 0, entry.path().c_str());
    }
    struct stat status = {};
    QCOMPARE(::stat((folder.path() / "new/folder").c_str(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0700);
}

void TestCatalogue::oddFolders()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "a\nb?c%20d#e\xff" / "catalogue.db";
    const Run run = runAt(morning);
    {
        Result<Catalogue> catalogue = Catalogue::open(file);
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(describe(catalogue.error())));
        QVERIFY(catalogue->storeRun(run));
    }
    QVERIFY(std::filesystem::exists(file));
    QVERIFY(Catalogue::open(file)->run(run.id));
}

void TestCatalogue::missingRows()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    QCOMPARE(catalogue.run(QUuid::createUuid()).error().kind, ErrorKind::NotFound);
    QCOMPARE(catalogue.backup(QUuid::createUuid()).error().kind, ErrorKind::NotFound);
    QVERIFY(catalogue.check());
    QVERIFY(catalogue.findings().isEmpty());
}

void TestCatalogue::manyProcessesWrite()
{
    const TemporaryFolder folder;
    constexpr int runsEach = 40;
    const auto write = [&] {
        Catalogue catalogue = openIn(folder);
        for (int number = 0; number < runsEach; ++number) {
            Run run = runAt(morning.addSecs(number));
            run.outcome = Outcome::Running;
            run.ownerPid = ::getpid();
            run.ownerStartTime = startTimeOf(::getpid());
            run.ownerBootId = currentBootId();
            Backup backup = sampleBackup(Path("/backups") / run.id.toByteArray().toStdString());
            const bool stored
                = catalogue.storeRun(run) && catalogue.closeRun(run, backup) && catalogue.runs(5);
            if (!stored) {
                ::_exit(1);
            }
        }
    };
    {
        // All of them make the catalogue at the same instant, too.
        Child a(write);
        Child b(write);
        Child c(write);
        QCOMPARE(a.wait(), 0);
        QCOMPARE(b.wait(), 0);
        QCOMPARE(c.wait(), 0);
    }
    Catalogue catalogue = openIn(folder);
    QCOMPARE(catalogue.runs(1000)->size(), 3 * runsEach);
    QCOMPARE(catalogue.backups()->size(), 3 * runsEach);
    QVERIFY(catalogue.check());
}

void TestCatalogue::killNeverSplitsARunFromItsBackup()
{
    const TemporaryFolder folder;
    for (int round = 0; round < 15; ++round) {
        const Path stored = folder.path() / ("stored" + std::to_string(round));
        Child writer([&] {
            Catalogue catalogue = openIn(folder);
            while (true) {
                Run run = runAt(morning);
                run.outcome = Outcome::Succeeded;
                Backup backup = sampleBackup(Path("/backups") / run.id.toByteArray().toStdString());
                backup.runId = run.id;
                run.backupId = backup.id;
                if (!catalogue.closeRun(run, backup) || !writeBytes(stored, {})) {
                    ::_exit(1);
                }
            }
        });
        // Every other one may still be opening the catalogue, however slow the machine is.
        if (round % 2 == 0) {
            waitForFile(stored);
        }
        ::usleep(QRandomGenerator::global()->bounded(50'000u));
        writer.kill();
    }
    Catalogue catalogue = openIn(folder);
    QVERIFY(catalogue.check());
    const Result<QList<Run>> runs = catalogue.runs(1'000'000);
    QVERIFY(!runs->isEmpty());
    QCOMPARE(catalogue.backups()->size(), runs->size());
    for (const Run &run : *runs) {
        QCOMPARE(catalogue.backup(run.backupId)->runId, run.id);
    }
}

void TestCatalogue::fullDisk()
{
    if (!canMount()) {
        QSKIP("Mounting a small file system needs root");
    }
    const TemporaryFolder folder;
    const TemporaryMount disk(folder.path(), "size=1m");
    QVERIFY(disk.isMounted());
    Catalogue catalogue = openIn(folder);
    const Run kept = runAt(morning);
    QVERIFY(catalogue.storeRun(kept));
    Run big = runAt(morning);
    big.log = QString(2'000'000, QLatin1Char('x'));
    const Result<void> stored = catalogue.storeRun(big);
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::NoSpace);
    QVERIFY(catalogue.check());
    QVERIFY(isSame(*catalogue.run(kept.id), kept));
    QVERIFY(catalogue.storeRun(runAt(morning)));
    QCOMPARE(catalogue.runs(10)->size(), 2);
}

void TestCatalogue::lookingAtTheFileKeepsItsLocks()
{
    const TemporaryFolder folder;
    Child other([&] {
        waitForFile(folder.path() / "go");
        const bool hasRead = openIn(folder).runs(1).hasValue(); // and has closed it
        ::_exit(hasRead ? 0 : 1);
    });
    Catalogue catalogue = openIn(folder);
    QVERIFY(catalogue.storeRun(runAt(morning)));
    // In WAL mode the last connection that closes removes the -wal, unless it sees the locks of another one.
    QVERIFY(lookAtDatabase(folder.path() / "catalogue.db"));
    QVERIFY(writeBytes(folder.path() / "go", {}));
    QCOMPARE(other.wait(), 0);
    QVERIFY(std::filesystem::exists(folder.path() / "catalogue.db-wal"));
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"
#include "places/destination.h"
#include "support/databasehandle.h"
#include "support/files.h"
#include "support/samples.h"

#include <QTest>

#include <algorithm>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestRebuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedCatalogueIsSetAside_data();
    void damagedCatalogueIsSetAside();
    void walGoesWithTheDamagedFile();
    void olderDamagedOnesStay();
    void lostCatalogue();
    void defaultFolderOnFirstStart();
    void otherDisk();
    void unreadableManifest();
    void damagedDestinationList();
    void unusableIsNotDamaged();
    void newerCatalogueIsRefused();
    void foreignDatabaseIsRefused();
    void killedWhileRebuilding();
};

namespace {

/// A catalogue with two backups in a destination, and some runs.
struct Scene
{
    TemporaryFolder data;
    TemporaryFolder backups;
    Path file = data.path() / "catalogue.db";
    Backup first = sampleBackup(backups.path() / "first.db", "/srv/a.db");
    Backup second = sampleBackup(backups.path() / "second\n\xff.db", "/srv/b.db");

    Scene()
    {
        const Result<Destination> destination = Destination::openOrCreate(backups.path());
        Result<Catalogue> catalogue = Catalogue::open(file);
        for (const Backup &backup : {first, second}) {
            Run run = sampleRun(backup.source);
            run.partial.clear();
            run.log = QString(20'000, QLatin1Char('l'));
            if (!destination->writeManifest(backup) || !catalogue->closeRun(run, backup)) {
                qFatal("the scene could not be made");
            }
        }
    }
};

QStringList codesOf(const Catalogue &catalogue)
{
    QStringList codes;
    for (const Finding &finding : catalogue.findings()) {
        codes.append(finding.code);
    }
    return codes;
}

QList<Path> damagedOnes(const Path &folder)
{
    QList<Path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().native().starts_with("catalogue.db.damaged-")) {
            files.append(entry.path());
        }
    }
    return files;
}

bool hasBoth(Catalogue &catalogue, const Scene &scene)
{
    const Result<Backup> first = catalogue.backup(scene.first.id);
    const Result<Backup> second = catalogue.backup(scene.second.id);
    return first && second && isSame(*first, scene.first) && isSame(*second, scene.second)
        && catalogue.knownDatabases()->size() == 2;
}

} // namespace

void TestRebuild::damagedCatalogueIsSetAside_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("size");
    QTest::newRow("magic gone") << 0 << QByteArray(16, 'x') << -1;
    QTest::newRow("zeros") << 0 << QByteArray(200'000, '\0') << -1;
    QTest::newRow("page size") << 16 << QByteArray("\x03\x03") << -1;
    QTest::newRow("schema page") << 100 << QByteArray(200, '\xff') << -1;
    QTest::newRow("pages in the middle") << 8192 << QByteArray(30'000, '\x55') << -1;
    QTest::newRow("cut off") << 0 << QByteArray() << 20'000;
    QTest::newRow("cut off in the header") << 0 << QByteArray() << 60;
}

void TestRebuild::damagedCatalogueIsSetAside()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(int, size);
    const Scene scene;
    QByteArray content = readBytes(scene.file);
    QVERIFY(content.size() > 40'000);
    content.replace(offset, std::min(bytes.size(), content.size() - offset), bytes);
    if (size >= 0) {
        content.truncate(size);
    }
    QVERIFY(writeBytes(scene.file, content));

    Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(describe(catalogue.error())));
    QVERIFY(codesOf(*catalogue).contains(QStringLiteral("catalogue-set-aside")));
    QVERIFY(hasBoth(*catalogue, scene));
    QVERIFY(catalogue->check());
    QCOMPARE(catalogue->destinations()->size(), 1);
    const QList<Path> aside = damagedOnes(scene.data.path());
    QCOMPARE(aside.size(), 1);
    QCOMPARE(readBytes(aside.front()), content);
    QVERIFY(catalogue->findings().front().text.contains(displayPath(aside.front())));
    QVERIFY(Catalogue::open(scene.file)->findings().isEmpty());
}

void TestRebuild::walGoesWithTheDamagedFile()
{
    const Scene scene;
    Child writer([&] {
        Result<Catalogue> catalogue = Catalogue::open(scene.file);
        (void)catalogue->storeRun(sampleRun());
        writeBytes(scene.data.path() / "ready", {});
        ::pause();
    });
    waitForFile(scene.data.path() / "ready");
    writer.kill();
    const QByteArray wal = readBytes(withSuffix(scene.file, "-wal"));
    QVERIFY(wal.size() > 4096);
    QVERIFY(writeBytes(scene.file, "garbage"));
    {
        Result<Catalogue> catalogue = Catalogue::open(scene.file);
        QVERIFY(hasBoth(*catalogue, scene));
        QCOMPARE(catalogue->runs(10)->size(), 0); // the old -wal was not played into the new file
        QVERIFY(catalogue->check());
    }
    const QList<Path> aside = damagedOnes(scene.data.path());
    QVERIFY(
        std::any_of(aside.begin(), aside.end(), [&wal](const Path &file) { return readBytes(file) == wal; }));
}

void TestRebuild::olderDamagedOnesStay()
{
    const Scene scene;
    for (int round = 0; round < 3; ++round) {
        QVERIFY(writeBytes(scene.file, "garbage " + QByteArray::number(round)));
        QVERIFY(Catalogue::open(scene.file));
    }
    QSet<QByteArray> contents;
    for (const Path &file : damagedOnes(scene.data.path())) {
        contents.insert(readBytes(file));
    }
    QCOMPARE(contents, (QSet<QByteArray>{"garbage 0", "garbage 1", "garbage 2"}));
}

void TestRebuild::lostCatalogue()
{
    const Scene scene;
    std::filesystem::remove(scene.file);
    Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QVERIFY(hasBoth(*catalogue, scene));
    QVERIFY(codesOf(*catalogue).contains(QStringLiteral("backups-imported")));
    // What somebody deletes afterwards does not come back.
    QVERIFY(catalogue->removeBackup(scene.first.id));
    catalogue = Catalogue::open(scene.file);
    QCOMPARE(catalogue->backups()->size(), 1);
    QCOMPARE(*catalogue->importBackups(scene.backups.path()), 1);
}

void TestRebuild::defaultFolderOnFirstStart()
{
    const Scene scene;
    const TemporaryFolder data;
    Result<Catalogue> catalogue
        = Catalogue::open(data.path() / "catalogue.db", {.defaultBackupFolder = scene.backups.path()});
    QVERIFY(hasBoth(*catalogue, scene));
    QCOMPARE(catalogue->destinations()->size(), 1);
    const TemporaryFolder empty;
    const Result<Catalogue> nothing
        = Catalogue::open(empty.path() / "catalogue.db", {.defaultBackupFolder = empty.path() / "missing"});
    QVERIFY(nothing && nothing->findings().isEmpty());
}

void TestRebuild::otherDisk()
{
    const Scene scene;
    std::filesystem::remove(scene.file);
    std::filesystem::remove_all(scene.backups.path() / ".litekeeper");
    QVERIFY(Destination::openOrCreate(scene.backups.path())->writeManifest(scene.first));
    Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QCOMPARE(catalogue->backups()->size(), 0);
    QCOMPARE(codesOf(*catalogue), QStringList{QStringLiteral("destination-not-read")});
    QCOMPARE(catalogue->destinations()->size(), 1); // still known, for the day its disk is back
}

void TestRebuild::unreadableManifest()
{
    const Scene scene;
    std::filesystem::remove(scene.file);
    QVERIFY(writeBytes(scene.backups.path() / ".litekeeper/manifests/first.db.json", "{"));
    Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QCOMPARE(catalogue->backups()->size(), 1);
    QVERIFY(codesOf(*catalogue).contains(QStringLiteral("manifest-unreadable")));
}

void TestRebuild::damagedDestinationList()
{
    const Scene scene;
    std::filesystem::remove(scene.file);
    QVERIFY(writeBytes(scene.data.path() / "destinations.json", "\xff"));
    Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QVERIFY(catalogue);
    QCOMPARE(codesOf(*catalogue), QStringList{QStringLiteral("destination-not-read")});
    QCOMPARE(*catalogue->importBackups(scene.backups.path()), 2);
    QVERIFY(hasBoth(*catalogue, scene));
}

void TestRebuild::unusableIsNotDamaged()
{
    const Scene scene;
    const QByteArray content = readBytes(scene.file);
    QCOMPARE(::chmod(scene.file.c_str(), 0), 0);
    const int code = inChild([&] {
        for (const Path &path : {scene.data.path(), scene.data.path() / "catalogue.db.lock"}) {
            ::chmod(path.c_str(), 0777);
        }
        if (::geteuid() == 0 && ::setuid(65534) != 0) {
            return 200;
        }
        const Result<Catalogue> catalogue = Catalogue::open(scene.file);
        return catalogue ? 100 : int(catalogue.error().kind);
    });
    QCOMPARE(code, int(ErrorKind::PermissionDenied));
    QCOMPARE(readBytes(scene.file), ::geteuid() == 0 ? content : QByteArray());
    QVERIFY(damagedOnes(scene.data.path()).isEmpty());

    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "catalogue.db");
    QCOMPARE(Catalogue::open(folder.path() / "catalogue.db").error().kind, ErrorKind::NotAFile);
}

void TestRebuild::newerCatalogueIsRefused()
{
    const Scene scene;
    QVERIFY(openDatabase(scene.file, "PRAGMA user_version = 99"));
    const QByteArray content = readBytes(scene.file);
    const Result<Catalogue> catalogue = Catalogue::open(scene.file);
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().kind, ErrorKind::Unsupported);
    QVERIFY(describe(catalogue.error()).contains(QStringLiteral("newer")));
    QCOMPARE(readBytes(scene.file), content);
    QVERIFY(damagedOnes(scene.data.path()).isEmpty());
}

void TestRebuild::foreignDatabaseIsRefused()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "catalogue.db";
    QVERIFY(openDatabase(file, "CREATE TABLE precious(x); INSERT INTO precious VALUES (42)"));
    const Result<Catalogue> catalogue = Catalogue::open(file);
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().kind, ErrorKind::CatalogueDamaged);
    QVERIFY(openDatabase(file, "INSERT INTO precious VALUES (43)"));
    QVERIFY(!openDatabase(file, "SELECT * FROM runs"));
}

void TestRebuild::killedWhileRebuilding()
{
    const Scene scene;
    const Result<Destination> destination = Destination::open(scene.backups.path());
    for (int number = 0; number < 30; ++number) {
        QVERIFY(destination->writeManifest(sampleBackup(scene.backups.path() / std::to_string(number))));
    }
    for (int round = 0; round < 12; ++round) {
        QVERIFY(writeBytes(scene.file, "garbage"));
        Child rebuilder([&] { (void)Catalogue::open(scene.file); });
        ::usleep(unsigned(round) * 2500);
        rebuilder.kill();
        Result<Catalogue> catalogue = Catalogue::open(scene.file);
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(describe(catalogue.error())));
        QCOMPARE(catalogue->backups()->size(), 32);
        QVERIFY(hasBoth(*catalogue, scene) || catalogue->knownDatabases()->size() == 3);
    }
}

QTEST_GUILESS_MAIN(TestRebuild)
#include "tst_rebuild.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/destination.h"
#include "support/faultysystem.h"
#include "support/files.h"
#include "support/samples.h"

#include <QTest>

#include <cerrno>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsIdentity();
    void oneIdentityForManyProcesses();
    void missingFolder();
    void readOnlyFolder();
    void damagedIdentityIsNotReplaced();
    void noticesAnotherDisk();
    void storesManifests();
    void oneManifestForAFixedName();
    void damagedManifestsAreReported();
    void longNames();
    void failedWriteKeepsTheOldManifest();
};

namespace {

Path manifestFolder(const Path &folder)
{
    return folder / ".litekeeper/manifests";
}

qsizetype filesIn(const Path &folder)
{
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

} // namespace

void TestDestination::keepsItsIdentity()
{
    const TemporaryFolder folder;
    QCOMPARE(Destination::open(folder.path()).error().kind, ErrorKind::NotFound);
    const Result<Destination> made = Destination::openOrCreate(folder.path());
    QVERIFY(made);
    QVERIFY(!made->id().isNull());
    QCOMPARE(Destination::openOrCreate(folder.path())->id(), made->id());
    QCOMPARE(Destination::open(folder.path())->id(), made->id());
    const TemporaryFolder other;
    QVERIFY(Destination::openOrCreate(other.path())->id() != made->id());
}

void TestDestination::oneIdentityForManyProcesses()
{
    const TemporaryFolder folder;
    const auto makeAndSave = [&](int number) {
        const Result<Destination> made = Destination::openOrCreate(folder.path());
        writeBytes(folder.path() / std::to_string(number),
                   made ? made->id().toByteArray() : QByteArray("failed"));
    };
    {
        Child a([&] { makeAndSave(0); });
        Child b([&] { makeAndSave(1); });
        Child c([&] { makeAndSave(2); });
        QCOMPARE(a.wait() + b.wait() + c.wait(), 0);
    }
    const QByteArray id = Destination::open(folder.path())->id().toByteArray();
    for (const char *name : {"0", "1", "2"}) {
        QCOMPARE(readBytes(folder.path() / name), id);
    }
}

void TestDestination::missingFolder()
{
    const TemporaryFolder folder;
    const Result<Destination> result = Destination::openOrCreate(folder.path() / "missing");
    QCOMPARE(result.error().kind, ErrorKind::NotFound);
    QVERIFY(!std::filesystem::exists(folder.path() / "missing"));
}

void TestDestination::readOnlyFolder()
{
    const TemporaryFolder folder;
    const int code = inChild([&] {
        if (!failSystemCall(SYS_mkdir, EROFS)) {
            return 200;
        }
        const Result<Destination> result = Destination::openOrCreate(folder.path());
        return result ? 100 : int(result.error().kind);
    });
    QCOMPARE(code, int(ErrorKind::ReadOnly));
}

void TestDestination::damagedIdentityIsNotReplaced()
{
    const TemporaryFolder folder;
    QVERIFY(Destination::openOrCreate(folder.path()));
    const Path identity = folder.path() / ".litekeeper/destination.json";
    for (const QByteArray &content :
         {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{\"id\": \"x\"}")}) {
        QVERIFY(writeBytes(identity, content));
        const Result<Destination> result = Destination::openOrCreate(folder.path());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Damaged);
        QCOMPARE(result.error().path, identity);
        QCOMPARE(readBytes(identity), content);
    }
}

void TestDestination::noticesAnotherDisk()
{
    const TemporaryFolder folder;
    const QUuid id = Destination::openOrCreate(folder.path())->id();
    QVERIFY(checkDestination(folder.path(), id));
    const Result<void> other = checkDestination(folder.path(), QUuid::createUuid());
    QCOMPARE(other.error().kind, ErrorKind::WrongDestination);
    std::filesystem::remove_all(folder.path() / ".litekeeper"); // the empty mount point
    const Result<void> unmounted = checkDestination(folder.path(), id);
    QCOMPARE(unmounted.error().kind, ErrorKind::WrongDestination);
    QVERIFY(unmounted.error().detail != other.error().detail);
    const Result<void> gone = checkDestination(folder.path() / "gone", id);
    QCOMPARE(gone.error().kind, ErrorKind::WrongDestination);
    QVERIFY(gone.error().detail != unmounted.error().detail);
}

void TestDestination::storesManifests()
{
    const TemporaryFolder folder;
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    QCOMPARE(destination->manifests()->backups.size(), 0);
    Backup older = sampleBackup(folder.path() / "odd\n?%#\xff.db");
    const Backup newer = sampleBackup(folder.path() / "b.db");
    older.createdAt = older.createdAt.addDays(-1);
    QVERIFY(destination->writeManifest(newer));
    QVERIFY(destination->writeManifest(older));
    const Result<ManifestList> list = destination->manifests();
    QCOMPARE(list->backups.size(), 2);
    QVERIFY(isSame(list->backups.at(0), newer));
    QVERIFY(isSame(list->backups.at(1), older));
    QVERIFY(destination->removeManifest(newer));
    QVERIFY(destination->removeManifest(newer)); // gone already
    QCOMPARE(destination->manifests()->backups.size(), 1);
}

void TestDestination::oneManifestForAFixedName()
{
    const TemporaryFolder folder;
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    const Backup first = sampleBackup(folder.path() / "nightly.db");
    const Backup second = sampleBackup(folder.path() / "nightly.db");
    QVERIFY(destination->writeManifest(first));
    QVERIFY(destination->writeManifest(second));
    QVERIFY(destination->removeManifest(first)); // it is the second one's now
    const Result<ManifestList> list = destination->manifests();
    QCOMPARE(list->backups.size(), 1);
    QCOMPARE(list->backups.front().id, second.id);
}

void TestDestination::damagedManifestsAreReported()
{
    const TemporaryFolder folder;
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    QVERIFY(destination->writeManifest(sampleBackup(folder.path() / "good.db")));
    QVERIFY(destination->writeManifest(sampleBackup(folder.path() / "cut.db")));
    const Path cut = manifestFolder(folder.path()) / "cut.db.json";
    const QByteArray whole = readBytes(cut);
    QVERIFY(whole.size() > 500);
    QVERIFY(writeBytes(cut, whole.left(whole.size() / 2)));
    QVERIFY(writeBytes(manifestFolder(folder.path()) / "empty.json", {}));
    QVERIFY(writeBytes(manifestFolder(folder.path()) / "other.txt", "not ours"));
    std::filesystem::create_directory(manifestFolder(folder.path()) / "folder.json");
    const Result<ManifestList> list = destination->manifests();
    QVERIFY(list);
    QCOMPARE(list->backups.size(), 1);
    QCOMPARE(list->unreadable.size(), 3);
    QVERIFY(std::any_of(list->unreadable.begin(), list->unreadable.end(),
                        [&](const Error &error) { return error.path == cut; }));
}

void TestDestination::longNames()
{
    const TemporaryFolder folder;
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    const Backup one = sampleBackup(folder.path() / (std::string(254, 'n') + "1"));
    const Backup two = sampleBackup(folder.path() / (std::string(254, 'n') + "2"));
    QVERIFY(destination->writeManifest(one));
    QVERIFY(destination->writeManifest(two));
    QCOMPARE(destination->manifests()->backups.size(), 2);
    QVERIFY(destination->removeManifest(one));
    QCOMPARE(destination->manifests()->backups.front().file, two.file);
}

void TestDestination::failedWriteKeepsTheOldManifest()
{
    const TemporaryFolder folder;
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    const Backup old = sampleBackup(folder.path() / "nightly.db");
    QVERIFY(destination->writeManifest(old));
    const int code = inChild([&] {
        if (!failSystemCall(SYS_fsync, EIO)) {
            return 200;
        }
        const Result<void> result = destination->writeManifest(sampleBackup(folder.path() / "nightly.db"));
        return result ? 100 : int(result.error().kind);
    });
    QCOMPARE(code, int(ErrorKind::InputOutput));
    QVERIFY(isSame(destination->manifests()->backups.front(), old));
    QCOMPARE(filesIn(manifestFolder(folder.path())), 1);
}

QTEST_APPLESS_MAIN(TestDestination)
#include "tst_destination.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystem.h"
#include "places/placeprobe.h"
#include "support/sambaworld.h"
#include "support/temporarymount.h"

#include <QTest>

#include <sys/mount.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// What a real share is taken for, however one comes to it.
class TestSharedPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theShare();
    void boundAndLinked();
    void aDiskBelowAShareIsLocal();
    void answersWithItsLatency();
    void listsItsShares();

private:
    std::unique_ptr<SambaWorld> m_world;
};

void TestSharedPlaces::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    if (!canMount()) {
        QSKIP("Mounting needs root");
    }
    m_world = std::make_unique<SambaWorld>();
    QVERIFY2(m_world->problem().empty(), m_world->problem().c_str());
    std::filesystem::create_directories(m_world->serverFolder() / "deep/disk");
    std::filesystem::create_directory(m_world->serverFolder() / "deep/folder");
}

void TestSharedPlaces::theShare()
{
    for (const Path &path : {m_world->mountPoint(), m_world->share(), m_world->share() / "deep/none.db"}) {
        const Result<FileSystemFacts> facts = fileSystemOf(path);
        QVERIFY(facts);
        QCOMPARE(facts->kind, PlaceKind::Network);
        QCOMPARE(facts->type, QStringLiteral("fuse.smbnetfs"));
        QCOMPARE(facts->mountPoint, m_world->mountPoint());
    }
}

void TestSharedPlaces::boundAndLinked()
{
    const TemporaryFolder local;
    std::filesystem::create_directory_symlink(m_world->share(), local.path() / "link");
    std::filesystem::create_symlink("link/deep/app.db", local.path() / "app.db");
    QCOMPARE(fileSystemOf(local.path() / "link/deep")->kind, PlaceKind::Network);
    QCOMPARE(fileSystemOf(local.path() / "app.db")->kind, PlaceKind::Network);
    const Path bound = local.path() / "bound";
    std::filesystem::create_directory(bound);
    QCOMPARE(::mount((m_world->share() / "deep").c_str(), bound.c_str(), nullptr, MS_BIND, nullptr), 0);
    const Result<FileSystemFacts> facts = fileSystemOf(bound / "app.db");
    ::umount2(bound.c_str(), MNT_DETACH);
    QVERIFY(facts);
    QCOMPARE(facts->kind, PlaceKind::Network);
    QCOMPARE(facts->mountPoint, bound);
}

void TestSharedPlaces::aDiskBelowAShareIsLocal()
{
    const Path disk = m_world->share() / "deep/disk";
    QCOMPARE(fileSystemOf(disk)->kind, PlaceKind::Network);
    const TemporaryMount mounted(disk, "size=1m");
    QVERIFY(mounted.isMounted());
    QVERIFY(writeBytes(disk / "app.db", "x"));
    std::filesystem::create_symlink("../folder", disk / "back to the share");
    const TemporaryFolder local;
    std::filesystem::create_symlink(m_world->share() / "deep", local.path() / "link");
    for (const Path &path : {disk, disk / "app.db", disk / ".", local.path() / "link/disk/app.db"}) {
        const Result<FileSystemFacts> facts = fileSystemOf(path);
        QVERIFY(facts);
        QCOMPARE(facts->kind, PlaceKind::Memory);
        QCOMPARE(facts->mountPoint, disk);
        QVERIFY(facts->behindNetwork);
        QCOMPARE(facts->freeBytes, -1); // where the share may be dead, nobody asks
    }
    for (const Path &path : {disk / "back to the share/app.db", disk / "..", disk / "../folder/app.db",
                             m_world->share() / "deep/folder", local.path() / "link/disk/../folder"}) {
        const Result<FileSystemFacts> facts = fileSystemOf(path);
        QVERIFY(facts);
        QCOMPARE(facts->kind, PlaceKind::Network);
        QVERIFY(!facts->behindNetwork);
    }
    const QList<FileSystemFacts> all = mountedFileSystems();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&disk](const FileSystemFacts &each) { return each.mountPoint == disk; });
    QVERIFY(found != all.end());
    QVERIFY(found->behindNetwork);
    QCOMPARE(found->freeBytes, -1);
}

void TestSharedPlaces::answersWithItsLatency()
{
    const Result<PlaceAnswer> answer = probePlace(m_world->share());
    QVERIFY(answer);
    QVERIFY(answer->latencyMicroseconds > 0);
    QCOMPARE(probePlace(m_world->share() / "none").error().kind, ErrorKind::NotFound);
    QVERIFY(writeBytes(m_world->serverFolder() / "file", "x"));
    QTRY_VERIFY(std::filesystem::exists(m_world->share() / "file"));
    QCOMPARE(probePlace(m_world->share() / "file").error().kind, ErrorKind::NotFound);
}

void TestSharedPlaces::listsItsShares()
{
    QCOMPARE(shareDepth(QStringLiteral("fuse.smbnetfs")), 2);
    QVERIFY(sharesBelow(m_world->mountPoint(), 2).contains(m_world->share()));
    QVERIFY(sharesBelow("/no/where", 1).isEmpty());
}

QTEST_APPLESS_MAIN(TestSharedPlaces)
#include "tst_sharedplaces.moc"

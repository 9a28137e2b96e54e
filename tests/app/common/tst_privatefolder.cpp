// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/privatefolder.h"
#include "support/files.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

class TestPrivateFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPrivateAndGoes();
    void onlyAbandonedOnesAreRemoved();
    void isNotTakenWhileItIsMade();
};

void TestPrivateFolder::isPrivateAndGoes()
{
    const TemporaryFolder parent;
    Path path;
    {
        const Result<PrivateFolder> folder = PrivateFolder::createIn(parent.path() / "missing");
        QVERIFY(folder);
        path = folder->path();
        QCOMPARE(int(std::filesystem::status(path).permissions()), 0700);
        QVERIFY(writeBytes(path / "file", "x"));
    }
    QVERIFY(!std::filesystem::exists(path));
}

void TestPrivateFolder::onlyAbandonedOnesAreRemoved()
{
    const TemporaryFolder parent;
    std::filesystem::create_directories(parent.path() / "scratch-abandoned" / "inner");
    std::filesystem::create_directory(parent.path() / "other");
    const Result<PrivateFolder> folder = PrivateFolder::createIn(parent.path());
    QVERIFY(folder);
    removeAbandonedFolders(parent.path());
    QVERIFY(!std::filesystem::exists(parent.path() / "scratch-abandoned"));
    QVERIFY(std::filesystem::exists(parent.path() / "other"));
    QVERIFY(std::filesystem::exists(folder->path()));
}

/// Between its making and its lock a folder looks like an abandoned one.
void TestPrivateFolder::isNotTakenWhileItIsMade()
{
    const TemporaryFolder parent;
    std::atomic<bool> isOver = false;
    std::thread other([&] {
        while (!isOver) {
            removeAbandonedFolders(parent.path());
        }
    });
    int taken = 0;
    for (int number = 0; number < 5000; ++number) {
        const Result<PrivateFolder> folder = PrivateFolder::createIn(parent.path());
        const bool isWhole = folder && writeBytes(folder->path() / "file", "x");
        std::this_thread::yield();
        taken += isWhole && std::filesystem::exists(folder->path() / "file") ? 0 : 1;
    }
    isOver = true;
    other.join();
    QCOMPARE(taken, 0);
}

QTEST_GUILESS_MAIN(TestPrivateFolder)
#include "tst_privatefolder.moc"

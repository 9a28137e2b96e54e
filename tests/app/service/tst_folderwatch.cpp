// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/folderwatch.h"
#include "service/paths.h"
#include "service/verifyservice.h"
#include "support/databases.h"
#include "support/files.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

class TestFolderWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void verifiesWhatComes();
    void leavesAloneWhatWasThere();
    void waitsUntilAFileIsComplete();
    void remembersTheFolder();
    void saysThatTheFolderIsGone();

private:
    void start();
    void stop();
    [[nodiscard]] Path downloads() const { return m_folder->path() / "Downloads"; }

    std::unique_ptr<TemporaryFolder> m_folder;
    QByteArray m_database;
    std::unique_ptr<TaskRunner> m_runner;
    std::unique_ptr<CatalogueService> m_catalogue;
    std::unique_ptr<VerifyService> m_service;
    std::unique_ptr<FolderWatch> m_watch;
};

void TestFolderWatch::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    QVERIFY(std::filesystem::create_directory(downloads()));
    QVERIFY(makeDatabase(m_folder->path() / "made.db", 10));
    m_database = readBytes(m_folder->path() / "made.db");
    start();
}

void TestFolderWatch::start()
{
    const Paths paths{.catalogue = m_folder->path() / "catalogue.db",
                      .lockFolder = m_folder->path() / "locks",
                      .scratch = m_folder->path() / "scratch",
                      .samples = {},
                      .defaultBackupFolder = {}};
    m_runner = std::make_unique<TaskRunner>();
    m_catalogue = std::make_unique<CatalogueService>(*m_runner, paths);
    QVERIFY(m_catalogue->open().result());
    m_service = std::make_unique<VerifyService>(*m_catalogue, *m_runner, paths, Path(LITEKEEPER_CLI));
    m_watch = std::make_unique<FolderWatch>(*m_service, *m_catalogue, *m_runner, 300ms);
}

void TestFolderWatch::stop()
{
    m_watch.reset();
    m_service.reset();
    m_catalogue.reset();
    m_runner.reset();
}

void TestFolderWatch::cleanup()
{
    stop();
    m_folder.reset();
}

void TestFolderWatch::verifiesWhatComes()
{
    QSignalSpy verified(m_watch.get(), &FolderWatch::verified);
    m_watch->setFolder(downloads());
    QVERIFY(writeBytes(downloads() / "picture.png", "x"));
    QVERIFY(writeBytes(downloads() / "site.db", m_database));
    QTRY_COMPARE_WITH_TIMEOUT(verified.size(), 1, 30'000);
    QCOMPARE(verified[0][0].value<FileVerdict>().verdict, Verdict::Sound);
    QVERIFY(writeBytes(downloads() / "empty.sqlite", {}));
    QTRY_COMPARE_WITH_TIMEOUT(verified.size(), 2, 30'000);
    QCOMPARE(verified[1][0].value<FileVerdict>().verdict, Verdict::Empty);
    // The same name with other content is another file.
    QVERIFY(writeBytes(downloads() / "empty.sqlite", m_database));
    QTRY_COMPARE_WITH_TIMEOUT(verified.size(), 3, 30'000);
    QCOMPARE(verified[2][0].value<FileVerdict>().verdict, Verdict::Sound);
}

void TestFolderWatch::leavesAloneWhatWasThere()
{
    QVERIFY(writeBytes(downloads() / "old.db", m_database));
    QTest::qWait(20);
    QSignalSpy verified(m_watch.get(), &FolderWatch::verified);
    m_watch->setFolder(downloads());
    QTest::qWait(1500);
    QVERIFY(verified.isEmpty());
    QVERIFY(m_service->queue().isEmpty());
}

void TestFolderWatch::waitsUntilAFileIsComplete()
{
    QSignalSpy verified(m_watch.get(), &FolderWatch::verified);
    m_watch->setFolder(downloads());
    QVERIFY(writeBytes(downloads() / "slow.db.part", m_database));
    // Half of it, again and again a little more.
    for (qsizetype length = m_database.size() / 2; length < m_database.size(); length += 1000) {
        QVERIFY(writeBytes(downloads() / "growing.db", m_database.left(length)));
        QTest::qWait(50);
        QVERIFY(verified.isEmpty());
    }
    QVERIFY(writeBytes(downloads() / "growing.db", m_database));
    std::filesystem::rename(downloads() / "slow.db.part", downloads() / "slow.db");
    QTRY_COMPARE_WITH_TIMEOUT(verified.size(), 2, 30'000);
    QCOMPARE(verified[0][0].value<FileVerdict>().verdict, Verdict::Sound);
    QCOMPARE(verified[1][0].value<FileVerdict>().verdict, Verdict::Sound);
}

void TestFolderWatch::remembersTheFolder()
{
    m_watch->setFolder(downloads());
    stop();
    QVERIFY(writeBytes(downloads() / "meanwhile.db", m_database));
    start();
    QSignalSpy verified(m_watch.get(), &FolderWatch::verified);
    m_watch->resume();
    QCOMPARE(m_watch->folder(), downloads());
    QTRY_COMPARE_WITH_TIMEOUT(verified.size(), 1, 30'000);
    stop();
    start();
    // Once is enough.
    QSignalSpy again(m_watch.get(), &FolderWatch::verified);
    m_watch->resume();
    QTest::qWait(1500);
    QVERIFY(again.isEmpty());
    m_watch->setFolder({});
    stop();
    start();
    m_watch->resume();
    QVERIFY(m_watch->folder().empty());
}

void TestFolderWatch::saysThatTheFolderIsGone()
{
    QSignalSpy unreachable(m_watch.get(), &FolderWatch::unreachable);
    m_watch->setFolder(m_folder->path() / "nowhere");
    QTRY_COMPARE(unreachable.size(), 1);
    QVERIFY(unreachable[0][0].toString().contains(QLatin1String("nowhere")));
}

QTEST_GUILESS_MAIN(TestFolderWatch)
#include "tst_folderwatch.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/paths.h"
#include "support/databases.h"
#include "support/files.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class CatalogueServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingWorksBeforeOpen();
    void storesAndTells();
    void settingsAreServedFromMemory();
    void settingsOutliveTheService();
    void changesOfOthersAreTold();
    void deletesABackupWithItsFile();
    void sparesTheNewestProvenBackup();
    void leavesAFileAloneThatIsAnother();
    void keepsTheRowWhileTheDiskIsAway();
    void verifiesAgain();
    void verifyingADamagedFileFails();
    void rebuildsFromTheDefaultFolder();

private:
    [[nodiscard]] Paths paths() const
    {
        return {.catalogue = m_folder->path() / "data" / "catalogue.db",
                .lockFolder = m_folder->path() / "data" / "locks",
                .scratch = {},
                .samples = {},
                .defaultBackupFolder = m_folder->path() / "backups"};
    }
    void start();
    [[nodiscard]] Backup newBackup(const char *source = "app.db");

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<TaskRunner> m_runner;
    std::unique_ptr<CatalogueService> m_catalogue;
};

void CatalogueServiceTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    QVERIFY(std::filesystem::create_directory(m_folder->path() / "backups"));
    start();
}

void CatalogueServiceTest::start()
{
    m_catalogue.reset();
    m_runner = std::make_unique<TaskRunner>();
    m_catalogue = std::make_unique<CatalogueService>(*m_runner, paths());
}

void CatalogueServiceTest::cleanup()
{
    m_catalogue.reset();
    m_runner.reset();
    m_folder.reset();
}

/// A real one, of a real database, proven.
Backup CatalogueServiceTest::newBackup(const char *source)
{
    const Path file = m_folder->path() / source;
    if (!std::filesystem::exists(file)) {
        makeDatabase(file);
    }
    BackupService backups(*m_catalogue, *m_runner, paths().lockFolder);
    std::optional<Backup> made;
    connect(&backups, &BackupService::runFinished, this,
            [&made](const Run &, const std::optional<Backup> &backup) { made = backup.value_or(Backup()); });
    static int counter = 0;
    const Path target = paths().defaultBackupFolder / ("copy" + std::to_string(++counter) + ".db");
    backups.backUpNow({.source = file, .destination = target}, Trigger::Window);
    const bool ended = QTest::qWaitFor([&made] { return made.has_value(); }, 30'000);
    return ended ? *made : Backup();
}

void CatalogueServiceTest::nothingWorksBeforeOpen()
{
    const auto runs = m_catalogue->runs(10).result();
    QVERIFY(!runs.hasValue());
    QCOMPARE(runs.error().kind, ErrorKind::CatalogueDamaged);
    QCOMPARE(m_catalogue->setting(QStringLiteral("key"), 7).toInt(), 7);
}

void CatalogueServiceTest::storesAndTells()
{
    QSignalSpy databases(m_catalogue.get(), &CatalogueService::databasesChanged);
    QVERIFY(m_catalogue->open().result().hasValue());
    QTRY_COMPARE(databases.size(), 1);
    const Path source = m_folder->path() / "known.db";
    QVERIFY(m_catalogue->rememberDatabase(source).result().hasValue());
    QTRY_COMPARE(databases.size(), 2);
    const auto known = m_catalogue->knownDatabases().result();
    QCOMPARE(known->size(), 1);
    QCOMPARE(known->at(0).source, source);
    QVERIFY(m_catalogue->forgetDatabase(source).result().hasValue());
    QVERIFY(m_catalogue->knownDatabases().result()->isEmpty());
}

void CatalogueServiceTest::settingsAreServedFromMemory()
{
    m_catalogue->setSetting(QStringLiteral("a"), QStringLiteral("early")); // while it opens
    QVERIFY(m_catalogue->open().result().hasValue());
    QCOMPARE(m_catalogue->setting(QStringLiteral("a")).toString(), QStringLiteral("early"));
    m_catalogue->setSetting(QStringLiteral("b"), 5);
    QCOMPARE(m_catalogue->setting(QStringLiteral("b")).toInt(), 5);
}

void CatalogueServiceTest::settingsOutliveTheService()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    m_catalogue->setSetting(QStringLiteral("format"), QStringLiteral("zip"));
    m_catalogue->setSetting(QStringLiteral("number"), 42);
    start();
    QVERIFY(m_catalogue->open().result().hasValue());
    QCOMPARE(m_catalogue->setting(QStringLiteral("format")).toString(), QStringLiteral("zip"));
    QCOMPARE(m_catalogue->setting(QStringLiteral("number")).toInt(), 42);
}

void CatalogueServiceTest::changesOfOthersAreTold()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    QSignalSpy runs(m_catalogue.get(), &CatalogueService::runsChanged);
    QTRY_COMPARE(runs.size(), 1); // of open()
    {
        TaskRunner runner;
        CatalogueService other(runner, paths());
        QVERIFY(other.open().result().hasValue());
        QVERIFY(other.rememberDatabase("/somewhere/else.db").result().hasValue());
    }
    QTRY_VERIFY_WITH_TIMEOUT(runs.size() >= 2, 15'000);
    QCOMPARE(m_catalogue->knownDatabases().result()->size(), 1);
}

void CatalogueServiceTest::deletesABackupWithItsFile()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup first = newBackup();
    const Backup second = newBackup();
    QVERIFY(std::filesystem::exists(first.file));
    const auto deleted = m_catalogue->deleteBackup(first.id, false).result();
    QVERIFY2(deleted.hasValue(), deleted ? "" : qPrintable(describe(deleted.error())));
    QVERIFY(!std::filesystem::exists(first.file));
    QCOMPARE(m_catalogue->backups().result()->size(), 1);
    QVERIFY(std::filesystem::exists(second.file));
    QVERIFY(m_catalogue->deleteBackup(first.id, false).result().error().kind == ErrorKind::NotFound);
}

void CatalogueServiceTest::sparesTheNewestProvenBackup()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    const auto refused = m_catalogue->deleteBackup(backup.id, false).result();
    QVERIFY(!refused.hasValue());
    QCOMPARE(refused.error().kind, ErrorKind::Protected);
    QVERIFY(std::filesystem::exists(backup.file));
    QVERIFY(m_catalogue->deleteBackup(backup.id, true).result().hasValue());
    QVERIFY(!std::filesystem::exists(backup.file));
}

void CatalogueServiceTest::leavesAFileAloneThatIsAnother()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    QVERIFY(writeBytes(backup.file, "somebody else's"));
    const auto refused = m_catalogue->deleteBackup(backup.id, true).result();
    QCOMPARE(refused.error().kind, ErrorKind::SourceChanged);
    QCOMPARE(readBytes(backup.file), QByteArray("somebody else's"));
}

void CatalogueServiceTest::keepsTheRowWhileTheDiskIsAway()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    std::filesystem::rename(paths().defaultBackupFolder, m_folder->path() / "away");
    QCOMPARE(m_catalogue->deleteBackup(backup.id, true).result().error().kind, ErrorKind::NotFound);
    QCOMPARE(m_catalogue->backups().result()->size(), 1);
    std::filesystem::rename(m_folder->path() / "away", paths().defaultBackupFolder);
    // A file that somebody deleted is no reason to keep the row.
    QVERIFY(std::filesystem::remove(backup.file));
    QVERIFY(m_catalogue->deleteBackup(backup.id, true).result().hasValue());
    QVERIFY(m_catalogue->backups().result()->isEmpty());
}

void CatalogueServiceTest::verifiesAgain()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    const auto verified
        = m_catalogue->verifyAgain(backup.id, ProofLevel::Proven, std::make_shared<RunControl>()).result();
    QVERIFY2(verified.hasValue(), verified ? "" : qPrintable(describe(verified.error())));
    QCOMPARE(verified->proof, ProofLevel::Proven);
    QVERIFY(verified->proofAt > backup.proofAt);
    QCOMPARE(m_catalogue->backups().result()->at(0).proofAt.toMSecsSinceEpoch(),
             verified->proofAt.toMSecsSinceEpoch());
}

void CatalogueServiceTest::verifyingADamagedFileFails()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    QByteArray bytes = readBytes(backup.file);
    bytes[bytes.size() / 2] = char(bytes.at(bytes.size() / 2) ^ 1);
    QVERIFY(writeBytes(backup.file, bytes));
    const auto verified
        = m_catalogue->verifyAgain(backup.id, ProofLevel::Proven, std::make_shared<RunControl>()).result();
    // Either way of saying it is fine, as long as it is not proven any more.
    QVERIFY(!verified.hasValue() || verified->proof < ProofLevel::ReadBack);
}

void CatalogueServiceTest::rebuildsFromTheDefaultFolder()
{
    QVERIFY(m_catalogue->open().result().hasValue());
    const Backup backup = newBackup();
    m_catalogue.reset();
    std::filesystem::remove_all(paths().catalogue.parent_path());
    QVERIFY(std::filesystem::create_directories(paths().catalogue.parent_path()));
    QVERIFY(writeBytes(paths().catalogue, QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\x55')));
    start();
    const auto opened = m_catalogue->open().result();
    QVERIFY(opened.hasValue());
    QVERIFY(!opened->isEmpty());
    const auto backups = m_catalogue->backups().result();
    QCOMPARE(backups->size(), 1);
    QCOMPARE(backups->at(0).id, backup.id);
}

QTEST_GUILESS_MAIN(CatalogueServiceTest)
#include "tst_catalogueservice.moc"

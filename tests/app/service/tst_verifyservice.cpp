// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/paths.h"
#include "service/verifyservice.h"
#include "support/databases.h"
#include "support/files.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <fstream>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVerifyService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void verifiesAndKeepsTheVerdict();
    void worksThroughAQueue();
    void aKilledChildIsAVerdict();
    void aChildThatTalksNonsenseIsAVerdict();
    void aMissingProgramIsAVerdict();
    void aMissingFileIsAVerdict();
    void cancels();
    void removesWhatACrashLeft();
    void warnsWhenThereIsLess();
    void warnsOfADatabaseThatIsMissing();

private:
    void start(const Path &program = Path(LITEKEEPER_CLI));
    [[nodiscard]] std::optional<FileVerdict> verify(const Path &file);
    [[nodiscard]] Path database(const char *name, int rows);
    [[nodiscard]] Path script(const char *text);

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<TaskRunner> m_runner;
    std::unique_ptr<CatalogueService> m_catalogue;
    std::unique_ptr<VerifyService> m_service;
};

namespace {

bool hasFinding(const QList<Finding> &findings, const char *code)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [&](const Finding &finding) { return finding.code == QLatin1String(code); });
}

bool isEmptyOrMissing(const Path &folder)
{
    return !std::filesystem::exists(folder) || std::filesystem::is_empty(folder);
}

/// The child of this process that runs now; 0 if there is none.
pid_t childProcess()
{
    const std::string file = "/proc/self/task/" + std::to_string(::getpid()) + "/children";
    std::ifstream children(file);
    pid_t child = 0;
    children >> child;
    return child;
}

} // namespace

void TestVerifyService::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_runner = std::make_unique<TaskRunner>();
    start();
}

void TestVerifyService::start(const Path &program)
{
    const Path data = m_folder->path() / "data";
    const Paths paths{.catalogue = data / "catalogue.db",
                      .lockFolder = data / "locks",
                      .scratch = m_folder->path() / "scratch",
                      .samples = {},
                      .defaultBackupFolder = {}};
    m_service.reset();
    m_catalogue.reset();
    m_catalogue = std::make_unique<CatalogueService>(*m_runner, paths);
    QVERIFY(m_catalogue->open().result());
    m_service = std::make_unique<VerifyService>(*m_catalogue, *m_runner, paths, program);
}

void TestVerifyService::cleanup()
{
    m_service.reset();
    m_catalogue.reset();
    m_runner.reset();
    m_folder.reset();
}

std::optional<FileVerdict> TestVerifyService::verify(const Path &file)
{
    QSignalSpy finished(m_service.get(), &VerifyService::finished);
    const QUuid id = m_service->verify({.file = file});
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000)) {
        return std::nullopt;
    }
    auto verdict = finished.front().front().value<FileVerdict>();
    return verdict.id == id ? std::optional(verdict) : std::nullopt;
}

Path TestVerifyService::database(const char *name, int rows)
{
    const Path file = m_folder->path() / name;
    std::filesystem::remove(file);
    return makeDatabase(file, rows) ? file : Path();
}

Path TestVerifyService::script(const char *text)
{
    const Path file = m_folder->path() / "child.sh";
    writeBytes(file, QByteArray("#!/bin/sh\n") + text);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

void TestVerifyService::verifiesAndKeepsTheVerdict()
{
    const Path file = database("app.db", 100);
    QSignalSpy changed(m_catalogue.get(), &CatalogueService::verdictsChanged);
    const std::optional<FileVerdict> verdict = verify(file);
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Sound);
    QCOMPARE(verdict->file, file);
    const Result<QList<FileVerdict>> kept = m_catalogue->verdicts(10).result();
    QVERIFY(kept);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(toJson(kept->front()), toJson(*verdict));
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(m_catalogue->removeVerdict(verdict->id).result());
    QVERIFY(m_catalogue->verdicts(10).result()->isEmpty());
}

void TestVerifyService::worksThroughAQueue()
{
    const Path sound = database("sound.db", 10);
    const Path empty = m_folder->path() / "empty.db";
    QVERIFY(writeBytes(empty, {}));
    QSignalSpy finished(m_service.get(), &VerifyService::finished);
    const QUuid first = m_service->verify({.file = sound});
    const QUuid second = m_service->verify({.file = empty});
    QCOMPARE(m_service->queue().size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60'000);
    QCOMPARE(finished[0][0].value<FileVerdict>().id, first);
    QCOMPARE(finished[1][0].value<FileVerdict>().id, second);
    QCOMPARE(finished[1][0].value<FileVerdict>().verdict, Verdict::Empty);
    QVERIFY(m_service->queue().isEmpty());
}

void TestVerifyService::aKilledChildIsAVerdict()
{
    // Large enough to be killed in the middle.
    const Path file = database("large.db", 400'000);
    QSignalSpy finished(m_service.get(), &VerifyService::finished);
    QSignalSpy progressed(m_service.get(), &VerifyService::progressed);
    m_service->verify({.file = file});
    QVERIFY(QTest::qWaitFor([&] { return !progressed.isEmpty(); }, 60'000));
    QVERIFY(childProcess() > 0);
    ::kill(childProcess(), SIGKILL);
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    const auto verdict = finished[0][0].value<FileVerdict>();
    QCOMPARE(verdict.verdict, Verdict::Unsupported);
    QVERIFY(hasFinding(verdict.findings, "not-finished"));
    QTRY_VERIFY(isEmptyOrMissing(m_folder->path() / "scratch"));
}

void TestVerifyService::aChildThatTalksNonsenseIsAVerdict()
{
    const Path file = database("app.db", 10);
    for (const char *text :
         {"echo nonsense", "exit 0", "echo '{\"verdict\":{\"verdict\":\"sound\"}}'; exit 1",
          "echo '{\"verdict\":{\"verdict\":\"sound\"}}'; kill -9 $$", "echo '{\"verdict\":{}}'",
          "cat >/dev/null; echo '{\"progress\":{\"phase\":4711,\"done\":-1}}'"}) {
        start(script(text));
        const std::optional<FileVerdict> verdict = verify(file);
        QVERIFY2(verdict, text);
        QVERIFY2(verdict->verdict == Verdict::Unsupported, text);
    }
}

void TestVerifyService::aMissingProgramIsAVerdict()
{
    start(m_folder->path() / "nowhere");
    const std::optional<FileVerdict> verdict = verify(database("app.db", 10));
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Unsupported);
    QVERIFY(hasFinding(verdict->findings, "not-finished"));
}

void TestVerifyService::aMissingFileIsAVerdict()
{
    const std::optional<FileVerdict> verdict = verify(m_folder->path() / "gone.zip");
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Unsupported);
    QVERIFY(hasFinding(verdict->findings, "not-found"));
}

void TestVerifyService::cancels()
{
    const Path file = database("large.db", 400'000);
    QSignalSpy cancelled(m_service.get(), &VerifyService::cancelled);
    QSignalSpy finished(m_service.get(), &VerifyService::finished);
    QSignalSpy progressed(m_service.get(), &VerifyService::progressed);
    const QUuid running = m_service->verify({.file = file});
    const QUuid waiting = m_service->verify({.file = file});
    QVERIFY(QTest::qWaitFor([&] { return !progressed.isEmpty(); }, 60'000));
    m_service->cancelAll();
    QTRY_COMPARE(cancelled.size(), 2);
    QCOMPARE(cancelled[0][0].toUuid(), waiting);
    QCOMPARE(cancelled[1][0].toUuid(), running);
    QVERIFY(finished.isEmpty());
    QTRY_VERIFY(isEmptyOrMissing(m_folder->path() / "scratch"));
}

void TestVerifyService::removesWhatACrashLeft()
{
    const Path left = m_folder->path() / "scratch" / "scratch-abcdef";
    QVERIFY(std::filesystem::create_directories(left / "taken-1.d"));
    QVERIFY(writeBytes(left / "taken-1.d" / "database", "secret"));
    start();
    QTRY_VERIFY(!std::filesystem::exists(left));
}

void TestVerifyService::warnsWhenThereIsLess()
{
    QVERIFY(verify(database("app.db", 1000)));
    std::optional<FileVerdict> verdict = verify(database("app.db", 400));
    QVERIFY(verdict);
    QCOMPARE(verdict->verdict, Verdict::Sound);
    QVERIFY(hasFinding(verdict->databases[0].findings, "rows-down"));
    // A table more, and the one that was known gone.
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("CREATE TABLE a(x); CREATE TABLE b(x)"));
    QVERIFY(verify(file));
    QVERIFY(Sqlite(file).execute("DROP TABLE b"));
    verdict = verify(file);
    QVERIFY(verdict);
    QVERIFY(hasFinding(verdict->databases[0].findings, "table-gone"));
    QVERIFY(!hasFinding(verdict->databases[0].findings, "rows-down"));
}

void TestVerifyService::warnsOfADatabaseThatIsMissing()
{
    const Path folder = m_folder->path() / "site";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(makeDatabase(folder / "a.db", 10));
    QVERIFY(makeDatabase(folder / "b.db", 20));
    const auto pack = [&](const char *archive, const QStringList &names) {
        QProcess python;
        python.setWorkingDirectory(QString::fromStdString(folder.string()));
        python.start(QStringLiteral("python3"),
                     QStringList{QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-c"),
                                 QString::fromStdString((m_folder->path() / archive).string())}
                         + names);
        return python.waitForFinished() && python.exitCode() == 0;
    };
    QVERIFY(pack("site-20260101.zip", {QStringLiteral("a.db"), QStringLiteral("b.db")}));
    QVERIFY(pack("site-20260102.zip", {QStringLiteral("a.db")}));
    std::optional<FileVerdict> verdict = verify(m_folder->path() / "site-20260101.zip");
    QVERIFY(verdict);
    QVERIFY(!hasFinding(verdict->findings, "not-in-backup"));
    verdict = verify(m_folder->path() / "site-20260102.zip");
    QVERIFY(verdict);
    QVERIFY(hasFinding(verdict->findings, "not-in-backup"));
}

QTEST_GUILESS_MAIN(TestVerifyService)
#include "tst_verifyservice.moc"

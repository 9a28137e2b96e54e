// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/runfiles.h"
#include "support/files.h"

#include <QRandomGenerator>
#include <QTest>

#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// What processes tell each other, and what a hostile one could tell.
class RunFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsProgressToOthers();
    void ownRunsAreNotShown();
    void passesTheWishToStop();
    void clearsUpAfterTheDead();
    void ignoresWhatItDoesNotUnderstand();
    void numbersStayInBounds();
    void survivesAnyBytes();
    void readsNeitherPipesNorLinksNorMuch();
    void removesWhatIsOld();

private:
    [[nodiscard]] Path file(const char *suffix) const
    {
        return folder() / (m_id.toString(QUuid::WithoutBraces).toStdString() + suffix);
    }
    [[nodiscard]] Path folder() const { return m_folder->path() / "running"; }
    [[nodiscard]] RunFiles files() const { return RunFiles(folder()); }
    [[nodiscard]] QByteArray written() const;

    std::unique_ptr<TemporaryFolder> m_folder;
    QUuid m_id;
};

namespace {

Progress copying()
{
    return {.phase = Phase::Copying,
            .bytesDone = 1000,
            .bytesTotal = 4000,
            .pagesDone = 10,
            .pagesTotal = 40,
            .bytesPerSecond = 12.5,
            .millisecondsLeft = 3000,
            .holdMilliseconds = 17,
            .walGrowthBytes = 4096,
            .restarts = 2,
            .paused = true,
            .queued = false};
}

ProcessIdentity someoneDead()
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::_exit(0);
    }
    ::waitpid(pid, nullptr, 0);
    ProcessIdentity identity = currentProcess();
    identity.pid = pid;
    return identity;
}

} // namespace

void RunFilesTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_id = QUuid::createUuid();
    QVERIFY(files().makeFolder());
}

/// What a process writes for a run.
QByteArray RunFilesTest::written() const
{
    files().write(m_id, currentProcess(), copying());
    return readBytes(file(".json"));
}

void RunFilesTest::showsProgressToOthers()
{
    files().write(m_id, currentProcess(), copying());
    const RunFiles::Look seen = files().look({});
    QCOMPARE(seen.progress.size(), 1);
    const Progress progress = seen.progress.value(m_id);
    const Progress expected = copying();
    QCOMPARE(progress.phase, expected.phase);
    QCOMPARE(progress.bytesDone, expected.bytesDone);
    QCOMPARE(progress.bytesTotal, expected.bytesTotal);
    QCOMPARE(progress.pagesDone, expected.pagesDone);
    QCOMPARE(progress.pagesTotal, expected.pagesTotal);
    QCOMPARE(progress.bytesPerSecond, expected.bytesPerSecond);
    QCOMPARE(progress.millisecondsLeft, expected.millisecondsLeft);
    QCOMPARE(progress.holdMilliseconds, expected.holdMilliseconds);
    QCOMPARE(progress.walGrowthBytes, expected.walGrowthBytes);
    QCOMPARE(progress.restarts, expected.restarts);
    QCOMPARE(progress.paused, true);
    QCOMPARE(progress.queued, false);
    struct stat status = {};
    QCOMPARE(::stat(folder().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0700));
    QCOMPARE(::stat(file(".json").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
    files().remove(m_id);
    QVERIFY(std::filesystem::is_empty(folder()));
}

void RunFilesTest::ownRunsAreNotShown()
{
    files().write(m_id, currentProcess(), copying());
    QVERIFY(files().look({m_id}).progress.isEmpty());
}

void RunFilesTest::passesTheWishToStop()
{
    files().writeStop(m_id);
    files().writeStop(m_id); // twice is as good as once
    QVERIFY(files().look({}).stops.isEmpty());
    QCOMPARE(files().look({m_id}).stops, QSet<QUuid>{m_id});
}

void RunFilesTest::clearsUpAfterTheDead()
{
    files().write(m_id, someoneDead(), copying());
    files().writeStop(m_id);
    QVERIFY(files().look({}).progress.isEmpty());
    QVERIFY(std::filesystem::is_empty(folder()));
    // The same number, but of a process that began at another time.
    ProcessIdentity reused = currentProcess();
    reused.startTime += 1;
    files().write(m_id, reused, copying());
    QVERIFY(files().look({}).progress.isEmpty());
    QVERIFY(std::filesystem::is_empty(folder()));
}

void RunFilesTest::ignoresWhatItDoesNotUnderstand()
{
    const QByteArray good = written();
    QByteArray ofAnother = good;
    ofAnother.replace(m_id.toString(QUuid::WithoutBraces).toLatin1(),
                      QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1());
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("null"),
          QByteArray("{\"run\":{},\"owner\":[],\"progress\":3}"), good.left(good.size() / 2), ofAnother,
          QByteArray(15'000, '['), QByteArray(15'000, '\xff')}) {
        QVERIFY(writeBytes(file(".json"), bytes));
        QVERIFY2(files().look({}).progress.isEmpty(), bytes.left(60).constData());
        QVERIFY(std::filesystem::exists(file(".json"))); // whoever wrote it may be about to write better
    }
    for (const char *name : {"x.json", ".json", "{}.json", "README"}) {
        QVERIFY(writeBytes(folder() / name, good));
    }
    std::filesystem::remove(file(".json"));
    QVERIFY(files().look({}).progress.isEmpty());
}

void RunFilesTest::numbersStayInBounds()
{
    const QByteArray good = written();
    for (const char *number : {"-1", "-9e300", "1e999", "9e300", "\"7\"", "null", "[]", "1e18"}) {
        QByteArray bytes = good;
        for (const char *text : {"1000", "4000", "12.5", "3000", "4096"}) {
            bytes.replace(QByteArray(":") + text, QByteArray(":") + number);
        }
        QVERIFY(writeBytes(file(".json"), bytes));
        const QHash<QUuid, Progress> seen = files().look({}).progress;
        for (const Progress &progress : seen) {
            QVERIFY(progress.bytesDone >= 0);
            QVERIFY(progress.bytesTotal >= -1);
            QVERIFY(progress.bytesTotal < 0 || progress.bytesDone <= progress.bytesTotal);
            QVERIFY(progress.bytesPerSecond >= 0 && progress.bytesPerSecond < 1e16);
            QVERIFY(progress.millisecondsLeft >= -1);
            QVERIFY(progress.walGrowthBytes >= 0);
        }
    }
}

void RunFilesTest::survivesAnyBytes()
{
    const QByteArray good = written();
    QRandomGenerator random(1);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes = good;
        for (int change = random.bounded(1, 6); change > 0; --change) {
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        }
        QVERIFY(writeBytes(file(".json"), bytes));
        QVERIFY(files().look({}).progress.size() <= 1);
        if (!std::filesystem::exists(file(".json"))) {
            continue; // it named a process that is not there
        }
    }
}

void RunFilesTest::readsNeitherPipesNorLinksNorMuch()
{
    const QByteArray good = written();
    const Path elsewhere = m_folder->path() / "elsewhere";
    QVERIFY(writeBytes(elsewhere, good));
    std::filesystem::remove(file(".json"));
    std::filesystem::create_symlink(elsewhere, file(".json"));
    QVERIFY(files().look({}).progress.isEmpty());
    std::filesystem::remove(file(".json"));
    QCOMPARE(::mkfifo(file(".json").c_str(), 0600), 0);
    QVERIFY(files().look({}).progress.isEmpty());
    std::filesystem::remove(file(".json"));
    std::filesystem::create_directory(file(".json"));
    QVERIFY(files().look({}).progress.isEmpty());
    std::filesystem::remove(file(".json"));
    QVERIFY(writeBytes(file(".json"), good + QByteArray(1 << 20, ' ')));
    QVERIFY(files().look({}).progress.isEmpty());
    // Writing does not follow a link either.
    std::filesystem::create_symlink(elsewhere, file(".new"));
    files().write(m_id, currentProcess(), Progress());
    QCOMPARE(readBytes(elsewhere), good);
}

void RunFilesTest::removesWhatIsOld()
{
    QVERIFY(writeBytes(folder() / "garbled.json", "{"));
    QVERIFY(writeBytes(file(".new"), "{"));
    files().write(QUuid::createUuid(), currentProcess(), Progress()); // lives, however old
    for (const auto &entry : std::filesystem::directory_iterator(folder())) {
        const timeval longAgo[2]
            = {{.tv_sec = 1'000'000'000, .tv_usec = 0}, {.tv_sec = 1'000'000'000, .tv_usec = 0}};
        QCOMPARE(::utimes(entry.path().c_str(), longAgo), 0);
    }
    QCOMPARE(files().look({}).progress.size(), 1);
    QVERIFY(!std::filesystem::exists(folder() / "garbled.json"));
    QVERIFY(!std::filesystem::exists(file(".new")));
    QCOMPARE(files().look({}).progress.size(), 1);
}

QTEST_GUILESS_MAIN(RunFilesTest)

#include "tst_runfiles.moc"

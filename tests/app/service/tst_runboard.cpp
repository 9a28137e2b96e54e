// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/runboard.h"
#include "service/runfiles.h"
#include "support/databases.h"
#include "support/files.h"
#include "support/program.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr int longWait = 300'000;

/// What a window has, on the same home as a litekeeper-cli that runs beside it.
class Window : public QObject
{
public:
    explicit Window(const Path &home)
        : catalogue(runner, home / "data" / "catalogue.db")
        , backups(std::make_unique<BackupService>(catalogue, runner, home / "data" / "locks"))
        , board(std::make_unique<RunBoard>(*backups, catalogue, runner, home / "data" / "running"))
    {
        opened = catalogue.open().result().hasValue();
        connect(board.get(), &RunBoard::runStarted, this, [this](const Run &run) { started.append(run); });
        connect(board.get(), &RunBoard::runProgressed, this,
                [this](const QUuid &id, const Progress &progress) {
                    newest.insert(id, progress);
                    most = std::max(most, progress.bytesDone);
                });
        connect(board.get(), &RunBoard::runFinished, this,
                [this](const Run &run, const std::optional<Backup> &backup) {
                    finished.append(run);
                    kept.append(backup);
                });
    }

    TaskRunner runner;
    CatalogueService catalogue;
    std::unique_ptr<BackupService> backups;
    std::unique_ptr<RunBoard> board;
    bool opened = false;
    QList<Run> started;
    QHash<QUuid, Progress> newest;
    qint64 most = 0;
    QList<Run> finished;
    QList<std::optional<Backup>> kept;
};

} // namespace

/// A window and a run of another process.
class RunBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsARunOfAnotherProcess();
    void cancelsARunOfAnotherProcess();
    void aKilledRunEndsAsInterrupted();
    void aRunThatWasThereBeforeIsShown();
    void ownRunsAreShownAndCanBeCancelledByOthers();
    void filesOfNobodysRunsAreNotShown();

private:
    /// Some seconds of work.
    [[nodiscard]] std::unique_ptr<Program> startOther() const;
    [[nodiscard]] Path home() const { return m_home->path() / "home"; }
    [[nodiscard]] Path running() const { return home() / "data" / "running"; }
    [[nodiscard]] Path destination() const { return m_home->path() / "backups"; }
    [[nodiscard]] bool leftNothing() const;

    TemporaryFolder m_sources;
    Path m_big;
    std::unique_ptr<TemporaryFolder> m_home;
};

void RunBoardTest::initTestCase()
{
    m_big = m_sources.path() / "big.db";
    QVERIFY(makeDatabase(m_big, 3000, 65'000, "WAL"));
}

void RunBoardTest::init()
{
    m_home = std::make_unique<TemporaryFolder>();
    std::filesystem::create_directory(destination());
}

std::unique_ptr<Program> RunBoardTest::startOther() const
{
    return std::make_unique<Program>(
        Program::Strings{LITEKEEPER_CLI, "backup", m_big.string(), destination().string(), "--format", "zip"},
        Program::Strings{"LITEKEEPER_HOME=" + home().string()}, m_home->path());
}

bool RunBoardTest::leftNothing() const
{
    const auto entries = std::filesystem::directory_iterator(destination());
    return std::all_of(begin(entries), end(entries),
                       [](const auto &entry) { return entry.path().filename() == ".litekeeper"; });
}

void RunBoardTest::showsARunOfAnotherProcess()
{
    Window window(home());
    QVERIFY(window.opened);
    QVERIFY(window.board->running().isEmpty());
    const std::unique_ptr<Program> other = startOther();
    QTRY_COMPARE_WITH_TIMEOUT(window.started.size(), 1, longWait);
    const Run run = window.started.front();
    QCOMPARE(run.trigger, Trigger::CommandLine);
    QCOMPARE(run.ownerPid, qint64(other->pid()));
    QCOMPARE(run.outcome, Outcome::Running);
    QVERIFY(!window.board->isOurs(run.id));
    QCOMPARE(window.board->running().size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(window.most > 0, longWait);
    QVERIFY(other->isRunning()); // seen while it went on, not after
    QVERIFY(window.board->progress(run.id).bytesTotal > 0);
    window.board->pause(run.id); // nothing happens
    QTRY_COMPARE_WITH_TIMEOUT(window.finished.size(), 1, longWait);
    QCOMPARE(window.finished.front().id, run.id);
    QCOMPARE(window.finished.front().outcome, Outcome::Succeeded);
    QVERIFY(window.kept.front());
    QCOMPARE(window.kept.front()->proof, ProofLevel::Proven);
    QVERIFY(window.board->running().isEmpty());
    QCOMPARE(other->wait(), 0);
    QVERIFY(std::filesystem::is_empty(running()));
    QCOMPARE(window.started.size(), 1);
}

void RunBoardTest::cancelsARunOfAnotherProcess()
{
    Window window(home());
    const std::unique_ptr<Program> other = startOther();
    QTRY_COMPARE_WITH_TIMEOUT(window.started.size(), 1, longWait);
    window.board->cancel(window.started.front().id);
    QTRY_COMPARE_WITH_TIMEOUT(window.finished.size(), 1, longWait);
    QCOMPARE(window.finished.front().outcome, Outcome::Cancelled);
    QCOMPARE(other->wait(), 130);
    QVERIFY(leftNothing());
    QVERIFY(std::filesystem::is_empty(running()));
}

void RunBoardTest::aKilledRunEndsAsInterrupted()
{
    Window window(home());
    const std::unique_ptr<Program> other = startOther();
    QTRY_VERIFY_WITH_TIMEOUT(window.most > 0, longWait);
    other->signal(SIGKILL);
    QCOMPARE(other->wait(), -SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(window.finished.size(), 1, longWait);
    QCOMPARE(window.finished.front().outcome, Outcome::Interrupted);
    QVERIFY(!window.finished.front().reason.isEmpty());
    QVERIFY(window.board->running().isEmpty());
    QVERIFY(leftNothing());
    QTRY_VERIFY(std::filesystem::is_empty(running()));
}

void RunBoardTest::aRunThatWasThereBeforeIsShown()
{
    const std::unique_ptr<Program> other = startOther();
    QVERIFY(waitUntil(
        [this] { return std::filesystem::exists(running()) && !std::filesystem::is_empty(running()); }));
    Window window(home());
    QTRY_COMPARE_WITH_TIMEOUT(window.started.size(), 1, longWait);
    QTRY_COMPARE_WITH_TIMEOUT(window.finished.size(), 1, longWait);
    QCOMPARE(window.finished.front().outcome, Outcome::Succeeded);
    QCOMPARE(other->wait(), 0);
}

void RunBoardTest::ownRunsAreShownAndCanBeCancelledByOthers()
{
    Window window(home());
    const QUuid id = window.backups->backUpNow(
        {.source = m_big, .destination = destination(), .format = Format::Zip}, Trigger::Window);
    const RunFiles files(running());
    // Another process looks, and wishes.
    QTRY_VERIFY_WITH_TIMEOUT(files.look({}).progress.contains(id), longWait);
    QVERIFY(window.board->isOurs(id));
    QCOMPARE(window.board->running().size(), 1);
    files.writeStop(id);
    QTRY_COMPARE_WITH_TIMEOUT(window.finished.size(), 1, longWait);
    QCOMPARE(window.finished.front().outcome, Outcome::Cancelled);
    QTRY_VERIFY(std::filesystem::is_empty(running()));
    QCOMPARE(window.started.size(), 1);
}

void RunBoardTest::filesOfNobodysRunsAreNotShown()
{
    Window window(home());
    const RunFiles files(running());
    QVERIFY(files.makeFolder());
    // A living process that shows a run of which the catalogue knows nothing.
    ProcessIdentity parent{
        .pid = ::getppid(), .startTime = startTimeOf(::getppid()), .bootId = currentBootId()};
    files.write(QUuid::createUuid(), parent, Progress());
    QTest::qWait(700);
    QVERIFY(window.started.isEmpty());
    QVERIFY(window.board->running().isEmpty());
}

QTEST_GUILESS_MAIN(RunBoardTest)

#include "tst_runboard.moc"

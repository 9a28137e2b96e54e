// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/backups.h"

#include <QTest>

#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

/// A pause releases the snapshot, and the copy afterwards is one consistent state whether or not somebody
/// wrote.
class TestPause : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnOrStartsOver_data();
    void goesOnOrStartsOver();
    void isCancelledWhilePaused();
};

void TestPause::goesOnOrStartsOver_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::addColumn<bool>("written");
    for (const char *mode : {"WAL", "DELETE"}) {
        QTest::addRow("%s, nobody wrote", mode) << QString::fromLatin1(mode) << false;
        QTest::addRow("%s, somebody wrote", mode) << QString::fromLatin1(mode) << true;
    }
}

void TestPause::goesOnOrStartsOver()
{
    QFETCH(QString, journalMode);
    QFETCH(bool, written);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 40'000, 1000, qPrintable(journalMode)));
    Sqlite user(file);
    QVERIFY(user.execute("INSERT INTO items VALUES(50000, 'before')"));
    std::atomic<bool> once = true;
    RunControl *wish = nullptr;
    std::thread other;
    std::atomic<bool> checkpointed = false;
    RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying && once.exchange(false)) {
            wish->requestPause();
        }
        if (progress.paused && !other.joinable()) {
            other = std::thread([&] {
                if (written) {
                    // With the snapshot released, a checkpoint gets through to the end.
                    checkpointed = user.value("PRAGMA wal_checkpoint(TRUNCATE)") == "0";
                    user.execute("UPDATE items SET content = zeroblob(1000); UPDATE items SET content = "
                                 "'after' WHERE id = 50000");
                }
                wish->requestResume();
            });
        }
    });
    wish = &control;
    const BackupReport report = bench.backUp(bench.request(file), control);
    QVERIFY(other.joinable());
    other.join();
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(checkpointed.load(), written);
    QCOMPARE(report.restarts, written ? 1 : 0);
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    Sqlite copy(report.backup->file, SQLITE_OPEN_READONLY);
    QCOMPARE(copy.value("SELECT content FROM items WHERE id = 50000"),
             std::string(written ? "after" : "before"));
    QCOMPARE(copy.value("PRAGMA integrity_check"), std::string("ok"));
    QVERIFY(report.log.join(QLatin1Char('\n')).contains(QLatin1String("Resumed after a pause")));
}

void TestPause::isCancelledWhilePaused()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 40'000, 1000));
    RunControl *wish = nullptr;
    std::thread other;
    RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying) {
            wish->requestPause();
        }
        if (progress.paused && !other.joinable()) {
            other = std::thread([&] { wish->requestStop(); });
        }
    });
    wish = &control;
    const BackupReport report = bench.backUp(bench.request(file), control);
    other.join();
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::Cancelled);
    QVERIFY(leftNothing(bench.destination));
}

QTEST_GUILESS_MAIN(TestPause)
#include "tst_pause.moc"

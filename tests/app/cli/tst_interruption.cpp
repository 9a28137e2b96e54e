// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Signals, kills, and two processes at once.
class InterruptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signalsCancel_data();
    void signalsCancel();
    void signalsCancelWhileWaitingForALock();
    void killedRunIsShownAsInterrupted();
    void secondRunOfASourceIsSkipped();

private:
    [[nodiscard]] Path big() const { return m_sources.path() / "big.db"; }
    [[nodiscard]] std::unique_ptr<Program> startFrozen(const CliHome &home) const;

    TemporaryFolder m_sources;
};

namespace {

QJsonObject newestRun(const CliHome &home)
{
    return home.run({"history", "--json"}).json().value(QLatin1String("runs")).toArray().at(0).toObject();
}

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

} // namespace

void InterruptionTest::initTestCase()
{
    QVERIFY(makeDatabase(big(), 3000, 65'000));
}

/// A backup that was stopped by SIGSTOP in the middle of its work: its partial file is there.
std::unique_ptr<Program> InterruptionTest::startFrozen(const CliHome &home) const
{
    auto program = home.start({"backup", big().string(), home.backups().string(), "--json"});
    const bool began = waitUntil([&home] { return !home.backupsEndingIn(".partial").empty(); });
    program->signal(SIGSTOP);
    return began ? std::move(program) : nullptr;
}

void InterruptionTest::signalsCancel_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("outcome");
    // A person stops it, or the system that shuts down.
    QTest::newRow("SIGINT") << SIGINT << QStringLiteral("cancelled");
    QTest::newRow("SIGTERM") << SIGTERM << QStringLiteral("interrupted");
    QTest::newRow("SIGHUP") << SIGHUP << QStringLiteral("interrupted");
}

void InterruptionTest::signalsCancel()
{
    QFETCH(const int, number);
    QFETCH(const QString, outcome);
    const CliHome home;
    const std::unique_ptr<Program> program = startFrozen(home);
    QVERIFY(program);
    program->signal(number);
    program->signal(SIGCONT);
    QCOMPARE(program->wait(), 130);
    const QJsonObject document = QJsonDocument::fromJson(program->out()).object();
    QCOMPARE(text(document, "outcome"), outcome);
    QCOMPARE(text(document, "error"), outcome);
    QVERIFY(home.backupsEndingIn("").empty());
    QCOMPARE(text(newestRun(home), "outcome"), outcome);
}

void InterruptionTest::signalsCancelWhileWaitingForALock()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    Sqlite holder(source);
    QVERIFY(holder.execute("BEGIN EXCLUSIVE"));
    const auto program = home.start(
        {"backup", source.string(), home.backups().string(), "--json", "--busy-timeout", "3600"});
    // Stored as running: the wish has been taken.
    QVERIFY(waitUntil([&home] { return text(newestRun(home), "outcome") == QLatin1String("running"); }));
    program->signal(SIGINT);
    QCOMPARE(program->wait(), 130);
    QCOMPARE(text(newestRun(home), "outcome"), QStringLiteral("cancelled"));
}

void InterruptionTest::killedRunIsShownAsInterrupted()
{
    const CliHome home;
    const std::unique_ptr<Program> program = startFrozen(home);
    QVERIFY(program);
    QCOMPARE(text(newestRun(home), "outcome"), QStringLiteral("running"));
    program->signal(SIGKILL);
    QCOMPARE(program->wait(), -SIGKILL);
    QCOMPARE(home.backupsEndingIn(".partial").size(), std::size_t(1));
    // Any next start sees it and cleans up.
    const QJsonObject run = newestRun(home);
    QCOMPARE(text(run, "outcome"), QStringLiteral("interrupted"));
    QVERIFY(!text(run, "reason").isEmpty());
    QVERIFY(run.value(QLatin1String("backup")).isNull());
    QVERIFY(home.backupsEndingIn("").empty());
    QCOMPARE(home.run({"backup", big().string(), home.backups().string(), "--json"}).code, 0);
}

void InterruptionTest::secondRunOfASourceIsSkipped()
{
    const CliHome home;
    const std::unique_ptr<Program> first = startFrozen(home);
    QVERIFY(first);
    const CliResult second = home.run({"backup", big().string(), home.backups().string(), "--json"});
    QCOMPARE(second.code, 4);
    QCOMPARE(text(second.json(), "outcome"), QStringLiteral("skipped"));
    QCOMPARE(text(second.json(), "error"), QStringLiteral("already-running"));
    first->signal(SIGCONT);
    QCOMPARE(first->wait(), 0);
    QCOMPARE(home.backupsEndingIn(".db").size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(InterruptionTest)
#include "tst_interruption.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/process.h"
#include "service/failurecommand.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class FailureCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void getsToKnowWhatFailed();
    void itsOutputGoesIntoTheLog();
    void itsFailureIsAFinding_data();
    void itsFailureIsAFinding();
    void itIsStoppedWithAllThatItStarted();
    void muchOutputIsDropped();
    void destroyingEndsIt();

private:
    FailureCommandEnd run(const QString &command, std::chrono::milliseconds limit = std::chrono::seconds(30));

    std::unique_ptr<TemporaryFolder> m_folder;
    Job m_job;
    Run m_run;
};

namespace {

/// The texts of the log, without their instants.
QStringList texts(const FailureCommandEnd &end)
{
    QStringList result;
    for (const QString &line : end.log) {
        result.append(line.section(u'\t', 1));
    }
    return result;
}

} // namespace

void FailureCommandTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_job.name = QStringLiteral("Blog, every night");
    m_run.id = QUuid::createUuid();
    m_run.source = "/srv/my blog/$(touch owned)`x`\".db";
    m_run.outcome = Outcome::Failed;
    m_run.reason = QStringLiteral("“/mnt/backups” is full; free some room.\nSecond line 'quoted'");
}

FailureCommandEnd FailureCommandTest::run(const QString &command, std::chrono::milliseconds limit)
{
    m_job.failureCommand = command;
    FailureCommand failureCommand(limit);
    QList<FailureCommandEnd> ends;
    connect(&failureCommand, &FailureCommand::ended, this,
            [&ends](const FailureCommandEnd &end) { ends.append(end); });
    failureCommand.start(m_job, m_run);
    return QTest::qWaitFor([&ends] { return !ends.isEmpty(); }, 60'000) && ends.size() == 1
        ? ends.front()
        : FailureCommandEnd{.log = {QStringLiteral("\tno end")}, .findings = {}};
}

void FailureCommandTest::getsToKnowWhatFailed()
{
    const Path file = m_folder->path() / "seen";
    const FailureCommandEnd end
        = run(QStringLiteral("printf '%s|' \"$LITEKEEPER_JOB\" \"$LITEKEEPER_SOURCE\" "
                             "\"$LITEKEEPER_OUTCOME\" \"$LITEKEEPER_REASON\" \"$LITEKEEPER_RUN\" > '%1'")
                  .arg(QString::fromStdString(file.string())));
    QVERIFY(end.findings.isEmpty());
    const QStringList seen = QString::fromUtf8(readBytes(file)).split(u'|');
    QCOMPARE(seen.size(), 6);
    QCOMPARE(seen.at(0), m_job.name);
    QCOMPARE(seen.at(1), QString::fromStdString(m_run.source.string()));
    QCOMPARE(seen.at(2), QStringLiteral("failed"));
    QCOMPARE(seen.at(3), m_run.reason);
    QCOMPARE(seen.at(4), m_run.id.toString(QUuid::WithoutBraces));
}

void FailureCommandTest::itsOutputGoesIntoTheLog()
{
    const QStringList log
        = texts(run(QStringLiteral("echo out; printf 'err\\033[31m\\tred' >&2; read x || echo no input")));
    QCOMPARE(log.size(), 3);
    QVERIFY(log.at(0).contains(QLatin1String("echo out")));
    QVERIFY(log.at(1).endsWith(QLatin1String(" out")));
    QVERIFY(log.at(2).contains(QLatin1String("err")) && !log.at(2).contains(QChar(0x1b)));
    QVERIFY(log.at(2).endsWith(QLatin1String("no input")));
}

void FailureCommandTest::itsFailureIsAFinding_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("says");
    QTest::newRow("exit code") << "exit 3"
                               << "exit code 3";
    QTest::newRow("no such program") << "/no/such/program"
                                     << "exit code 127";
    QTest::newRow("no shell") << "if then"
                              << "exit code 2";
    QTest::newRow("killed") << "kill -9 $$"
                            << "killed";
    QTest::newRow("too long") << "sleep 100"
                              << "was stopped";
}

void FailureCommandTest::itsFailureIsAFinding()
{
    QFETCH(QString, command);
    QFETCH(QString, says);
    const bool isSlow = command.startsWith(QLatin1String("sleep"));
    const FailureCommandEnd end
        = run(command, isSlow ? std::chrono::milliseconds(200) : std::chrono::milliseconds(30'000));
    QCOMPARE(end.findings.size(), 1);
    QCOMPARE(end.findings.front().severity, Severity::Warning);
    QVERIFY2(end.findings.front().text.contains(says), qPrintable(end.findings.front().text));
}

void FailureCommandTest::itIsStoppedWithAllThatItStarted()
{
    const Path file = m_folder->path() / "pid";
    const FailureCommandEnd end
        = run(QStringLiteral("sleep 1000 & echo $! > '%1'; wait").arg(QString::fromStdString(file.string())),
              std::chrono::milliseconds(1000));
    QCOMPARE(end.findings.size(), 1);
    const pid_t pid = readBytes(file).trimmed().toInt();
    QVERIFY(pid > 0);
    QTRY_COMPARE(startTimeOf(pid), 0);
}

void FailureCommandTest::muchOutputIsDropped()
{
    const FailureCommandEnd end = run(QStringLiteral("head -c 3000000 /dev/zero | tr '\\0' x"));
    QVERIFY(end.findings.isEmpty());
    const qsizetype size = end.log.join(QString()).size();
    QVERIFY(size > FailureCommand::mostOutputBytes);
    QVERIFY(size < FailureCommand::mostOutputBytes + 1000);
    QVERIFY(end.log.last().contains(QString::number(3'000'000 - FailureCommand::mostOutputBytes)));
}

void FailureCommandTest::destroyingEndsIt()
{
    const Path file = m_folder->path() / "pid";
    m_job.failureCommand
        = QStringLiteral("echo $$ > '%1'; sleep 1000; true").arg(QString::fromStdString(file.string()));
    auto command = std::make_unique<FailureCommand>();
    command->start(m_job, m_run);
    QTRY_VERIFY(readBytes(file).endsWith('\n'));
    const pid_t pid = readBytes(file).trimmed().toInt();
    QVERIFY(startTimeOf(pid) != 0);
    command.reset();
    QCOMPARE(startTimeOf(pid), 0);
}

QTEST_GUILESS_MAIN(FailureCommandTest)

#include "tst_failurecommand.moc"

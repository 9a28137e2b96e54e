// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/gatelog.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestGateLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackInOrder();
    void noGateWasEverHere();
    void leavesOutWhatDoesNotRead();
    void aTornLineTakesNoOtherWithIt();
    void staysSmall();
    void writesIntoNothingElse_data();
    void writesIntoNothingElse();
};

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

Observation boot(int number, WatchState state = WatchState::Proven)
{
    return {.at = QDateTime(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC).addSecs(number),
            .state = state,
            .sequence = number,
            .survived = {text("boot")},
            .evidence
            = {{text("database"), encodePath("/data/app\xff.db")}, {text("folder"), text("/data")}}};
}

} // namespace

void TestGateLog::comesBackInOrder()
{
    const TemporaryFolder folder;
    for (int number = 1; number <= 5; ++number) {
        appendToGateLog(folder.path(), boot(number));
    }
    const Result<QList<GateEntry>> entries = readGateLog(folder.path());
    QVERIFY(entries);
    QCOMPARE(entries->size(), 5);
    for (int number = 1; number <= 5; ++number) {
        const GateEntry &entry = entries->at(number - 1);
        QVERIFY(decodePath(entry.database) == Path("app\xff.db"));
        QCOMPARE(entry.observation.sequence, number);
        QCOMPARE(entry.observation.at, boot(number).at);
        QCOMPARE(entry.observation.state, WatchState::Proven);
        QCOMPARE(entry.observation.survived, QStringList{text("boot")});
    }
    QCOMPARE(readBytes(folder.path() / gateLogName).count('\n'), 5);
}

void TestGateLog::noGateWasEverHere()
{
    const TemporaryFolder folder;
    QCOMPARE(readGateLog(folder.path()).error().kind, ErrorKind::NotFound);
}

void TestGateLog::leavesOutWhatDoesNotRead()
{
    const TemporaryFolder folder;
    appendToGateLog(folder.path(), boot(1));
    const QByteArray good = readBytes(folder.path() / gateLogName);
    const QByteArray text = "\n\xff\xfe\n{}\n[1,2]\n{\"at\":\"2026-05-03T12:00:00Z\"}\n" + good
        + QByteArray(300, '\0') + "\n" + good.left(40);
    const QList<GateEntry> entries = parseGateLog(text);
    QCOMPARE(entries.size(), 1);
    QVERIFY(parseGateLog({}).isEmpty());
}

void TestGateLog::aTornLineTakesNoOtherWithIt()
{
    const TemporaryFolder folder;
    appendToGateLog(folder.path(), boot(1));
    const QByteArray good = readBytes(folder.path() / gateLogName);
    QVERIFY(writeBytes(folder.path() / gateLogName, good + good.left(good.size() / 2)));
    appendToGateLog(folder.path(), boot(2));
    const Result<QList<GateEntry>> entries = readGateLog(folder.path());
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->last().observation.sequence, 2);
}

void TestGateLog::staysSmall()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / gateLogName;
    appendToGateLog(folder.path(), boot(1));
    const QByteArray line = readBytes(file);
    QVERIFY(writeBytes(file, line.repeated(int((2 << 20) / line.size()))));
    appendToGateLog(folder.path(), boot(7));
    QVERIFY(std::filesystem::file_size(file) < (1 << 20));
    const Result<QList<GateEntry>> entries = readGateLog(folder.path());
    QVERIFY(entries->size() > 1000);
    QCOMPARE(entries->last().observation.sequence, 7);
    // Each line that is left is whole.
    QCOMPARE(entries->size(), readBytes(file).count('\n'));
}

void TestGateLog::writesIntoNothingElse_data()
{
    QTest::addColumn<bool>("isLink");
    QTest::newRow("link") << true;
    QTest::newRow("folder") << false;
}

void TestGateLog::writesIntoNothingElse()
{
    QFETCH(bool, isLink);
    const TemporaryFolder folder;
    const Path file = folder.path() / gateLogName;
    const Path precious = folder.path() / "precious";
    QVERIFY(writeBytes(precious, "precious"));
    if (isLink) {
        std::filesystem::create_symlink(precious, file);
    } else {
        std::filesystem::create_directory(file);
    }
    appendToGateLog(folder.path(), boot(1)); // and the application may start all the same
    QCOMPARE(readBytes(precious), QByteArray("precious"));
}

QTEST_APPLESS_MAIN(TestGateLog)
#include "tst_gatelog.moc"

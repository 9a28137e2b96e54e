// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/gaterecord.h"

#include "canary/gate.h"
#include "support/files.h"
#include "support/zipbuilder.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

const QDateTime begin(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

HostFacts container(const char *id)
{
    return {.bootId = QStringLiteral("boot"), .machineId = {}, .containerId = QString::fromLatin1(id)};
}

} // namespace

class TestGateRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TemporaryFolder>();
        m_data = m_folder->path() / "data";
        std::filesystem::create_directories(m_data);
        std::filesystem::create_directories(m_folder->path() / "wiped");
    }

    void theGatesOfAFolderAreReadBack()
    {
        boot("shop.db", "a", 0);
        boot("shop.db", "a", 1);
        boot("mail.db", "a", 2);
        const Result<QList<GateRecord>> records = readGateRecords(m_data, RunControl());
        QVERIFY(records);
        QCOMPARE(records->size(), 2);
        QCOMPARE(records->at(0).database, QStringLiteral("shop.db"));
        QCOMPARE(records->at(0).boots.size(), 2);
        QCOMPARE(records->at(0).boots.at(0).observation.at, begin);
        QCOMPARE(records->at(1).database, QStringLiteral("mail.db"));
        // The file itself may be chosen as well.
        QCOMPARE(readGateRecords(m_data / gateLogName, RunControl())->size(), 2);
    }

    void aFolderWithoutAGateSaysSo()
    {
        const Result<QList<GateRecord>> records = readGateRecords(m_data, RunControl());
        QVERIFY(!records);
        QCOMPARE(records.error().kind, ErrorKind::NotFound);
        QVERIFY(describe(records.error()).contains(QLatin1String("no record of a boot gate")));
        QCOMPARE(readGateRecords(m_data / "gone", RunControl()).error().kind, ErrorKind::NotFound);
    }

    void aBackupOfTheFolderTellsTheSame()
    {
        boot("shop.db", "a", 0);
        const Path zip = m_folder->path() / "backup.zip";
        QVERIFY(writeBytes(zip,
                           buildZip({{.name = "site/data/shop.db", .data = "SQLite"},
                                     {.name = QByteArray("site/data/") + gateLogName,
                                      .data = readBytes(m_data / gateLogName)}})));
        const Result<QList<GateRecord>> records = readGateRecords(zip, RunControl());
        QVERIFY(records);
        QCOMPARE(records->size(), 1);
        QCOMPARE(records->at(0).place, Path("site/data"));
        QCOMPARE(records->at(0).boots.size(), 1);
    }

    void aDangerousArchiveTellsNothing()
    {
        boot("shop.db", "a", 0);
        const Path zip = m_folder->path() / "backup.zip";
        QVERIFY(writeBytes(zip,
                           buildZip({{.name = QByteArray("../data/") + gateLogName,
                                      .data = readBytes(m_data / gateLogName)}})));
        const Result<QList<GateRecord>> records = readGateRecords(zip, RunControl());
        QVERIFY(!records);
        QVERIFY(describe(records.error()).contains(QLatin1String("dangerous")));
    }

    void aFileThatIsNoArchiveSaysSo()
    {
        const Path file = m_folder->path() / "letter.txt";
        QVERIFY(writeBytes(file, "Dear Ada"));
        QVERIFY(!readGateRecords(file, RunControl()));
    }

    void theAnswerOfTheChildIsReadBack()
    {
        boot("shop.db", "a", 0);
        const Result<QList<GateRecord>> read = gaterecordprotocol::recordsFromLine(
            gaterecordprotocol::answerLine(readGateRecords(m_data, RunControl())));
        QVERIFY(read);
        QCOMPARE(read->at(0).place, m_data);
        QCOMPARE(read->at(0).boots.at(0).observation.state, WatchState::Planted);
        const Result<QList<GateRecord>> error = gaterecordprotocol::recordsFromLine(
            gaterecordprotocol::answerLine(readGateRecords(m_data / "gone", RunControl())));
        QCOMPARE(error.error().kind, ErrorKind::NotFound);
        QVERIFY(!gaterecordprotocol::recordsFromLine("nonsense"));
        QVERIFY(!gaterecordprotocol::recordsFromLine("{\"records\":[]}"));
    }

    void theChildReadsOneAfterTheOther()
    {
        boot("shop.db", "a", 0);
        GateRecordReader reader(LITEKEEPER_CLI);
        const auto first = reader.read(m_data);
        const auto second = reader.read(m_data / "gone");
        QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), 30'000);
        QVERIFY(first.result());
        QCOMPARE(first.result()->at(0).database, QStringLiteral("shop.db"));
        QCOMPARE(second.result().error().kind, ErrorKind::NotFound);
    }

    void aChildThatIsMissingIsAnError()
    {
        GateRecordReader reader(m_folder->path() / "no-program");
        const auto read = reader.read(m_data);
        QTRY_VERIFY_WITH_TIMEOUT(read.isFinished(), 30'000);
        QVERIFY(!read.result());
    }

private:
    void boot(const char *database, const char *id, int hours)
    {
        (void)passGate({.database = m_data / database, .lock = m_folder->path() / "wiped" / database},
                       container(id), begin.addSecs(3600 * hours));
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    Path m_data;
};

QTEST_GUILESS_MAIN(TestGateRecord)
#include "tst_gaterecord.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkworld.h"
#include "places/destination.h"
#include "service/filepresence.h"
#include "service/finderservice.h"
#include "service/jobexamination.h"
#include "service/networkoperations.h"
#include "service/networkprotocol.h"
#include "support/samples.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// What is asked of a child, with the real one, and with those that do not behave.
class TestNetworkOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presence();
    void presenceOfASilentPlaceIsUnreachable();
    void aSilentPlaceIsNotAskedAgainSoon();
    void aStopWishEndsALook();
    void looksAtADatabase();
    void looksAtAFolder();
    void examinesAJob();
    void verifiesAgain();
    void deletesABackup();
    void readsADestination();
    void importsWhatALostCatalogueKnew();
    void refusesWhatNobodyAskedFor();
    void valuesComeThroughWhole();
    void halfAValueIsNone();
};

namespace {

const Path cli = LITEKEEPER_CLI;

NetworkAccess accessIn(const TemporaryFolder &folder, const Path &program = cli,
                       NetworkLimits limits = shortLimits())
{
    return NetworkAccess(folder.path() / "scratch", program, limits, [](const Path &) { return true; });
}

NetworkAccess silentIn(const TemporaryFolder &folder, NetworkLimits limits)
{
    return accessIn(folder, makeScript(folder.path() / "silent", "exec sleep 600"), limits);
}

} // namespace

void TestNetworkOperations::presence()
{
    const TemporaryFolder folder;
    const NetworkAccess network = accessIn(folder);
    const Path odd = folder.path() / "odd\n\xff.db";
    QVERIFY(writeBytes(odd, "x"));
    const QList<FilePresence> found
        = presenceAnywhere(network, {odd, folder.path() / "missing.db", "/nowhere/at/all.db"});
    QCOMPARE(found,
             (QList<FilePresence>{FilePresence::Present, FilePresence::Missing, FilePresence::Unreachable}));
    QVERIFY(presenceAnywhere(network, {}).isEmpty());
}

void TestNetworkOperations::presenceOfASilentPlaceIsUnreachable()
{
    const TemporaryFolder folder;
    NetworkLimits limits = shortLimits();
    limits.look = 50ms;
    const Path local = folder.path() / "local" / "local.db";
    QVERIFY(std::filesystem::create_directory(local.parent_path()));
    QVERIFY(writeBytes(local, "x"));
    const NetworkAccess network(folder.path() / "scratch",
                                makeScript(folder.path() / "silent", "exec sleep 600"), limits,
                                [local](const Path &path) { return path != local; });
    QCOMPARE(presenceAnywhere(network, {folder.path() / "a.db", local}),
             (QList<FilePresence>{FilePresence::Unreachable, FilePresence::Present}));
}

void TestNetworkOperations::aSilentPlaceIsNotAskedAgainSoon()
{
    const TemporaryFolder folder;
    NetworkLimits limits = shortLimits();
    limits.look = 50ms;
    limits.rest = 1h;
    const Path count = folder.path() / "count";
    const NetworkAccess network = accessIn(
        folder, makeScript(folder.path() / "silent", "echo asked >> " + count.string() + "; exec sleep 600"),
        limits);
    const auto first = lookAtDatabaseThere(network, folder.path() / "a.db");
    QCOMPARE(first.error().kind, ErrorKind::NotAnswering);
    const auto second = lookAtDatabaseThere(network, folder.path() / "b.db");
    QCOMPARE(second.error().kind, ErrorKind::NotAnswering);
    QVERIFY2(describe(second.error()).contains(QStringLiteral("silent since")),
             qPrintable(describe(second.error())));
    QCOMPARE(readBytes(count), QByteArray("asked\n"));
}

void TestNetworkOperations::aStopWishEndsALook()
{
    const TemporaryFolder folder;
    NetworkLimits limits = shortLimits();
    limits.look = 1h;
    const NetworkAccess network = silentIn(folder, limits);
    RunControl control;
    control.requestStop();
    const auto look = lookAtFolderThere(network, folder.path(), control);
    QCOMPARE(look.error().kind, ErrorKind::Cancelled);
}

void TestNetworkOperations::looksAtADatabase()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "app.db";
    QVERIFY(makeDatabase(file, 100, 100, "WAL"));
    const Result<DatabaseFacts> facts = lookAtDatabaseThere(accessIn(folder), file);
    QVERIFY2(facts, facts ? "" : qPrintable(describe(facts.error())));
    QCOMPARE(facts->path, file);
    QCOMPARE(facts->bytes, qint64(std::filesystem::file_size(file)));
    QCOMPARE(facts->journalMode, JournalMode::Wal);
    QVERIFY(facts->modified.isValid());
    const auto missing = lookAtDatabaseThere(accessIn(folder), folder.path() / "missing.db");
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QCOMPARE(missing.error().path, folder.path() / "missing.db");

    TaskRunner runner;
    FinderService finder(runner);
    finder.setNetwork(accessIn(folder));
    QCOMPARE(finder.look(file).result()->bytes, facts->bytes);
}

void TestNetworkOperations::looksAtAFolder()
{
    const TemporaryFolder folder;
    QVERIFY(writeBytes(folder.path() / "a\xff.zip", "12345"));
    QVERIFY(writeBytes(folder.path() / "notes.txt", "12345"));
    const NetworkAccess network = accessIn(folder);
    const Result<FolderLook> there = lookAtFolderThere(network, folder.path());
    QVERIFY(there);
    QCOMPARE(there->size(), std::size_t(1));
    QVERIFY(*there == *lookAtFolder(folder.path()));
    QCOMPARE(lookAtFolderThere(network, folder.path() / "gone").error().kind, ErrorKind::NotFound);
}

void TestNetworkOperations::examinesAJob()
{
    const TemporaryFolder folder;
    const Path source = folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    Job job{.id = QUuid::createUuid(),
            .name = QStringLiteral("App"),
            .source = source,
            .destination = folder.path()};
    QList<Finding> findings = examineJob(job, accessIn(folder));
    QVERIFY2(findings.size() == 2, qPrintable(findings.last().text));
    for (const Finding &finding : findings) {
        QCOMPARE(finding.severity, Severity::Note);
        QCOMPARE(finding.code, onNetworkCode);
    }
    QCOMPARE(findings.at(0).where, QStringLiteral("source"));
    QVERIFY(findings.at(0).text.contains(QStringLiteral("network copy")));
    QCOMPARE(findings.at(1).where, QStringLiteral("destination"));

    job.source = folder.path() / "missing.db";
    findings = examineJob(job, accessIn(folder));
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings.at(2).severity, Severity::Problem);
    QCOMPARE(findings.at(2).where, QStringLiteral("source"));

    NetworkLimits limits = shortLimits();
    limits.look = 50ms;
    findings = examineJob(job, silentIn(folder, limits));
    QCOMPARE(findings.size(), 3);
    QVERIFY(findings.at(2).text.contains(QStringLiteral("does not answer")));
}

void TestNetworkOperations::verifiesAgain()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 1);
    const Backup backup = *world.endings.at(0).backup;
    auto control = std::make_shared<RunControl>();
    Result<Backup> verified = world.catalogue->verifyAgain(backup.id, ProofLevel::Proven, control).result();
    QVERIFY2(verified, verified ? "" : qPrintable(describe(verified.error())));
    QCOMPARE(verified->proof, ProofLevel::Proven);
    QCOMPARE(verified->tables.size(), 2); // with the schema's
    QCOMPARE(world.catalogue->backup(backup.id).result()->proof, ProofLevel::Proven);

    QByteArray bytes = readBytes(backup.file);
    bytes[5000] = char(bytes[5000] ^ 1);
    QVERIFY(writeBytes(backup.file, bytes));
    verified = world.catalogue->verifyAgain(backup.id, ProofLevel::Proven, control).result();
    QVERIFY(!verified);
    QVERIFY(verified.error().kind != ErrorKind::Unknown);
}

void TestNetworkOperations::deletesABackup()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 1);
    const Backup backup = *world.endings.at(0).backup;
    QVERIFY(world.catalogue->deleteBackup(backup.id, true).result());
    QVERIFY(world.files().empty());
    QVERIFY(Destination::open(world.destination())->manifests()->backups.isEmpty());
    QVERIFY(world.catalogue->backups().result()->isEmpty());
}

void TestNetworkOperations::readsADestination()
{
    const TemporaryFolder folder;
    const NetworkAccess network = accessIn(folder);
    QCOMPARE(readDestinationThere(network, folder.path()).error().kind, ErrorKind::NotFound);
    const Result<Destination> destination = Destination::openOrCreate(folder.path());
    const Backup backup = sampleBackup(folder.path() / "ghost\xff.db", "/srv/ghost\n.db");
    QVERIFY(destination->writeManifest(backup));
    const Result<DestinationContent> content = readDestinationThere(network, folder.path());
    QVERIFY(content);
    QCOMPARE(content->destination.id, destination->id());
    QCOMPARE(content->backups.size(), 1);
    QVERIFY(isSame(content->backups.front(), backup));
}

void TestNetworkOperations::importsWhatALostCatalogueKnew()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 1);
    QVERIFY(Sqlite(world.folder.path() / "catalogue.db").execute("DELETE FROM backups"));
    world.start();
    QTRY_COMPARE(world.catalogue->backups().result()->size(), 1);
    QCOMPARE(world.catalogue->backups().result()->front().id, world.endings.at(0).backup->id);
}

void TestNetworkOperations::refusesWhatNobodyAskedFor()
{
    const TemporaryFolder folder;
    const NetworkAccess network = accessIn(folder);
    for (const char *operation : {"", "dance", "back-up", "presence", "tidy-up", "remove-kept-files",
                                  "verify-again", "examine-places"}) {
        const auto answer = network.ask(operation, {}, folder.path() / "a.db", NetworkAccess::Patience::Look);
        QVERIFY2(!answer, operation);
    }
}

void TestNetworkOperations::valuesComeThroughWhole()
{
    using namespace networkprotocol;
    const BackupRequest request{.source = "/a\n\xff",
                                .destination = "/b",
                                .format = Format::Zstd,
                                .proof = ProofLevel::ReadBack,
                                .nameTemplate = QStringLiteral("{name}"),
                                .busyTimeout = 1s,
                                .holdLimit = 2s,
                                .walGrowthLimit = 3,
                                .runId = QUuid::createUuid(),
                                .jobId = {},
                                .destinationId = QUuid::createUuid(),
                                .stagingFolder = "/c",
                                .patience = 4s};
    const auto sameRequest = requestFromJson(toJson(request));
    QVERIFY(sameRequest);
    QCOMPARE(toJson(*sameRequest), toJson(request));
    QCOMPARE(sameRequest->source, request.source);
    QCOMPARE(sameRequest->patience, request.patience);
    QVERIFY(sameRequest->jobId.isNull());

    BackupReport report{.backup = sampleBackup("/b/a.db", "/a"),
                        .error = std::nullopt,
                        .findings = {{Severity::Warning, QStringLiteral("w"), QStringLiteral("text"),
                                      QStringLiteral("where")}},
                        .strategy = QStringLiteral("network copy"),
                        .bytes = qint64(1) << 50,
                        .pages = 2,
                        .pageSize = 3,
                        .milliseconds = 4,
                        .holdMilliseconds = 5,
                        .walGrowthBytes = 6,
                        .restarts = 7,
                        .log = {QStringLiteral("one"), QStringLiteral("two\t\"")}};
    const auto sameReport = reportFromJson(toJson(report));
    QVERIFY(sameReport);
    QCOMPARE(toJson(*sameReport), toJson(report));
    QVERIFY(isSame(*sameReport->backup, *report.backup));
    QCOMPARE(sameReport->bytes, report.bytes);
    QCOMPARE(sameReport->findings.front().where, QStringLiteral("where"));
    report.backup.reset();
    report.error = Error{.kind = ErrorKind::NotAnswering,
                         .path = "/a\xff",
                         .detail = QStringLiteral("d"),
                         .advice = QStringLiteral("v"),
                         .code = -1};
    const auto failed = reportFromJson(toJson(report));
    QVERIFY(failed && failed->error);
    QCOMPARE(failed->error->kind, ErrorKind::NotAnswering);
    QCOMPARE(failed->error->path, Path("/a\xff"));
    QCOMPARE(failed->error->code, -1);
}

/// Every member is needed: without any one of them there is no value.
void TestNetworkOperations::halfAValueIsNone()
{
    using namespace networkprotocol;
    const BackupReport report{.backup = sampleBackup("/b/a.db", "/a")};
    const BackupPlan plan{.source = "/a", .finalFile = "/b", .partialFile = "/b.partial"};
    const auto needsAll = [](const QJsonObject &object, auto parse) {
        const QStringList keys = object.keys();
        return parse(object).has_value() && std::none_of(keys.begin(), keys.end(), [&](const QString &key) {
                   QJsonObject half = object;
                   half.remove(key);
                   QJsonObject wrong = object;
                   wrong.insert(key, QJsonValue());
                   return parse(half).has_value() || parse(wrong).has_value();
               });
    };
    QVERIFY(needsAll(toJson(report), &reportFromJson));
    QVERIFY(needsAll(toJson(plan), &planFromJson));
    QVERIFY(needsAll(toJson(Error{.kind = ErrorKind::Busy}), &errorFromJson));
    QVERIFY(needsAll(toJson(*report.backup), &backupFromJson));
    QVERIFY(needsAll(toJson(DatabaseFacts{.path = "/a"}), &factsFromJson));
    BackupRequest request{.source = "/a", .destination = "/b"};
    request.stagingFolder = "/c";
    QVERIFY(needsAll(toJson(request), &requestFromJson));
    QJsonObject both = toJson(report);
    both.insert(QStringLiteral("error"), toJson(Error()));
    QVERIFY(!reportFromJson(both)); // a backup and an error
    QVERIFY(!messageFromLine("{\"litekeeper-network\":1,\"a\":{},\"b\":{}}"));
    QVERIFY(!messageFromLine("{\"litekeeper-network\":1,\"a\":{}} and more"));
    QVERIFY(messageFromLine(lineOf("a", {})));
}

QTEST_GUILESS_MAIN(TestNetworkOperations)
#include "tst_networkoperations.moc"

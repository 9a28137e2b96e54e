// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"
#include "catalogue/migration.h"
#include "sqlite/connection.h"
#include "sqlite/statement.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Watches and what was seen of them in the catalogue.
class TestWatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWatchesWhole();
    void aFolderIsWatchedOnce();
    void listsByFolder();
    void destinationsComeOverFromStepThree();
    void oneOfManyClaimsALook();
    void looksWithoutAChangeAreOneSpan();
    void aLookComesBackWhole();
    void lateLooksForgetNothing();
    void removesWithItsLooks();
    void aRemovedDestinationStaysKnown();
    void looksAtWhatWasRemovedAreDropped();
    void lastLooks();
    void listsAreReadFromAnIndex();
};

namespace {

const QDateTime noon(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

Catalogue openIn(const TemporaryFolder &folder)
{
    Result<Catalogue> catalogue = Catalogue::open(folder.path() / "catalogue.db");
    if (!catalogue) {
        qFatal("%s", qPrintable(describe(catalogue.error())));
    }
    return *std::move(catalogue);
}

Watch someWatch(const Path &folder = "/srv/da\xffta")
{
    return {.id = QUuid::createUuid(),
            .folder = folder,
            .lockFolder = "/app/t\xfemp",
            .createdAt = noon,
            .lookedAt = noon,
            .memory = {.canaryId = QUuid::createUuid(),
                       .sequence = (qint64(1) << 53) + 1,
                       .nonce = text("0011"),
                       .planted = {.at = noon.addMSecs(7),
                                   .host = {.bootId = text("boot"), .machineId = text("machine")},
                                   .volume = {.type = text("ext4"), .mountPoint = "/srv/\xff"}}}};
}

Observation look(const Watch &watch, int minutes, WatchState state = WatchState::Proven)
{
    return {.watchId = watch.id,
            .at = noon.addSecs(qint64(minutes) * 60),
            .state = state,
            .sequence = minutes,
            .survived = state == WatchState::Proven ? QStringList{text("boot"), text("host")} : QStringList(),
            .evidence = {{text("rule"), text("boot")}, {text("note"), text("„ü“\n")}}};
}

Watch only(Catalogue &catalogue)
{
    const QList<Watch> watches = catalogue.watches().value();
    return watches.size() == 1 ? watches.front() : Watch();
}

} // namespace

void TestWatches::keepsWatchesWhole()
{
    const TemporaryFolder folder;
    const Watch watch = someWatch();
    QCOMPARE(openIn(folder).storeWatch(watch).value(), watch.id);
    Catalogue catalogue = openIn(folder);
    const Watch back = only(catalogue);
    QCOMPARE(back.id, watch.id);
    QCOMPARE(back.kind, WatchKind::Folder);
    QVERIFY(back.folder == watch.folder && back.lockFolder == watch.lockFolder);
    QCOMPARE(back.createdAt, watch.createdAt);
    QCOMPARE(back.createdAt.timeSpec(), Qt::UTC);
    QCOMPARE(back.lookedAt, watch.lookedAt);
    QVERIFY(back.memory == watch.memory);
}

void TestWatches::aFolderIsWatchedOnce()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(catalogue.storeWatch(watch));
    Watch again = someWatch();
    again.lockFolder = "/elsewhere";
    QCOMPARE(catalogue.storeWatch(again).value(), watch.id);
    const Watch back = only(catalogue);
    QCOMPARE(back.id, watch.id);
    QVERIFY(back.lockFolder == again.lockFolder);
    QVERIFY(back.memory == again.memory);
}

void TestWatches::listsByFolder()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    for (const char *path : {"/c", "/a", "/b"}) {
        QVERIFY(catalogue.storeWatch(someWatch(path)));
    }
    QByteArray folders;
    const QList<Watch> watches = catalogue.watches().value();
    for (const Watch &watch : watches) {
        folders += pathBytes(watch.folder);
    }
    QCOMPARE(folders, QByteArray("/a/b/c"));
}

void TestWatches::destinationsComeOverFromStepThree()
{
    const TemporaryFolder folder;
    {
        Result<Connection> connection
            = Connection::open(folder.path() / "catalogue.db", {.mode = Connection::Mode::Create});
        QVERIFY(connection);
        const std::vector<MigrationStep> former(catalogueSteps().begin(), catalogueSteps().begin() + 3);
        QVERIFY(migrate(*connection, former));
        QVERIFY(connection->execute(
            "INSERT INTO destinations (folder, id) VALUES (x'2f62ff', x'00112233445566778899aabbccddeeff')"));
    }
    Catalogue catalogue = openIn(folder);
    const Watch watch = only(catalogue);
    QCOMPARE(watch.kind, WatchKind::Destination);
    QVERIFY(watch.folder == Path("/b\xff"));
    QVERIFY(!watch.id.isNull());
    QCOMPARE(watch.memory.canaryId, QUuid(text("{00112233-4455-6677-8899-aabbccddeeff}")));
    QCOMPARE(watch.memory.sequence, 0);
    QVERIFY(!watch.lookedAt.isValid()); // so it is due
    QVERIFY(catalogue.claimLook(watch.id, watch.lookedAt, noon).value());
}

void TestWatches::oneOfManyClaimsALook()
{
    const TemporaryFolder folder;
    Catalogue first = openIn(folder);
    Catalogue second = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(first.storeWatch(watch));
    const QDateTime now = noon.addSecs(3600);
    QVERIFY(first.claimLook(watch.id, noon, now).value());
    QVERIFY(!second.claimLook(watch.id, noon, now).value());
    QVERIFY(!first.claimLook(watch.id, noon, now).value());
    QCOMPARE(only(second).lookedAt, now);
    QVERIFY(second.claimLook(watch.id, now, now.addSecs(3600)).value());
    QVERIFY(!second.claimLook(QUuid::createUuid(), {}, now).value());
}

void TestWatches::looksWithoutAChangeAreOneSpan()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(catalogue.storeWatch(watch));
    for (const int minutes : {1, 60, 120}) {
        QVERIFY(catalogue.storeLook(look(watch, minutes), watch.memory));
    }
    QVERIFY(catalogue.storeLook(look(watch, 130, WatchState::Unreachable), watch.memory));
    QVERIFY(catalogue.storeLook(look(watch, 140), watch.memory));
    QVERIFY(catalogue.storeLook(look(watch, 1000), watch.memory)); // nobody watched in between
    const QList<ObservationSpan> spans = catalogue.observations(watch.id, {}).value();
    QCOMPARE(spans.size(), 4);
    QCOMPARE(spans[0].looks, 3);
    QCOMPARE(spans[0].firstAt, look(watch, 1).at);
    QCOMPARE(spans[0].newest.at, look(watch, 120).at);
    QCOMPARE(spans[0].newest.survived, (QStringList{text("boot"), text("host")}));
    QCOMPARE(spans[1].newest.state, WatchState::Unreachable);
    QVERIFY(spans[1].newest.survived.isEmpty());
    QVERIFY(spans[0].id < spans[1].id);
    const QList<ObservationSpan> late = catalogue.observations(watch.id, look(watch, 135).at).value();
    QCOMPARE(late.size(), 2);
    QVERIFY(catalogue.observations(QUuid::createUuid(), {})->isEmpty());
    QCOMPARE(only(catalogue).lookedAt, look(watch, 1000).at);
}

void TestWatches::aLookComesBackWhole()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(catalogue.storeWatch(watch));
    QVERIFY(catalogue.storeLook(look(watch, 1), watch.memory));
    QVERIFY(catalogue.storeLook(look(watch, 2), watch.memory));
    const qint64 id = catalogue.observations(watch.id, {})->first().id;
    const Result<ObservationSpan> span = catalogue.observation(id);
    QVERIFY(span);
    QCOMPARE(span->newest.watchId, watch.id);
    QCOMPARE(span->newest.evidence, look(watch, 2).evidence);
    QCOMPARE(span->newest.sequence, 2);
    QCOMPARE(catalogue.observation(id + 1).error().kind, ErrorKind::NotFound);
}

void TestWatches::lateLooksForgetNothing()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Watch watch = someWatch();
    watch.memory.sequence = 10;
    QVERIFY(catalogue.storeWatch(watch));
    CanaryMemory memory = watch.memory;
    memory.sequence = 9;
    QVERIFY(catalogue.storeLook(look(watch, 1), memory));
    QCOMPARE(only(catalogue).memory.sequence, 10);
    memory.sequence = 11;
    QVERIFY(catalogue.storeLook(look(watch, 2), memory));
    QCOMPARE(only(catalogue).memory.sequence, 11);
    // What was remembered before it was planted anew comes too late.
    watch.memory.canaryId = QUuid::createUuid();
    watch.memory.sequence = 1;
    QVERIFY(catalogue.storeWatch(watch));
    QVERIFY(catalogue.storeLook(look(watch, 3, WatchState::Unreachable), memory));
    QVERIFY(only(catalogue).memory == watch.memory);
}

void TestWatches::removesWithItsLooks()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    const Watch other = someWatch("/other");
    for (const Watch &each : {watch, other}) {
        QVERIFY(catalogue.storeWatch(each));
        QVERIFY(catalogue.storeLook(look(each, 1), each.memory));
    }
    QVERIFY(catalogue.removeWatch(watch.id));
    QCOMPARE(only(catalogue).id, other.id);
    QVERIFY(catalogue.observations(watch.id, {})->isEmpty());
    QCOMPARE(catalogue.observations(other.id, {})->size(), 1);
    QVERIFY(catalogue.removeWatch(watch.id));
    QVERIFY(catalogue.storeWatch(watch)); // and begin again
    QCOMPARE(catalogue.watches()->size(), 2);
}

void TestWatches::aRemovedDestinationStaysKnown()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Watch watch = someWatch();
    watch.kind = WatchKind::Destination;
    QVERIFY(catalogue.storeWatch(watch));
    QVERIFY(catalogue.removeWatch(watch.id));
    QVERIFY(catalogue.watches()->isEmpty());
    watch.id = QUuid::createUuid();
    QVERIFY(catalogue.storeWatch(watch).value() != watch.id);
    QCOMPARE(catalogue.watches()->size(), 1);
}

void TestWatches::looksAtWhatWasRemovedAreDropped()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(catalogue.storeLook(look(watch, 1), watch.memory));
    QVERIFY(catalogue.observations(watch.id, {})->isEmpty());
    QVERIFY(catalogue.lastObservations()->isEmpty());
}

void TestWatches::lastLooks()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Watch watch = someWatch();
    const Watch other = someWatch("/other");
    QVERIFY(catalogue.storeWatch(watch));
    QVERIFY(catalogue.storeWatch(other));
    QVERIFY(catalogue.storeLook(look(watch, 1), watch.memory));
    QVERIFY(catalogue.storeLook(look(watch, 2, WatchState::Lost), watch.memory));
    const QHash<QUuid, ObservationSpan> last = catalogue.lastObservations().value();
    QCOMPARE(last.size(), 1);
    QCOMPARE(last.value(watch.id).newest.state, WatchState::Lost);
    QVERIFY(!last.value(watch.id).newest.evidence.isEmpty());
}

void TestWatches::listsAreReadFromAnIndex()
{
    const TemporaryFolder folder;
    openIn(folder);
    Result<Connection> connection
        = Connection::open(folder.path() / "catalogue.db", {.mode = Connection::Mode::ReadWrite});
    QVERIFY(connection);
    Result<Statement> explained = connection->prepare(
        "EXPLAIN QUERY PLAN SELECT id, watch_id, state, survived, first_at, last_at, looks, sequence"
        " FROM observations WHERE watch_id = x'00' AND last_at >= 1 ORDER BY id");
    QVERIFY(explained);
    QString steps;
    while (explained->step().value()) {
        steps += explained->text(3) + u'\n';
    }
    QVERIFY2(steps.contains(text("USING COVERING INDEX")) && !steps.contains(text("TEMP B-TREE")),
             qPrintable(steps));
}

QTEST_APPLESS_MAIN(TestWatches)
#include "tst_watches.moc"

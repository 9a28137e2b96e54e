// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "canary/registry.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWatchesWhole();
    void keepsLooksAsSpans();
    void olderMemoryDoesNotReplace();
    void removes();
    void damageIsNoDatabase();
    void staysBelowItsLimit();
    void severalProcessesStore();
};

namespace {

const QDateTime noon(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

WatchRegistry openIn(const TemporaryFolder &folder)
{
    Result<WatchRegistry> registry = WatchRegistry::open(folder.path() / "a" / "registry");
    if (!registry) {
        qFatal("%s", qPrintable(describe(registry.error())));
    }
    return *std::move(registry);
}

Watch someWatch(const Path &folder = "/srv/da\xffta")
{
    return {.id = QUuid::createUuid(),
            .folder = folder,
            .lockFolder = "/app/tmp",
            .createdAt = noon,
            .lookedAt = noon.addMSecs(5),
            .memory = {.canaryId = QUuid::createUuid(),
                       .sequence = 5,
                       .nonce = text("five"),
                       .planted = {.at = noon, .host = {.bootId = text("b")}}}};
}

Observation look(int minutes, WatchState state = WatchState::Proven)
{
    return {.at = noon.addSecs(minutes * 60),
            .state = state,
            .sequence = minutes,
            .evidence = {{text("rule"), text("r")}}};
}

} // namespace

void TestRegistry::keepsWatchesWhole()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    QVERIFY(registry.watches()->isEmpty());
    QCOMPARE(registry.watch("/srv/data").error().kind, ErrorKind::NotFound);
    const Watch watch = someWatch();
    QVERIFY(registry.store(watch, {}));
    QVERIFY(registry.store(someWatch("/a"), {}));
    const Result<Watch> back = openIn(folder).watch(watch.folder);
    QVERIFY(back);
    QCOMPARE(back->id, watch.id);
    QVERIFY(back->folder == watch.folder && back->lockFolder == watch.lockFolder);
    QCOMPARE(back->createdAt, watch.createdAt);
    QCOMPARE(back->lookedAt, watch.lookedAt);
    QVERIFY(back->memory == watch.memory);
    const Result<QList<Watch>> all = registry.watches();
    QCOMPARE(all->size(), 2);
    QVERIFY(all->first().folder == Path("/a"));
    QVERIFY(registry.spans(watch.folder)->isEmpty());
}

void TestRegistry::keepsLooksAsSpans()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    const Watch watch = someWatch();
    QVERIFY(registry.store(watch, look(0)));
    QVERIFY(registry.store(watch, look(10)));
    QVERIFY(registry.store(watch, look(20, WatchState::Lost)));
    const Result<QList<ObservationSpan>> spans = registry.spans(watch.folder);
    QCOMPARE(spans->size(), 2);
    QCOMPARE(spans->at(0).looks, 2);
    QCOMPARE(spans->at(0).firstAt, noon);
    QCOMPARE(spans->at(0).newest.sequence, 10);
    QCOMPARE(spans->at(1).newest.state, WatchState::Lost);
    QCOMPARE(spans->at(1).newest.watchId, watch.id);
}

void TestRegistry::olderMemoryDoesNotReplace()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    Watch watch = someWatch();
    QVERIFY(registry.store(watch, look(0)));
    Watch late = watch;
    late.memory.sequence = 3; // of a look that took long
    QVERIFY(registry.store(late, look(1)));
    QCOMPARE(registry.watch(watch.folder)->memory.sequence, 5);
    late.memory.canaryId = QUuid::createUuid();
    QVERIFY(registry.store(late, look(2, WatchState::Planted))); // planted anew
    QVERIFY(registry.watch(watch.folder)->memory == late.memory);
}

void TestRegistry::removes()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    QVERIFY(registry.store(someWatch(), {}));
    QVERIFY(registry.remove(someWatch().folder));
    QVERIFY(registry.watches()->isEmpty());
    QVERIFY(registry.remove(someWatch().folder));
}

void TestRegistry::damageIsNoDatabase()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    QVERIFY(registry.store(someWatch(), {}));
    const Path root = folder.path() / "a" / "registry";
    const Path file = std::filesystem::directory_iterator(root)->path();
    QVERIFY(writeBytes(file, "{}"));
    for (const Error &error :
         {registry.watch(someWatch().folder).error(), registry.watches().error(),
          registry.spans(someWatch().folder).error(), registry.store(someWatch(), look(1)).error()}) {
        QCOMPARE(error.kind, ErrorKind::CatalogueDamaged);
        QVERIFY(error.path == file);
        QVERIFY(!describe(error).contains(text("The database")));
    }
    QCOMPARE(readBytes(file), QByteArray("{}"));
    // What others have put beside it is not ours.
    QVERIFY(registry.remove(someWatch().folder));
    QVERIFY(writeBytes(root / "notes.json", "x"));
    QVERIFY(writeBytes(root / "watch-notes.txt", "x"));
    QVERIFY(registry.watches()->isEmpty());
}

void TestRegistry::staysBelowItsLimit()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    const Watch watch = someWatch();
    Observation seen = look(0);
    seen.evidence.insert(text("long"), QString(4000, u'x'));
    seen.evidence.insert(text("host"), QJsonObject{{text("bootId"), text("b")}});
    for (int change = 0; change < 520; ++change) {
        seen.at = noon.addSecs(change * 60);
        seen.state = change % 2 == 0 ? WatchState::Proven : WatchState::Unreachable;
        QVERIFY(registry.store(watch, seen));
    }
    const Result<QList<ObservationSpan>> spans = registry.spans(watch.folder);
    QVERIFY(spans);
    QCOMPARE(spans->size(), 500);
    QCOMPARE(spans->last().newest.at, seen.at);
    QVERIFY(!spans->last().newest.evidence.isEmpty());
    // Of the old ones, the machine that looked stays: what the canary survived is counted by that.
    QCOMPARE(spans->first().newest.evidence.keys(), QStringList{QStringLiteral("host")});
}

void TestRegistry::severalProcessesStore()
{
    const TemporaryFolder folder;
    WatchRegistry registry = openIn(folder);
    const Watch watch = someWatch();
    std::vector<std::unique_ptr<Child>> children;
    for (int child = 0; child < 3; ++child) {
        children.push_back(std::make_unique<Child>([&] {
            for (int time = 0; time < 20; ++time) {
                if (!registry.store(watch, look(0))) {
                    ::_exit(1);
                }
            }
        }));
    }
    for (const auto &child : children) {
        QCOMPARE(child->wait(), 0);
    }
    const Result<QList<ObservationSpan>> spans = registry.spans(watch.folder);
    QCOMPARE(spans->size(), 1);
    QCOMPARE(spans->first().looks, 60);
}

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/watch.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace litekeeper;

class TestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAndExits_data();
    void codesAndExits();
    void harmIsAnOrder();
    void alarmsAreWhatIsWorseThanUntested();
    void saysAndAdvises_data();
    void saysAndAdvises();
    void wordsKeepOddNames();
    void jsonRoundTrips();
    void brokenJsonIsNothingGood();
    void looksWithoutAChangeAreOneSpan();
    void aChangeBeginsASpan_data();
    void aChangeBeginsASpan();
    void aGapBeginsASpan();
    void theNewerMemoryCounts_data();
    void theNewerMemoryCounts();
};

namespace {

const QList<WatchState> allStates{
    WatchState::Unreachable, WatchState::Corrupt,  WatchState::NotMounted, WatchState::Lost,
    WatchState::Planted,     WatchState::Volatile, WatchState::Foreign,    WatchState::RolledBack,
    WatchState::Cloned,      WatchState::Unproven, WatchState::Proven,     WatchState::Asserted,
    WatchState::ReadOnly,    WatchState::Disabled,
};

const QDateTime noon(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

HostFacts someHost()
{
    return {.bootId = key("boot-1"), .machineId = key("machine-1"), .containerId = key("container-1")};
}

VolumeFacts someVolume()
{
    return {.type = key("ext4"),
            .source = key("/dev/sdb1"),
            .mountPoint = "/mnt/da\xffta",
            .root = "/sub",
            .uuid = key("5d3c0a3e-6f43-4a4e-9a80-5b8f5d6c1a01"),
            .identifier = key("0123456789abcdef"),
            .device = key("8:17")};
}

CanaryMemory someMemory()
{
    return {.canaryId = QUuid::createUuid(),
            .sequence = (qint64(1) << 53) + 1,
            .nonce = key("00ff"),
            .planted = {.at = noon.addMSecs(123), .host = someHost(), .volume = someVolume()},
            .volume = someVolume()};
}

Observation look(WatchState state, const QDateTime &at)
{
    return {.watchId = QUuid::createUuid(),
            .at = at,
            .state = state,
            .sequence = 7,
            .survived = {key("boot")},
            .evidence = {{key("folder"), key("/srv/data")},
                         {key("rule"), key("boot")},
                         {key("host"), toJson(someHost())},
                         {key("found"), QJsonObject{{key("canary"), key("a")}}}}};
}

} // namespace

void TestWatch::codesAndExits_data()
{
    QTest::addColumn<WatchState>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("exit");
    const auto row = [](WatchState state, const char *code, int exit) {
        QTest::newRow(code) << state << key(code) << exit;
    };
    row(WatchState::Unreachable, "unreachable", 17);
    row(WatchState::Corrupt, "corrupt", 15);
    row(WatchState::NotMounted, "not-mounted", 17);
    row(WatchState::Lost, "lost", 12);
    row(WatchState::Planted, "planted", 10);
    row(WatchState::Volatile, "volatile", 18);
    row(WatchState::Foreign, "foreign", 14);
    row(WatchState::RolledBack, "rolled-back", 13);
    row(WatchState::Cloned, "cloned", 14);
    row(WatchState::Unproven, "unproven", 11);
    row(WatchState::Proven, "proven", 0);
    row(WatchState::Asserted, "asserted", 0);
    row(WatchState::ReadOnly, "read-only", 16);
    row(WatchState::Disabled, "disabled", 0);
}

void TestWatch::codesAndExits()
{
    QFETCH(WatchState, state);
    QFETCH(QString, code);
    QFETCH(int, exit);
    QCOMPARE(watchStateCode(state), code);
    QCOMPARE(watchStateFromCode(code), std::optional(state));
    QCOMPARE(watchStateExit(state), exit);
    QVERIFY(!watchStateFromCode(code.toUpper()));
}

void TestWatch::harmIsAnOrder()
{
    QSet<int> harms;
    for (const WatchState state : allStates) {
        harms.insert(harmOf(state));
    }
    QCOMPARE(harms.size(), allStates.size());
    for (const WatchState state : allStates) {
        QVERIFY(harmOf(state) <= harmOf(WatchState::Lost));
        // What ends with 0 never hides what does not.
        if (watchStateExit(state) == 0) {
            QVERIFY(harmOf(state) < harmOf(WatchState::Planted));
        }
    }
    QVERIFY(harmOf(WatchState::Proven) < harmOf(WatchState::Unproven));
    QVERIFY(harmOf(WatchState::Unproven) < harmOf(WatchState::Unreachable));
}

void TestWatch::alarmsAreWhatIsWorseThanUntested()
{
    for (const WatchState state : allStates) {
        if (isAlarming(state)) {
            QVERIFY2(harmOf(state) > harmOf(WatchState::Unproven), qPrintable(watchStateCode(state)));
            QVERIFY(watchStateExit(state) != 0);
        }
    }
    QVERIFY(!isAlarming(WatchState::Unreachable)); // nobody knows
    QVERIFY(isAlarming(WatchState::Lost));
}

void TestWatch::saysAndAdvises_data()
{
    QTest::addColumn<WatchState>("state");
    QTest::addColumn<QJsonObject>("evidence");
    QTest::addColumn<QString>("says");
    const QJsonObject folder{{key("folder"), key("/srv/data")}};
    QJsonObject gate = folder;
    gate.insert(key("database"), key("/srv/data/app.db"));
    gate.insert(key("canaryFile"), key("/srv/data/.litekeeper-canary.json"));
    gate.insert(key("lockFile"), key("/app/tmp/p.lock"));
    gate.insert(key("lock"), key("present"));
    for (const WatchState state : allStates) {
        const QByteArray code = watchStateCode(state).toUtf8();
        QTest::newRow(("folder " + code).constData()) << state << folder << key("/srv/data");
        QTest::newRow(("gate " + code).constData()) << state << gate << key("/srv/data/app.db");
    }
}

void TestWatch::saysAndAdvises()
{
    QFETCH(WatchState, state);
    QFETCH(QJsonObject, evidence);
    QFETCH(QString, says);
    const Observation seen{
        .at = noon, .state = state, .sequence = 3, .survived = {key("boot")}, .evidence = evidence};
    const QString said = watchSays(seen);
    const QString advice = watchAdvice(seen);
    QVERIFY2(said.contains(says), qPrintable(said));
    QVERIFY2(said.endsWith(u'.') && !said.contains(QLatin1String("%1")), qPrintable(said));
    QVERIFY2(!said.contains(QLatin1String("%2")) && !said.contains(QLatin1String("“”")), qPrintable(said));
    // What does not end with 0 needs somebody to do something.
    QVERIFY2(watchStateExit(state) == 0 || advice.endsWith(u'.') || advice.endsWith(u')'),
             qPrintable(advice));
    QVERIFY(!advice.contains(u'%') && !advice.contains(QLatin1String("“”")));
    const QJsonObject json = toJson(seen);
    QCOMPARE(json.value(key("says")).toString(), said);
    QCOMPARE(json.value(key("do")).toString(), advice);
    QCOMPARE(json.value(key("exit")).toInt(), watchStateExit(state));
    QCOMPARE(json.value(key("evidence")).toObject(), evidence);
}

void TestWatch::wordsKeepOddNames()
{
    // A name that looks like a place in a sentence stays what it is.
    for (const WatchState state : allStates) {
        const Observation seen{.at = noon,
                               .state = state,
                               .sequence = 3,
                               .evidence
                               = {{key("folder"), key("/srv/%1 %2 %3")}, {key("lock"), key("gone")}}};
        QVERIFY2(watchSays(seen).contains(key("/srv/%1 %2 %3")), qPrintable(watchSays(seen)));
    }
}

void TestWatch::jsonRoundTrips()
{
    QCOMPARE(hostFactsFromJson(toJson(someHost())), someHost());
    QCOMPARE(volumeFactsFromJson(toJson(someVolume())), someVolume());
    const CanaryMemory memory = someMemory();
    // Through bytes, as it lies in files.
    const QByteArray bytes = QJsonDocument(toJson(memory)).toJson();
    QCOMPARE(canaryMemoryFromJson(QJsonDocument::fromJson(bytes).object()), memory);
    QCOMPARE(canaryMemoryFromJson(toJson(CanaryMemory())), CanaryMemory());
    for (const WatchState state : allStates) {
        const Observation seen = look(state, noon.addMSecs(1));
        const Observation back = observationFromJson(toJson(seen));
        QCOMPARE(back.at, seen.at);
        QCOMPARE(back.state, seen.state);
        QCOMPARE(back.sequence, seen.sequence);
        QCOMPARE(back.survived, seen.survived);
        QCOMPARE(back.evidence, seen.evidence);
    }
}

void TestWatch::brokenJsonIsNothingGood()
{
    QVERIFY(
        canaryMemoryFromJson({{key("canary"), key("nonsense")}, {key("sequence"), key("many")}}).isEmpty());
    const Observation unknown = observationFromJson({{key("state"), key("excellent")}, {key("at"), 5}});
    QCOMPARE(unknown.state, WatchState::Unreachable);
    QVERIFY(!unknown.at.isValid());
    QCOMPARE(watchKindFromCode(key("nonsense")), WatchKind::Folder);
    QCOMPARE(watchKindFromCode(watchKindCode(WatchKind::Destination)), WatchKind::Destination);
}

void TestWatch::looksWithoutAChangeAreOneSpan()
{
    QList<ObservationSpan> spans;
    for (int hour = 0; hour < 5; ++hour) {
        Observation seen = look(WatchState::Proven, noon.addSecs(hour * 3600));
        seen.sequence = hour + 1; // goes on with each look, which is no change
        appendTo(spans, seen);
    }
    QCOMPARE(spans.size(), 1);
    QCOMPARE(spans[0].looks, 5);
    QCOMPARE(spans[0].firstAt, noon);
    QCOMPARE(spans[0].newest.at, noon.addSecs(4 * 3600));
    QCOMPARE(spans[0].newest.sequence, 5);
}

void TestWatch::aChangeBeginsASpan_data()
{
    QTest::addColumn<Observation>("next");
    const auto with = [](const std::function<void(Observation &)> &change) {
        Observation seen = look(WatchState::Proven, noon.addSecs(60));
        change(seen);
        return seen;
    };
    QTest::newRow("state") << with([](Observation &seen) { seen.state = WatchState::Asserted; });
    QTest::newRow("rule") << with([](Observation &seen) { seen.evidence.insert(key("rule"), key("host")); });
    QTest::newRow("boot") << with([](Observation &seen) {
        HostFacts host = someHost();
        host.bootId = key("boot-2");
        seen.evidence.insert(key("host"), toJson(host));
    });
    QTest::newRow("container") << with([](Observation &seen) {
        HostFacts host = someHost();
        host.containerId = key("container-2");
        seen.evidence.insert(key("host"), toJson(host));
    });
    QTest::newRow("canary") << with([](Observation &seen) {
        seen.evidence.insert(key("found"), QJsonObject{{key("canary"), key("b")}});
    });
    QTest::newRow("clock turned back") << with([](Observation &seen) { seen.at = noon.addSecs(-60); });
}

void TestWatch::aChangeBeginsASpan()
{
    QFETCH(Observation, next);
    QList<ObservationSpan> spans;
    appendTo(spans, look(WatchState::Proven, noon));
    appendTo(spans, next);
    QCOMPARE(spans.size(), 2);
    QCOMPARE(spans[1].looks, 1);
    QCOMPARE(spans[1].firstAt, next.at);
    QVERIFY(spans[1].id > spans[0].id);
}

void TestWatch::aGapBeginsASpan()
{
    QList<ObservationSpan> spans;
    appendTo(spans, look(WatchState::Proven, noon));
    appendTo(spans, look(WatchState::Proven, noon.addMSecs(watchedGapMilliseconds)));
    QCOMPARE(spans.size(), 1);
    appendTo(spans, look(WatchState::Proven, spans[0].newest.at.addMSecs(watchedGapMilliseconds + 1)));
    QCOMPARE(spans.size(), 2);
    QVERIFY(watchedGapMilliseconds > lookIntervalMilliseconds); // one look that is late is no gap
}

void TestWatch::theNewerMemoryCounts_data()
{
    QTest::addColumn<CanaryMemory>("memory");
    QTest::addColumn<bool>("counts");
    CanaryMemory stored = someMemory();
    stored.canaryId = QUuid(key("{6e0e2a58-9d5a-4e58-9c3f-000000000001}"));
    stored.sequence = 10;
    const auto with = [stored](const std::function<void(CanaryMemory &)> &change) {
        CanaryMemory memory = stored;
        change(memory);
        return memory;
    };
    QTest::newRow("same") << stored << true;
    QTest::newRow("higher") << with([](CanaryMemory &each) { each.sequence = 11; }) << true;
    QTest::newRow("lower") << with([](CanaryMemory &each) { each.sequence = 9; }) << false;
    QTest::newRow("known by name only")
        << with([](CanaryMemory &each) { each = CanaryMemory{.canaryId = each.canaryId}; }) << false;
    QTest::newRow("planted anew") << with([](CanaryMemory &each) {
        each.sequence = 1;
        each.planted.at = noon.addDays(1);
    }) << true;
    QTest::newRow("before it was planted anew") << with([](CanaryMemory &each) {
        each.sequence = 99;
        each.planted.at = noon.addDays(-1);
    }) << false;
    QTest::newRow("another canary") << with([](CanaryMemory &each) {
        each.canaryId = QUuid::createUuid();
        each.sequence = 99;
    }) << false;
    QTest::newRow("nothing") << CanaryMemory() << false;
}

void TestWatch::theNewerMemoryCounts()
{
    QFETCH(CanaryMemory, memory);
    QFETCH(bool, counts);
    CanaryMemory stored = someMemory();
    stored.canaryId = QUuid(key("{6e0e2a58-9d5a-4e58-9c3f-000000000001}"));
    stored.sequence = 10;
    QCOMPARE(supersedes(memory, stored), counts);
    QVERIFY(supersedes(memory, {}));
    QVERIFY(supersedes(stored, {.canaryId = stored.canaryId}));
}

QTEST_APPLESS_MAIN(TestWatch)
#include "tst_watch.moc"

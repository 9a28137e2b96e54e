// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/judge.h"

#include <QTest>

using namespace litekeeper;

/// Every state and rule with facts that no disk has to bring about.
class TestJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void missingFactsAreNotGuessed_data();
    void missingFactsAreNotGuessed();
    void theFirstThatFitsCounts_data();
    void theFirstThatFitsCounts();
    void changes();
};

namespace {

using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;
using Lock = CanaryFindings::Lock;
using Change = std::function<void(CanaryFindings &)>;

const QDateTime noon(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
const QUuid identity(QStringLiteral("{6e0e2a58-9d5a-4e58-9c3f-000000000001}"));

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

HostFacts host()
{
    return {.bootId = text("boot-1"), .machineId = text("machine-1"), .containerId = text("container-1")};
}

VolumeFacts volume()
{
    return {.type = text("ext4"),
            .source = text("/dev/sdb1"),
            .mountPoint = "/data",
            .root = "/",
            .uuid = text("5d3c0a3e-6f43-4a4e-9a80-5b8f5d6c1a01"),
            .identifier = text("0123456789abcdef")};
}

/// Alive, remembered, nothing has changed: "unproven".
CanaryFindings usual()
{
    const CanaryOrigin origin{.at = noon, .host = host(), .volume = volume()};
    Canary canary = newCanary(identity, origin);
    canary.stepOn(0, origin);
    const CanaryMemory memory{.canaryId = identity,
                              .sequence = canary.sequence(),
                              .nonce = canary.nonce(),
                              .planted = origin,
                              .volume = volume()};
    return {.reach = Reach::Reached,
            .sight = Sight::Alive,
            .canary = canary,
            .memory = memory,
            .plantedOn = host(),
            .host = host(),
            .volume = volume()};
}

void makeMissing(CanaryFindings &findings)
{
    findings.sight = Sight::Missing;
    findings.canary.reset();
}

void restart(CanaryFindings &findings)
{
    findings.host.bootId = text("boot-2");
}

/// The memory of a look that was at that step of the canary.
void rememberStep(CanaryFindings &findings, const Canary::Step &step)
{
    findings.memory.sequence = step.sequence;
    findings.memory.nonce = step.nonce;
}

void addRow(const char *name, WatchState state, const char *rule, const Change &change)
{
    CanaryFindings findings = usual();
    change(findings);
    QTest::newRow(name) << findings << state << text(rule);
}

void addColumns()
{
    QTest::addColumn<CanaryFindings>("findings");
    QTest::addColumn<WatchState>("state");
    QTest::addColumn<QString>("rule");
}

void compare(const CanaryFindings &findings, WatchState state, const QString &rule)
{
    const CanaryJudgement judgement = judge(findings);
    QCOMPARE(watchStateCode(judgement.state), watchStateCode(state));
    QCOMPARE(judgement.rule, rule);
    QCOMPARE(judgement.survived.isEmpty(), state != WatchState::Proven);
}

} // namespace

void TestJudge::judges_data()
{
    using State = WatchState;
    addColumns();
    addRow("unreachable", State::Unreachable, "cannot-look",
           [](CanaryFindings &each) { each.reach = Reach::Unreachable; });
    addRow("corrupt", State::Corrupt, "bytes", [](CanaryFindings &each) {
        makeMissing(each);
        each.sight = Sight::Corrupt;
    });
    addRow("another file system, canary gone", State::NotMounted, "another-mount", [](CanaryFindings &each) {
        makeMissing(each);
        each.volume.uuid = text("00000000-0000-4000-8000-00000000000b");
    });
    addRow("another mount point, canary gone", State::NotMounted, "another-mount", [](CanaryFindings &each) {
        makeMissing(each);
        each.volume = {.type = text("ext4"), .mountPoint = "/", .root = "/"};
    });
    addRow("another folder of the same file system", State::NotMounted, "another-mount",
           [](CanaryFindings &each) {
               makeMissing(each);
               each.volume.root = "/elsewhere";
           });
    addRow("another share at the same place", State::NotMounted, "another-mount", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory.volume = {.type = text("nfs4"), .source = text("nas:/a"), .mountPoint = "/data"};
        each.volume = {.type = text("nfs4"), .source = text("nas:/b"), .mountPoint = "/data"};
    });
    addRow("a destination that was never seen", State::NotMounted, "identity-missing",
           [](CanaryFindings &each) {
               makeMissing(each);
               each.memory = {.canaryId = identity};
           });
    addRow("lost, remembered", State::Lost, "remembered", makeMissing);
    addRow("missing, and its mount point in fstab is empty", State::NotMounted, "fstab",
           [](CanaryFindings &each) {
               makeMissing(each);
               each.missingMount = "/srv";
           });
    addRow("never planted where a mount of fstab is missing", State::NotMounted, "fstab",
           [](CanaryFindings &each) {
               makeMissing(each);
               each.memory = {};
               each.missingMount = "/srv";
           });
    addRow("lost, another device of the same file system", State::Lost, "remembered",
           [](CanaryFindings &each) {
               makeMissing(each);
               each.volume.source = text("/dev/sdc1");
               each.volume.device = text("8:33");
           });
    addRow("lost, only the lock knows", State::Lost, "lock", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory = {};
        each.lock = Lock::Present;
    });
    addRow("first look", State::Planted, "first-look", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory = {};
    });
    addRow("a lock that was planting", State::Planted, "first-look", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory = {};
        each.lock = Lock::Planting;
    });
    addRow("first look, nothing can be planted", State::ReadOnly, "cannot-plant", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory = {};
        each.canWrite = false;
    });
    addRow("tmpfs", State::Volatile, "file-system",
           [](CanaryFindings &each) { each.volume = {.type = text("tmpfs"), .mountPoint = "/data"}; });
    addRow("overlay in a container", State::Volatile, "file-system", [](CanaryFindings &each) {
        each.volume = {.type = text("overlay"), .mountPoint = "/app"};
        each.inContainer = true;
    });
    addRow("foreign", State::Foreign, "identity",
           [](CanaryFindings &each) { each.canary->id = QUuid::createUuid(); });
    addRow("rolled back", State::RolledBack, "sequence",
           [](CanaryFindings &each) { each.memory.sequence = each.canary->sequence() + 1; });
    addRow("cloned, same sequence", State::Cloned, "nonce",
           [](CanaryFindings &each) { each.memory.nonce = text("another"); });
    addRow("cloned, it has gone on", State::Cloned, "nonce", [](CanaryFindings &each) {
        rememberStep(each, {.sequence = each.canary->steps.at(0).sequence, .nonce = text("another")});
    });
    addRow("cloned, the number was never passed", State::Cloned, "nonce", [](CanaryFindings &each) {
        each.canary->stepOn(10, {});
        rememberStep(each, {.sequence = 7, .nonce = text("seven")});
    });
    addRow("cloned, moved", State::Cloned, "moved",
           [](CanaryFindings &each) { each.volume.uuid = text("00000000-0000-4000-8000-00000000000b"); });
    addRow("cloned, moved to another type", State::Cloned, "moved",
           [](CanaryFindings &each) { each.volume = {.type = text("xfs"), .mountPoint = "/data"}; });
    addRow("another watcher has gone on", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { rememberStep(each, each.canary->steps.at(0)); });
    addRow("too long ago to tell", State::Unproven, "nothing-changed", [](CanaryFindings &each) {
        rememberStep(each, {.sequence = 1, .nonce = text("forgotten")});
        for (qsizetype at = 0; at < Canary::mostSteps; ++at) {
            each.canary->stepOn(0, {});
        }
    });
    addRow("lock present", State::Unproven, "lock", [](CanaryFindings &each) {
        each.lock = Lock::Present;
        restart(each);
    });
    addRow("crashed while planting", State::Unproven, "lock", [](CanaryFindings &each) {
        each.lock = Lock::Planting;
        restart(each);
    });
    addRow("nothing changed", State::Unproven, "nothing-changed", [](CanaryFindings &) {});
    addRow("restarted", State::Proven, "boot", restart);
    addRow("restarted, lock gone", State::Proven, "boot", [](CanaryFindings &each) {
        each.lock = Lock::Gone;
        restart(each);
    });
    addRow("another container", State::Proven, "container",
           [](CanaryFindings &each) { each.host.containerId = text("container-2"); });
    addRow("another host", State::Proven, "host",
           [](CanaryFindings &each) { each.host.machineId = text("machine-2"); });
    addRow("proven, and read-only", State::Proven, "boot", [](CanaryFindings &each) {
        restart(each);
        each.canWrite = false;
    });
    addRow("lock gone", State::Asserted, "lock-gone", [](CanaryFindings &each) { each.lock = Lock::Gone; });
    addRow("lock gone, and read-only", State::Asserted, "lock-gone", [](CanaryFindings &each) {
        each.lock = Lock::Gone;
        each.canWrite = false;
    });
    addRow("read-only", State::ReadOnly, "cannot-write", [](CanaryFindings &each) { each.canWrite = false; });
    addRow("read-only with a lock", State::Unproven, "lock", [](CanaryFindings &each) {
        each.lock = Lock::Present;
        each.canWrite = false;
    });
    addRow("alive, nobody remembers", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.memory = {}; });
}

void TestJudge::judges()
{
    QFETCH(CanaryFindings, findings);
    QFETCH(WatchState, state);
    QFETCH(QString, rule);
    compare(findings, state, rule);
}

void TestJudge::missingFactsAreNotGuessed_data()
{
    using State = WatchState;
    addColumns();
    addRow("no boot id before", State::Unproven, "nothing-changed", [](CanaryFindings &each) {
        each.plantedOn.bootId.clear();
        restart(each);
    });
    addRow("no boot id now", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.host.bootId.clear(); });
    addRow("no container any more", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.host.containerId.clear(); });
    addRow("no machine id", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.host.machineId.clear(); });
    addRow("no host at all, lock gone", State::Asserted, "lock-gone", [](CanaryFindings &each) {
        each.host = {};
        each.lock = Lock::Gone;
    });
    addRow("no file system now", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.volume = {}; });
    addRow("no file system before", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.memory.volume = {}; });
    addRow("no uuid now", State::Unproven, "nothing-changed", [](CanaryFindings &each) {
        each.volume.uuid.clear();
        each.volume.identifier.clear();
        each.volume.source = text("/dev/sdz9");
    });
    addRow("gone, and the file system does not tell", State::Lost, "remembered", [](CanaryFindings &each) {
        makeMissing(each);
        each.volume = {};
    });
    addRow("gone, and nobody knows where it was", State::Lost, "remembered", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory.volume = {};
    });
    addRow("overlay whose container is not known", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) {
               each.volume = {.type = text("overlay"), .mountPoint = "/merged"};
               each.memory.volume = each.volume;
           });
    addRow("known by name only, and there", State::Unproven, "nothing-changed",
           [](CanaryFindings &each) { each.memory = {.canaryId = identity}; });
}

void TestJudge::missingFactsAreNotGuessed()
{
    judges();
}

void TestJudge::theFirstThatFitsCounts_data()
{
    using State = WatchState;
    addColumns();
    // From the last to the first, each row adds what stands before all the former.
    CanaryFindings findings = usual();
    const auto add = [&findings](const char *name, State state, const char *rule, const Change &change) {
        change(findings);
        QTest::newRow(name) << findings << state << text(rule);
    };
    add("read-only", State::ReadOnly, "cannot-write", [](CanaryFindings &each) { each.canWrite = false; });
    add("asserted", State::Asserted, "lock-gone", [](CanaryFindings &each) { each.lock = Lock::Gone; });
    add("proven", State::Proven, "boot", restart);
    add("unproven", State::Unproven, "lock", [](CanaryFindings &each) { each.lock = Lock::Present; });
    add("moved", State::Cloned, "moved", [](CanaryFindings &each) { each.volume.type = text("xfs"); });
    add("cloned", State::Cloned, "nonce", [](CanaryFindings &each) { each.memory.nonce = text("another"); });
    add("rolled back", State::RolledBack, "sequence",
        [](CanaryFindings &each) { each.memory.sequence = 99; });
    add("foreign", State::Foreign, "identity",
        [](CanaryFindings &each) { each.memory.canaryId = QUuid::createUuid(); });
    add("volatile", State::Volatile, "file-system",
        [](CanaryFindings &each) { each.volume.type = text("tmpfs"); });
    add("lost", State::Lost, "remembered", [](CanaryFindings &each) {
        makeMissing(each);
        each.memory.volume = each.volume;
    });
    add("not mounted", State::NotMounted, "another-mount",
        [](CanaryFindings &each) { each.volume.mountPoint = "/"; });
    add("corrupt", State::Corrupt, "bytes", [](CanaryFindings &each) { each.sight = Sight::Corrupt; });
    add("unreachable", State::Unreachable, "cannot-look",
        [](CanaryFindings &each) { each.reach = Reach::Unreachable; });
}

void TestJudge::theFirstThatFitsCounts()
{
    judges();
}

void TestJudge::changes()
{
    const HostFacts before = host();
    QVERIFY(changesBetween(before, before).isEmpty());
    QVERIFY(changesBetween({}, before).isEmpty());
    const HostFacts other{.bootId = text("b"), .machineId = text("m"), .containerId = text("c")};
    QCOMPARE(changesBetween(before, other), QStringList({text("boot"), text("container"), text("host")}));
}

QTEST_APPLESS_MAIN(TestJudge)
#include "tst_judge.moc"

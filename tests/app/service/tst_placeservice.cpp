// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/placeprobes.h"
#include "service/placeservice.h"
#include "support/deadshare.h"
#include "support/files.h"
#include "support/sambaworld.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

using Health = PlaceEntry::Health;

const QByteArray answer = R"(echo '{"answer":{"latency":12400,"free":1000,"total":5000}}')";

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

class SettableClock final : public Clock
{
public:
    QDateTime now{{2026, 5, 4}, {14, 3}, Qt::UTC};
    [[nodiscard]] QDateTime nowUtc() const override { return now; }
};

} // namespace

/// Places, with shares that hang for ever and children that do what they like.
class TestPlaceService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsWhatIsHere();
    void asksShares();
    void aRefusalIsAnAnswer();
    void aShareThatHangs_data();
    void aShareThatHangs();
    void aChildThatFails_data();
    void aChildThatFails();
    void asksOneAfterTheOther();
    void hangingOnesDoNotHoldUpTheOthers();
    void sharesOfTheDesktop();
    void foldersBesides();
    void asksAgainWhileSomebodyLooks();
    void destroyingDoesNotWait();
    void aRealShare();

private:
    /// A program in place of litekeeper-cli; it has the request in $line. Notes each of its starts.
    Path script(const QByteArray &text) const;
    [[nodiscard]] int starts() const { return int(readBytes(m_folder->path() / "starts").count('\n')); }
    [[nodiscard]] Path share(const std::string &name = "share") const { return m_folder->path() / name; }
    /// Only before it is mounted: nobody comes back from a look at it then.
    [[nodiscard]] Path newShare(const std::string &name = "share") const
    {
        std::filesystem::create_directory(share(name));
        return share(name);
    }
    [[nodiscard]] static PlaceEntry entryOf(const PlaceService &service, const Path &folder);
    [[nodiscard]] static bool refresh(PlaceService &service);

    std::unique_ptr<TemporaryFolder> m_folder;
    TaskRunner m_runner;
    SettableClock m_clock;
};

#define REQUIRE_SHARE(share)                                                                                 \
    if (!(share).why().empty()) {                                                                            \
        QSKIP((share).why().c_str());                                                                        \
    }

void TestPlaceService::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
}

Path TestPlaceService::script(const QByteArray &text) const
{
    const Path file = m_folder->path() / "child.sh";
    const Path fresh = m_folder->path() / "fresh.sh"; // one that is being run cannot be written to
    // Other shares of this machine are asked as well, and answer.
    writeBytes(fresh,
               "#!/bin/sh\nread line\ncase \"$line\" in *" + pathBytes(m_folder->path()) + "*) echo $$ >> "
                   + pathBytes(m_folder->path() / "starts") + ";; *) " + answer + "; exit;; esac\n" + text
                   + "\n");
    std::filesystem::permissions(fresh, std::filesystem::perms::owner_all);
    std::filesystem::rename(fresh, file);
    return file;
}

PlaceEntry TestPlaceService::entryOf(const PlaceService &service, const Path &folder)
{
    const QList<PlaceEntry> places = service.places();
    const auto found = std::find_if(places.begin(), places.end(), [&folder](const PlaceEntry &each) {
        return each.place.folder == folder;
    });
    return found == places.end() ? PlaceEntry() : *found;
}

bool TestPlaceService::refresh(PlaceService &service)
{
    service.refresh();
    return QTest::qWaitFor([&service] { return !service.isRefreshing(); }, 60'000);
}

void TestPlaceService::listsWhatIsHere()
{
    PlaceService service(m_runner, m_clock, script("exit 1"));
    QVERIFY(service.places().isEmpty());
    QVERIFY(refresh(service));
    const QList<PlaceEntry> places = service.places();
    QVERIFY(!places.isEmpty());
    QCOMPARE(places.at(0).place.kind, SearchPlace::Kind::Home);
    QVERIFY(!places.at(0).place.fileSystem.isEmpty());
    QVERIFY(places.at(0).place.freeBytes >= 0);
    for (const PlaceEntry &entry : places) {
        QVERIFY(entry.place.network || entry.health == Health::Answers);
        QVERIFY(!entry.place.label.isEmpty());
    }
}

void TestPlaceService::asksShares()
{
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(m_runner, m_clock, script(answer));
    QSignalSpy changed(&service, &PlaceService::changed);
    QVERIFY(refresh(service));
    const PlaceEntry entry = entryOf(service, share());
    QCOMPARE(entry.health, Health::Answers);
    QCOMPARE(entry.latencyMicroseconds, 12400);
    QCOMPARE(entry.place.kind, SearchPlace::Kind::Share);
    QCOMPARE(entry.place.label, latin("share on host"));
    QCOMPARE(entry.place.fileSystem, latin("fuse.sshfs"));
    QCOMPARE(entry.place.source, latin("//host/share"));
    QCOMPARE(entry.place.fileSystemKind, PlaceKind::Network);
    QVERIFY(entry.place.network);
    QCOMPARE(entry.place.freeBytes, 1000);
    QCOMPARE(entry.place.totalBytes, 5000);
    QVERIFY(!entry.notAnsweringSince.isValid());
    QVERIFY(changed.count() > 0);
}

void TestPlaceService::aRefusalIsAnAnswer()
{
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(m_runner, m_clock,
                         script(R"(echo '{"error":{"kind":"permission-denied","detail":"not for you"}}')"));
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, share()).health, Health::Answers);
    QCOMPARE(entryOf(service, share()).reason, latin("not for you"));
}

void TestPlaceService::aShareThatHangs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sleeps") << QByteArray("exec sleep 1000");
    QTest::newRow("is stopped") << QByteArray("kill -STOP $$");
    QTest::newRow("talks nonsense for ever") << QByteArray("while :; do echo nonsense; sleep 0.01; done");
    QTest::newRow("the real one") << QByteArray();
}

void TestPlaceService::aShareThatHangs()
{
    QFETCH(QByteArray, text);
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(m_runner, m_clock, text.isEmpty() ? Path(LITEKEEPER_CLI) : script(text));
    service.setTimeLimit(1500ms);
    QVERIFY(refresh(service));
    PlaceEntry entry = entryOf(service, share());
    QCOMPARE(entry.health, Health::NotAnswering);
    const QDateTime since = m_clock.now;
    QCOMPARE(entry.notAnsweringSince, since);
    QVERIFY2(entry.reason.contains(latin("no answer within 2 second")), qPrintable(entry.reason));
    QTRY_VERIFY_WITH_TIMEOUT(!entryOf(service, share()).isAsking, 30'000); // it was killed
    // Later it still is as old, until it answers.
    m_clock.now = m_clock.now.addSecs(600);
    QVERIFY(refresh(service));
    entry = entryOf(service, share());
    QCOMPARE(entry.health, Health::NotAnswering);
    QCOMPARE(entry.notAnsweringSince, since);
    if (text.isEmpty()) {
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(!entryOf(service, share()).isAsking, 30'000);
    script(answer);
    service.setTimeLimit(30s);
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, share()).health, Health::Answers);
    QVERIFY(!entryOf(service, share()).notAnsweringSince.isValid());
    QVERIFY(entryOf(service, share()).reason.isEmpty());
}

void TestPlaceService::aChildThatFails_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ends") << QByteArray("exit 0");
    QTest::newRow("fails") << QByteArray("echo why >&2; exit 3");
    QTest::newRow("is killed") << QByteArray("kill -KILL $$");
    QTest::newRow("talks nonsense") << QByteArray(R"(echo '{"answer":{"latency":"fast"}}')");
    QTest::newRow("gives an error") << QByteArray(
        R"(echo '{"error":{"kind":"input-output","detail":"broken"}}')");
    QTest::newRow("is not there") << QByteArray();
}

void TestPlaceService::aChildThatFails()
{
    QFETCH(QByteArray, text);
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(m_runner, m_clock, text.isEmpty() ? Path("/nowhere/at-all") : script(text));
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, share()).health, Health::NotAnswering);
    QVERIFY(!entryOf(service, share()).reason.isEmpty());
}

void TestPlaceService::asksOneAfterTheOther()
{
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(
        m_runner, m_clock,
        script("while [ ! -e " + pathBytes(m_folder->path() / "go") + " ]; do sleep 0.05; done\n" + answer));
    service.setTimeLimit(60s);
    service.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(starts(), 1, 30'000);
    QVERIFY(entryOf(service, share()).isAsking);
    QCOMPARE(entryOf(service, share()).health, Health::NotAsked);
    for (int again = 0; again < 5; ++again) {
        QSignalSpy changed(&service, &PlaceService::changed);
        service.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, 30'000); // it looked what is mounted
    }
    QVERIFY(writeBytes(m_folder->path() / "go", {}));
    QTRY_VERIFY_WITH_TIMEOUT(!service.isRefreshing(), 60'000);
    QCOMPARE(entryOf(service, share()).health, Health::Answers);
    QCOMPARE(starts(), 1);
}

void TestPlaceService::hangingOnesDoNotHoldUpTheOthers()
{
    std::vector<std::unique_ptr<DeadShare>> dead;
    for (int each = 0; each < PlaceProbes::parallelProbes + 2; ++each) {
        dead.push_back(std::make_unique<DeadShare>(newShare("hang" + std::to_string(each))));
        REQUIRE_SHARE(*dead.back());
    }
    const DeadShare last(newShare("well"));
    REQUIRE_SHARE(last);
    PlaceService service(m_runner, m_clock,
                         script("case \"$line\" in *hang*) exec sleep 1000;; esac\n" + answer));
    service.setTimeLimit(2000ms);
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, share("well")).health, Health::Answers);
    for (std::size_t each = 0; each < dead.size(); ++each) {
        QCOMPARE(entryOf(service, share("hang" + std::to_string(each))).health, Health::NotAnswering);
    }
}

void TestPlaceService::sharesOfTheDesktop()
{
    const DeadShare gvfs(newShare("gvfs"), "fuse.gvfsd-fuse", "gvfsd-fuse");
    REQUIRE_SHARE(gvfs);
    const QByteArray folder = pathBytes(share("gvfs"));
    const QByteArray shares = R"(echo '{"shares":[")" + folder + "/smb-share:server=nas,share=photos\",\""
        + folder + R"(/sftp:host=build"]}')";
    PlaceService service(m_runner, m_clock,
                         script("case \"$line\" in *'\"share_depth\":1'*) " + answer + "; " + shares
                                + ";; *build*) exec sleep 1000;; *) " + answer + ";; esac"));
    service.setTimeLimit(3000ms);
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, share("gvfs")).place.label, QString()); // only what it holds is listed
    const PlaceEntry photos = entryOf(service, share("gvfs") / "smb-share:server=nas,share=photos");
    QCOMPARE(photos.place.label, latin("photos on nas"));
    QCOMPARE(photos.place.address, latin("smb://nas/photos"));
    QCOMPARE(photos.place.kind, SearchPlace::Kind::Share);
    QCOMPARE(photos.health, Health::Answers);
    QCOMPARE(entryOf(service, share("gvfs") / "sftp:host=build").health, Health::NotAnswering);
}

void TestPlaceService::foldersBesides()
{
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    PlaceService service(m_runner, m_clock, script(answer));
    service.setFolders({m_folder->path(), share() / "deep/er", "/no/where"});
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, m_folder->path()).place.kind, SearchPlace::Kind::Folder);
    QVERIFY(!entryOf(service, m_folder->path()).place.network);
    QCOMPARE(entryOf(service, m_folder->path()).health, Health::Answers);
    QVERIFY(entryOf(service, share() / "deep/er").place.network);
    QCOMPARE(entryOf(service, share() / "deep/er").place.label, latin("er"));
    QCOMPARE(entryOf(service, share() / "deep/er").latencyMicroseconds, 12400);
    QCOMPARE(entryOf(service, "/no/where").health, Health::NotAnswering);
}

void TestPlaceService::asksAgainWhileSomebodyLooks()
{
    PlaceService service(m_runner, m_clock, script(answer));
    QSignalSpy refreshed(&service, &PlaceService::refreshed);
    service.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(refreshed.count(), 1, 30'000);
    service.setFolders({m_folder->path()});
    QTRY_COMPARE_WITH_TIMEOUT(refreshed.count(), 2, 30'000);
    service.setWatching(false);
    service.setFolders({});
    QVERIFY(!service.isRefreshing());
}

void TestPlaceService::destroyingDoesNotWait()
{
    const DeadShare dead(newShare());
    REQUIRE_SHARE(dead);
    {
        PlaceService service(m_runner, m_clock, script("exec sleep 1000"));
        service.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(starts(), 1, 30'000);
    }
    const QByteArray pid = readBytes(m_folder->path() / "starts").trimmed();
    QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists("/proc/" + pid.toStdString()), 30'000);
}

void TestPlaceService::aRealShare()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    SambaWorld world;
    QVERIFY2(world.problem().empty(), world.problem().c_str());
    PlaceService service(m_runner, m_clock, Path(LITEKEEPER_CLI));
    service.setTimeLimit(2000ms);
    service.setFolders({world.share()});
    const auto health = [&] { return entryOf(service, world.share()).health; };
    // A busy machine may not have listed the shares of the mount within the limit, and does at the next look.
    QTRY_VERIFY_WITH_TIMEOUT(refresh(service) && !entryOf(service, world.share()).place.address.isEmpty(),
                             60'000);
    const PlaceEntry alive = entryOf(service, world.share());
    QCOMPARE(alive.health, Health::Answers);
    QVERIFY(alive.latencyMicroseconds > 0);
    QCOMPARE(alive.place.fileSystem, latin("fuse.smbnetfs"));
    QCOMPARE(alive.place.address,
             QStringLiteral("smb://127.0.0.1:%1/").arg(world.port())
                 + displayName(world.share())); // as a share, since smbnetfs shows each of them
    // Frozen: the others are asked all the same.
    world.freezeServer();
    m_clock.now = m_clock.now.addSecs(60);
    const QDateTime since = m_clock.now;
    QVERIFY(refresh(service));
    QCOMPARE(health(), Health::NotAnswering);
    QCOMPARE(entryOf(service, world.share()).notAnsweringSince, since);
    QCOMPARE(service.places().at(0).health, Health::Answers);
    m_clock.now = m_clock.now.addSecs(60);
    QVERIFY(refresh(service));
    QCOMPARE(entryOf(service, world.share()).notAnsweringSince, since);
    world.thawServer();
    QTRY_VERIFY_WITH_TIMEOUT(refresh(service) && health() == Health::Answers, 60'000);
    QVERIFY(!entryOf(service, world.share()).notAnsweringSince.isValid());
    // Killed, and back again.
    world.killServer();
    QTRY_VERIFY_WITH_TIMEOUT(refresh(service) && health() == Health::NotAnswering, 60'000);
    QVERIFY(!entryOf(service, world.share()).reason.isEmpty());
    QVERIFY(world.startServer());
    service.setTimeLimit(10s);
    QTRY_VERIFY_WITH_TIMEOUT(refresh(service) && health() == Health::Answers, 90'000);
    // The mount is frozen, and then dies.
    world.freezeMount();
    service.setTimeLimit(2000ms);
    QVERIFY(refresh(service));
    QCOMPARE(health(), Health::NotAnswering);
    world.thawMount();
    QTRY_VERIFY_WITH_TIMEOUT(refresh(service) && health() == Health::Answers, 60'000);
    world.killMount();
    QVERIFY(refresh(service));
    QCOMPARE(health(), Health::NotAnswering);
}

QTEST_GUILESS_MAIN(TestPlaceService)
#include "tst_placeservice.moc"

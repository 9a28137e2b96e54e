// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/gate.h"
#include "canary/hostfacts.h"
#include "canary/lockfile.h"
#include "common/filedescriptor.h"
#include "support/ownmounts.h"
#include "watchworld.h"

#include <QTest>

#include <cstdlib>
#include <fstream>

#include <fcntl.h>

using namespace litekeeper;
using namespace litekeeper::test;
using Mode = LookRequest::Mode;

/// Watches on file systems of their own, in a mount name space of our own. Needs root and loop devices.
class TestRealMounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void survivesAReboot();
    void survivesARemount();
    void survivesARedeployment();
    void memoryIsVolatile();
    void readOnlyRemount();
    void fullVolume();
    void copiedBackFromASnapshot();
    void clonedVolume();
    void movedToAnotherFileSystem();
    void anotherVolume();
    void notMounted();
    void notMountedAndOnlyTheLockRemembers();
    void aFolderOfAVolumeThatIsNotMounted();
    void emptiedVolume();
    void flippedBit();
    void gateOfAVolumeThatIsNotMounted();
    void gateInMemory();

private:
    [[nodiscard]] Path image(const char *name) const { return m_world->data().parent_path() / name; }
    [[nodiscard]] Path volume() const { return m_world->data(); }
    [[nodiscard]] Observation look(Mode mode = Mode::Check) const
    {
        m_world->host = readHostFacts();
        return m_world->look(mode);
    }
    /// A mounted volume with a canary that was looked at twice.
    void beginWith(const Path &image) const;

    std::unique_ptr<WatchWorld> m_world;
};

namespace {

bool run(const std::string &command)
{
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

bool makeVolume(const Path &image)
{
    return run("truncate -s 8M " + image.string()) && run("mkfs.ext4 -q -F -m 0 " + image.string());
}

bool mountVolume(const Path &image, const Path &point, const std::string &options = "loop")
{
    return run("mount -o " + options + " " + image.string() + " " + point.string());
}

bool unmount(const Path &point)
{
    return ::umount2(point.c_str(), 0) == 0;
}

bool copyImage(const Path &from, const Path &to)
{
    return run("cp --sparse=always " + from.string() + " " + to.string());
}

/// A file that takes all the room of a small volume, without writing it.
bool fill(const Path &file)
{
    const FileDescriptor filler(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    off_t size = 0;
    for (off_t part = 4 << 20; part >= 1024; part /= 2) {
        while (size < (16 << 20) && ::posix_fallocate(filler.get(), size, part) == 0) {
            size += part;
        }
    }
    return size > 0 && size < (16 << 20);
}

/// Another boot id, until it is unmounted.
class Reboot
{
public:
    explicit Reboot(const Path &folder)
        : m_isDone(writeBytes(folder / "boot-id", "11111111-2222-4333-8444-555555555555\n")
                   && bindOver(folder / "boot-id", file))
    {
    }
    ~Reboot()
    {
        if (m_isDone) {
            ::umount2(file, MNT_DETACH);
        }
    }
    Reboot(const Reboot &) = delete;
    Reboot &operator=(const Reboot &) = delete;
    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    static constexpr const char *file = "/proc/sys/kernel/random/boot_id";
    bool m_isDone;
};

} // namespace

#define REQUIRE(condition)                                                                                   \
    if (!(condition)) {                                                                                      \
        QSKIP("not possible here: " #condition);                                                             \
    }

void TestRealMounts::initTestCase()
{
    if (const std::string why = enterOwnMounts(); !why.empty()) {
        QSKIP(why.c_str());
    }
    const WatchWorld world;
    const Path image = world.data().parent_path() / "try";
    REQUIRE(run("mkfs.ext4 -V"));
    REQUIRE(makeVolume(image));
    REQUIRE(mountVolume(image, world.data()));
    QVERIFY(unmount(world.data()));
}

void TestRealMounts::init()
{
    m_world = std::make_unique<WatchWorld>();
}

void TestRealMounts::cleanup()
{
    while (::umount2(volume().c_str(), 0) == 0) { }
    m_world.reset();
}

void TestRealMounts::beginWith(const Path &image) const
{
    QVERIFY(makeVolume(image));
    QVERIFY(mountVolume(image, volume()));
    QCOMPARE(code(look(Mode::Plant)), latin("planted"));
    QCOMPARE(code(look()), latin("unproven"));
    QCOMPARE(m_world->memory.volume.type, latin("ext4"));
    QVERIFY(!m_world->memory.volume.uuid.isEmpty() || !m_world->memory.volume.identifier.isEmpty());
}

void TestRealMounts::survivesAReboot()
{
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    const Reboot reboot(m_world->wiped());
    REQUIRE(reboot.isDone());
    QVERIFY(mountVolume(image("a"), volume()));
    const Observation seen = look();
    QCOMPARE(code(seen), latin("proven"));
    QCOMPARE(watchStateExit(seen.state), 0);
    QCOMPARE(seen.survived, QStringList{latin("boot")});
}

void TestRealMounts::survivesARemount()
{
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    // By another loop device.
    QVERIFY(makeVolume(image("other")));
    const Path elsewhere = image("elsewhere");
    std::filesystem::create_directory(elsewhere);
    QVERIFY(mountVolume(image("other"), elsewhere));
    QVERIFY(mountVolume(image("a"), volume()));
    const Observation seen = look();
    QVERIFY(unmount(elsewhere));
    QCOMPARE(code(seen), latin("unproven"));
}

void TestRealMounts::survivesARedeployment()
{
    m_world->lockFolder = m_world->wiped();
    const auto runIn = [this](char digit) {
        const Path file = image("cgroup");
        return writeBytes(file, "0::/docker/" + QByteArray(64, digit) + "\n")
            && bindOver(file, "/proc/self/cgroup");
    };
    REQUIRE(runIn('a'));
    beginWith(image("a"));
    ::umount2("/proc/self/cgroup", MNT_DETACH);
    QVERIFY(runIn('b'));
    const QString refused = code(look());
    std::filesystem::remove_all(m_world->wiped());
    const Observation seen = look();
    ::umount2("/proc/self/cgroup", MNT_DETACH);
    QCOMPARE(refused, latin("unproven")); // the lock is there still
    QCOMPARE(code(seen), latin("proven"));
    QCOMPARE(seen.survived, QStringList{latin("container")});
}

void TestRealMounts::memoryIsVolatile()
{
    QCOMPARE(::mount("test", volume().c_str(), "tmpfs", 0, "size=1m"), 0);
    const Observation planted = look(Mode::Plant);
    QCOMPARE(code(planted), latin("planted"));
    QVERIFY2(watchSays(planted).contains(latin("tmpfs")), qPrintable(watchSays(planted)));
    const Observation seen = look();
    QCOMPARE(code(seen), latin("volatile"));
    QCOMPARE(watchStateExit(seen.state), 18);
    // Emptied, as by a restart.
    QVERIFY(unmount(volume()));
    QCOMPARE(::mount("test", volume().c_str(), "tmpfs", 0, "size=1m"), 0);
    QCOMPARE(code(look()), latin("lost"));
}

void TestRealMounts::readOnlyRemount()
{
    beginWith(image("a"));
    const QByteArray before = m_world->bytes();
    QCOMPARE(::mount(nullptr, volume().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
    const Observation seen = look();
    QCOMPARE(code(seen), latin("read-only"));
    QCOMPARE(watchStateExit(seen.state), 16);
    QCOMPARE(m_world->bytes(), before);
    m_world->lockFolder = m_world->wiped();
    QVERIFY(writeCanaryLock(canaryLockFile(m_world->wiped(), volume()), m_world->memory));
    QCOMPARE(code(look()), latin("unproven"));
    const Reboot reboot(m_world->wiped());
    REQUIRE(reboot.isDone());
    m_world->lockFolder.clear();
    QCOMPARE(code(look()), latin("proven")); // whether or not somebody may write
    // A first look cannot plant.
    QVERIFY(unmount(volume()));
    QVERIFY(makeVolume(image("b")));
    QVERIFY(mountVolume(image("b"), volume(), "loop,ro"));
    m_world->memory = {};
    QCOMPARE(code(look(Mode::Plant)), latin("read-only"));
    QVERIFY(m_world->memory.isEmpty());
}

void TestRealMounts::fullVolume()
{
    beginWith(image("a"));
    const QByteArray before = m_world->bytes();
    QVERIFY(fill(volume() / "filler"));
    const Observation seen = look();
    QCOMPARE(code(seen), latin("read-only"));
    QVERIFY2(evidence(seen, "error").contains(latin("room")), qPrintable(evidence(seen, "error")));
    QCOMPARE(m_world->bytes(), before);
    std::filesystem::remove(volume() / "filler");
    QCOMPARE(code(look()), latin("unproven"));
}

void TestRealMounts::copiedBackFromASnapshot()
{
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    QVERIFY(copyImage(image("a"), image("snapshot")));
    QVERIFY(mountVolume(image("a"), volume()));
    look();
    look();
    QVERIFY(unmount(volume()));
    QVERIFY(mountVolume(image("snapshot"), volume()));
    const QByteArray before = m_world->bytes();
    const Observation seen = look();
    QCOMPARE(code(seen), latin("rolled-back"));
    QCOMPARE(watchStateExit(seen.state), 13);
    QVERIFY(watchSays(seen).contains(QString::number(m_world->memory.sequence)));
    QCOMPARE(m_world->bytes(), before);
}

void TestRealMounts::clonedVolume()
{
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    QVERIFY(copyImage(image("a"), image("clone")));
    QVERIFY(mountVolume(image("a"), volume()));
    look();
    const CanaryMemory memory = m_world->memory;
    QVERIFY(unmount(volume()));
    // Elsewhere, with its own memory, the clone goes on by itself.
    QVERIFY(mountVolume(image("clone"), volume()));
    m_world->memory = {};
    look();
    look();
    m_world->memory = memory;
    const Observation seen = look();
    QCOMPARE(code(seen), latin("cloned"));
    QCOMPARE(watchStateExit(seen.state), 14);
    QCOMPARE(evidence(seen, "rule"), latin("nonce"));
}

void TestRealMounts::movedToAnotherFileSystem()
{
    beginWith(image("a"));
    QVERIFY(run("cp -a " + volume().string() + " " + image("kept").string()));
    QVERIFY(unmount(volume()));
    QVERIFY(makeVolume(image("b")));
    QVERIFY(mountVolume(image("b"), volume()));
    QVERIFY(run("cp -a " + image("kept").string() + "/. " + volume().string()));
    const Observation seen = look();
    QCOMPARE(code(seen), latin("cloned"));
    QCOMPARE(evidence(seen, "rule"), latin("moved"));
    QCOMPARE(code(look(Mode::PlantAnew)), latin("planted")); // as its owner wanted it
    QCOMPARE(code(look()), latin("unproven"));
}

void TestRealMounts::anotherVolume()
{
    beginWith(image("b"));
    QVERIFY(unmount(volume()));
    m_world->memory = {};
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    QVERIFY(mountVolume(image("b"), volume()));
    const QByteArray before = m_world->bytes();
    const Observation seen = look(Mode::Plant);
    QCOMPARE(code(seen), latin("foreign"));
    QCOMPARE(watchStateExit(seen.state), 14);
    QCOMPARE(m_world->bytes(), before);
}

void TestRealMounts::notMounted()
{
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    for (const Mode mode : {Mode::Check, Mode::Plant, Mode::PlantAnew}) {
        const Observation seen = look(mode);
        QCOMPARE(code(seen), latin("not-mounted"));
        QCOMPARE(watchStateExit(seen.state), 17);
        QVERIFY(std::filesystem::is_empty(volume()));
    }
    QVERIFY(mountVolume(image("a"), volume()));
    QCOMPARE(code(look()), latin("unproven")); // nothing was forgotten
}

void TestRealMounts::notMountedAndOnlyTheLockRemembers()
{
    m_world->lockFolder = m_world->wiped();
    beginWith(image("a"));
    QVERIFY(unmount(volume()));
    m_world->memory = {};
    QCOMPARE(code(look(Mode::Plant)), latin("not-mounted"));
    QVERIFY(std::filesystem::is_empty(volume()));
}

void TestRealMounts::aFolderOfAVolumeThatIsNotMounted()
{
    QVERIFY(makeVolume(image("a")));
    QVERIFY(mountVolume(image("a"), volume()));
    const Path folder = volume() / "inner";
    std::filesystem::create_directory(folder);
    const LookResult planted = lookAt({.mode = Mode::Plant, .folder = folder}, readHostFacts(), m_world->now);
    QCOMPARE(code(planted.observation), latin("planted"));
    QVERIFY(unmount(volume()));
    const LookRequest request{.mode = Mode::Plant, .folder = folder, .memory = planted.memory};
    QCOMPARE(code(lookAt(request, readHostFacts(), m_world->now).observation), latin("unreachable"));
    QVERIFY(std::filesystem::is_empty(volume()));
    // Somebody made the folder below the mount point.
    std::filesystem::create_directory(folder);
    QCOMPARE(code(lookAt(request, readHostFacts(), m_world->now).observation), latin("not-mounted"));
    QVERIFY(std::filesystem::is_empty(folder));
}

void TestRealMounts::emptiedVolume()
{
    beginWith(image("a"));
    std::filesystem::remove(m_world->canary());
    const Observation seen = look(Mode::Plant);
    QCOMPARE(code(seen), latin("lost"));
    QCOMPARE(watchStateExit(seen.state), 12);
}

void TestRealMounts::flippedBit()
{
    beginWith(image("a"));
    const QByteArray good = m_world->bytes();
    QVERIFY(unmount(volume()));
    // In the image, where no program has written.
    std::fstream disk(image("a"), std::ios::in | std::ios::out | std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(disk)), {});
    int flipped = 0;
    for (std::size_t at = bytes.find(good.toStdString()); at != std::string::npos;
         at = bytes.find(good.toStdString(), at + 1)) {
        const std::size_t place = at + std::size_t(good.indexOf("\"nonce\"")) + 12;
        disk.seekp(std::streamoff(place));
        disk.put(char(bytes[place] ^ 1));
        ++flipped;
    }
    disk.close();
    QVERIFY(flipped > 0);
    QVERIFY(mountVolume(image("a"), volume()));
    QVERIFY(m_world->bytes() != good);
    const Observation seen = look();
    QCOMPARE(code(seen), latin("corrupt"));
    QCOMPARE(watchStateExit(seen.state), 15);
}

void TestRealMounts::gateOfAVolumeThatIsNotMounted()
{
    QVERIFY(makeVolume(image("a")));
    QVERIFY(mountVolume(image("a"), volume()));
    const GateRequest request{.database = volume() / "app.db", .lock = m_world->wiped() / "app.lock"};
    const auto boot = [&] { return passGate(request, readHostFacts(), m_world->now); };
    QCOMPARE(code(boot()), latin("planted"));
    QVERIFY(unmount(volume()));
    const Observation seen = boot();
    QCOMPARE(code(seen), latin("not-mounted"));
    QVERIFY(!mayStart(seen.state));
    QVERIFY(std::filesystem::is_empty(volume())); // nor its record
    QVERIFY(mountVolume(image("a"), volume()));
    std::filesystem::remove(request.lock);
    QVERIFY(mayStart(boot().state));
}

void TestRealMounts::gateInMemory()
{
    QCOMPARE(::mount("test", volume().c_str(), "tmpfs", 0, "size=1m"), 0);
    const GateRequest request{.database = volume() / "app.db", .lock = m_world->wiped() / "app.lock"};
    const Observation first = passGate(request, readHostFacts(), m_world->now);
    QCOMPARE(code(first), latin("planted"));
    QVERIFY(watchSays(first).contains(latin("tmpfs")));
    std::filesystem::remove(request.lock);
    const Observation second = passGate(request, readHostFacts(), m_world->now);
    QCOMPARE(code(second), latin("volatile"));
    QVERIFY(!mayStart(second.state));
}

QTEST_APPLESS_MAIN(TestRealMounts)
#include "tst_realmounts.moc"

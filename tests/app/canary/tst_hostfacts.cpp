// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/hostfacts.h"

#include <QFile>
#include <QTest>

using namespace litekeeper;

class TestHostFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheContainer_data();
    void findsTheContainer();
    void readsTheMachine();
};

namespace {

const QByteArray first(64, 'a');
const QByteArray second = QByteArray(32, 'b') + QByteArray(32, '0');
const QByteArray pod("3c1f7a52-7f5e-4d0e-9a63-7e6d0c5a9b11");

} // namespace

void TestHostFacts::findsTheContainer_data()
{
    QTest::addColumn<QByteArray>("cgroup");
    QTest::addColumn<QByteArray>("mountInfo");
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("id");
    const QByteArray none;
    const auto cgroup = [&](const char *name, const QByteArray &text, const QByteArray &id) {
        QTest::newRow(name) << text << none << none << id;
    };
    cgroup("no container, v1", "12:pids:/user.slice\n1:name=systemd:/user.slice/session-2.scope\n0::/\n",
           none);
    cgroup("no container, v2", "0::/user.slice/user-1000.slice/session-2.scope\n", none);
    cgroup("nothing", none, none);
    cgroup("docker, v1", "12:pids:/docker/" + first + "\n11:cpu:/docker/" + first + "\n", first);
    cgroup("docker with cgroupfs in systemd", "12:pids:/system.slice/docker-" + first + ".scope\n", first);
    cgroup("docker, v2", "0::/system.slice/docker-" + first + ".scope\n", first);
    cgroup("systemd in docker", "0::/docker/" + first + "/init.scope\n", first);
    cgroup("docker in docker", "0::/docker/" + first + "/docker/" + second + "\n", second);
    cgroup("kubernetes, v1", "3:cpu:/kubepods/burstable/pod" + pod + "/" + first + "\n", first);
    cgroup("kubernetes, containerd",
           "0::/kubepods.slice/kubepods-pod" + QByteArray(pod).replace('-', '_') + ".slice/cri-containerd-"
               + first + ".scope\n",
           first);
    cgroup("kubernetes, cri-o", "0::/kubepods.slice/crio-" + first + ".scope\n", first);
    cgroup("podman", "0::/machine.slice/libpod-" + first + ".scope/container\n", first);
    cgroup("lxc, v1", "12:pids:/lxc/web1\n", "web1");
    cgroup("lxc payload", "0::/lxc.payload.web1/init.scope\n", "web1");
    cgroup("lxc payload, folder", "12:pids:/lxc.payload/web1\n", "web1");
    cgroup("lxcfs is no container", "0::/system.slice/lxcfs.service\n", none);
    cgroup("too short", "0::/docker/" + first.left(63) + "\n", none);
    cgroup("too long", "0::/docker/" + first + "a\n", none);

    const QByteArray plain("0::/\n"); // a name space of its own hides the path
    const auto mounts = [&](const char *name, const QByteArray &line, const QByteArray &id) {
        QTest::newRow(name) << plain << ("27 1 254:0 / / rw - overlay overlay rw\n" + line + "\n") << none
                            << id;
    };
    mounts("docker's hostname",
           "513 498 254:1 /var/lib/docker/containers/" + first
               + "/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw",
           first);
    mounts("docker on a disk of its own",
           "513 498 254:1 /containers/" + first + "/hosts /etc/hosts rw,relatime - ext4 /dev/vda1 rw", first);
    mounts("podman of root",
           "613 598 0:24 /containers/storage/overlay-containers/" + first
               + "/userdata/hostname /etc/hostname rw - tmpfs tmpfs rw",
           first);
    mounts("podman of a user",
           "613 598 0:24 /containers/overlay-containers/" + first
               + "/userdata/hosts /etc/hosts rw - tmpfs tmpfs rw",
           first);
    mounts("pod's hosts",
           "513 498 8:1 /var/lib/kubelet/pods/" + pod + "/etc-hosts /etc/hosts rw - ext4 /dev/sda1 rw", pod);
    mounts("a volume is no container",
           "513 498 8:1 /var/lib/docker/volumes/" + first + "/_data /data rw - ext4 /dev/sda1 rw", none);
    QTest::newRow("podman tells") << plain << none
                                  << QByteArray("engine=\"podman-4.3.1\"\nname=\"web\"\nid=\"" + first
                                                + "\"\n")
                                  << first;
    QTest::newRow("rootless podman tells nothing") << plain << none << QByteArray() << none;
}

void TestHostFacts::findsTheContainer()
{
    QFETCH(QByteArray, cgroup);
    QFETCH(QByteArray, mountInfo);
    QFETCH(QByteArray, environment);
    QFETCH(QByteArray, id);
    QCOMPARE(containerIdFrom(cgroup, mountInfo, environment).toUtf8(), id);
}

void TestHostFacts::readsTheMachine()
{
    const HostFacts facts = readHostFacts();
    QFile bootId(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (!bootId.open(QIODevice::ReadOnly)) {
        QSKIP("this system tells no boot id");
    }
    QCOMPARE(facts.bootId, QString::fromLatin1(bootId.readAll()).trimmed());
    QFile machineId(QStringLiteral("/etc/machine-id"));
    if (machineId.open(QIODevice::ReadOnly)) {
        // The id itself is nobody's business.
        QVERIFY(facts.machineId != QString::fromLatin1(machineId.readAll()).trimmed());
        QCOMPARE(facts.machineId.isEmpty() ? 32 : facts.machineId.size(), 32);
    }
    QCOMPARE(readHostFacts(), facts);
}

QTEST_APPLESS_MAIN(TestHostFacts)
#include "tst_hostfacts.moc"

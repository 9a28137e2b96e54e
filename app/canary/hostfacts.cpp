// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/hostfacts.h"

#include "common/process.h"
#include "places/mountinfo.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>

#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype shownIdLength = 32;
const QByteArray machineSalt("litekeeper canary ");

QByteArray contentOf(const char *file)
{
    QFile opened(QString::fromLatin1(file));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// machine-id(5) asks not to show the id itself to others, and a canary may travel with its folder.
QString machineId()
{
    QByteArray id = contentOf("/etc/machine-id").trimmed();
    if (id.isEmpty()) {
        id = contentOf("/var/lib/dbus/machine-id").trimmed();
    }
    if (id.isEmpty() || id == "uninitialized") {
        return {};
    }
    const QByteArray hash = QCryptographicHash::hash(machineSalt + id, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(shownIdLength));
}

QString match(const QByteArray &text, const char *pattern)
{
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    return expression.match(QString::fromLatin1(text)).captured(1);
}

} // namespace

QString containerIdFrom(const QByteArray &cgroup, const QByteArray &mountInfo,
                        const QByteArray &containerEnvironment)
{
    // "0::/system.slice/docker-<id>.scope", "/docker/<id>/init.scope", ".../cri-containerd-<id>.scope". The
    // innermost of nested ones comes last.
    if (const QString id = match(cgroup, "^.*[/-]([0-9a-f]{64})(?:\\.scope)?(?:/|$)"); !id.isEmpty()) {
        return id;
    }
    if (const QString id = match(containerEnvironment, "^id=\"?([0-9a-f]{12,64})"); !id.isEmpty()) {
        return id;
    }
    if (const QString id = match(mountInfo, "[/-]containers/([0-9a-f]{64})/\\S* /etc/host(?:name|s) ");
        !id.isEmpty()) {
        return id;
    }
    if (const QString pod = match(mountInfo, "/pods/([0-9a-f-]{36})/\\S* /etc/host(?:name|s) ");
        !pod.isEmpty()) {
        return pod;
    }
    return match(cgroup, "/lxc(?:\\.payload[./]|/)([^/\\s]+)");
}

bool isInContainer()
{
    return ::access("/.dockerenv", F_OK) == 0 || ::access("/run/.containerenv", F_OK) == 0
        || qEnvironmentVariableIsSet("KUBERNETES_SERVICE_HOST")
        || !qEnvironmentVariableIsEmpty("container"); // set by systemd-nspawn, Podman and LXC
}

HostFacts readHostFacts()
{
    return {.bootId = currentBootId(),
            .machineId = machineId(),
            .containerId = containerIdFrom(contentOf("/proc/self/cgroup"), contentOf("/proc/self/mountinfo"),
                                           contentOf("/run/.containerenv"))};
}

} // namespace litekeeper

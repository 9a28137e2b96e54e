// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/lockholder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace litekeeper {

namespace {

QString programOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(pid));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

// A line of proc(5) /proc/locks: "1: POSIX  ADVISORY  WRITE 3568 fd:00:2531452 0 EOF", numbers of the device
// in hex.
QString lockHolderOf(const Path &file)
{
    struct stat status = {};
    QFile locks(QStringLiteral("/proc/locks"));
    if (::stat(file.c_str(), &status) != 0 || !locks.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray wanted = QByteArray::number(major(status.st_dev), 16).rightJustified(2, '0') + ':'
        + QByteArray::number(minor(status.st_dev), 16).rightJustified(2, '0') + ':'
        + QByteArray::number(qulonglong(status.st_ino));
    const QByteArrayList lines = locks.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList fields = line.simplified().split(' ');
        if (fields.size() < 6 || fields[3] != "WRITE" || fields[5] != wanted) {
            continue;
        }
        const qint64 pid = fields[4].toLongLong();
        if (pid <= 0 || pid == ::getpid()) {
            continue;
        }
        // The folder of a process carries the time at which it began.
        const QDateTime since = QFileInfo(QStringLiteral("/proc/%1").arg(pid)).lastModified();
        return QCoreApplication::translate("LockHolder", "%1 (process %2, started %3)")
            .arg(programOf(pid))
            .arg(pid)
            .arg(QLocale().toString(since, QLocale::ShortFormat));
    }
    return {};
}

} // namespace litekeeper

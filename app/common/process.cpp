// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/process.h"

#include <QFile>
#include <QList>

#include <unistd.h>

namespace litekeeper {

namespace {

QByteArray readSystemFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProcessIdentity currentProcess()
{
    const pid_t pid = ::getpid();
    return {.pid = pid, .startTime = startTimeOf(pid), .bootId = currentBootId()};
}

QString currentBootId()
{
    return QString::fromLatin1(readSystemFile(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed());
}

qint64 startTimeOf(pid_t pid)
{
    const QByteArray status = readSystemFile(QStringLiteral("/proc/%1/stat").arg(pid));
    // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
    const qsizetype nameEnd = status.lastIndexOf(')');
    if (nameEnd < 0) {
        return 0;
    }
    const QList<QByteArray> fields = status.mid(nameEnd + 2).split(' '); // from field 3, the state, on
    constexpr int startTimeField = 22 - 3;
    if (fields.size() <= startTimeField || fields.front() == "Z" || fields.front() == "X") {
        return 0;
    }
    return fields.at(startTimeField).toLongLong();
}

bool isAlive(const ProcessIdentity &process)
{
    if (process.pid <= 0 || process.bootId != currentBootId()) {
        return false;
    }
    const qint64 startTime = startTimeOf(process.pid);
    return startTime != 0 && (process.startTime == 0 || process.startTime == startTime);
}

} // namespace litekeeper

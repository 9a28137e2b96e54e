// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fileusers.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

bool hasOpen(const QString &process, const struct stat &file)
{
    const QDir descriptors(process + QStringLiteral("/fd"));
    const QStringList names = descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        struct stat status = {};
        // Follows the link of the descriptor to the file itself, also where that has no name any more.
        const QByteArray path = QFile::encodeName(descriptors.filePath(name));
        if (::stat(path.constData(), &status) == 0 && status.st_dev == file.st_dev
            && status.st_ino == file.st_ino) {
            return true;
        }
    }
    return false;
}

} // namespace

QStringList usersOf(const Path &file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0) {
        return {};
    }
    QStringList users;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : processes) {
        bool isProcess = false;
        const qint64 pid = name.toLongLong(&isProcess);
        const QString folder = QStringLiteral("/proc/") + name;
        if (!isProcess || pid == ::getpid() || !hasOpen(folder, status)) {
            continue;
        }
        QFile program(folder + QStringLiteral("/comm"));
        const QString comm
            = program.open(QIODevice::ReadOnly) ? QString::fromUtf8(program.readAll()).trimmed() : QString();
        users.append(QCoreApplication::translate("FileUsers", "%1 (process %2)").arg(comm).arg(pid));
    }
    return users;
}

} // namespace litekeeper

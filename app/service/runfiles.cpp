// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/runfiles.h"

#include "common/filedescriptor.h"
#include "service/paths.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype mostBytes = 16 << 10;
constexpr time_t oldSeconds = 60 * 60;

QByteArray document(const QUuid &runId, const ProcessIdentity &owner, const Progress &progress)
{
    return QJsonDocument({{QStringLiteral("run"), runId.toString(QUuid::WithoutBraces)},
                          {QStringLiteral("owner"),
                           QJsonObject{{QStringLiteral("pid"), qint64(owner.pid)},
                                       // As text: it may have more digits than a number of JSON keeps.
                                       {QStringLiteral("startTime"), QString::number(owner.startTime)},
                                       {QStringLiteral("bootId"), owner.bootId}}},
                          {QStringLiteral("progress"), toJson(progress)}})
        .toJson(QJsonDocument::Compact);
}

/// Who wrote a file, and what.
struct Shown
{
    ProcessIdentity owner;
    Progress progress;
};

/// Neither follows links nor waits for a pipe.
QByteArray readSmallFile(const Path &file)
{
    const FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (!descriptor.isValid() || ::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode)
        || status.st_size > mostBytes) {
        return {};
    }
    QByteArray bytes(mostBytes, Qt::Uninitialized);
    const ssize_t count = ::read(descriptor.get(), bytes.data(), size_t(bytes.size()));
    bytes.truncate(std::max<ssize_t>(count, 0));
    return bytes;
}

std::optional<Shown> readShown(const Path &file, const QUuid &runId)
{
    const QJsonObject object = QJsonDocument::fromJson(readSmallFile(file)).object();
    const QJsonObject owner = object.value(QLatin1String("owner")).toObject();
    const double pid = numberIn(owner, "pid", 0);
    if (QUuid(object.value(QLatin1String("run")).toString()) != runId || pid < 1 || pid > 1e9) {
        return std::nullopt;
    }
    return Shown{.owner = {.pid = pid_t(pid),
                           .startTime = owner.value(QLatin1String("startTime")).toString().toLongLong(),
                           .bootId = owner.value(QLatin1String("bootId")).toString()},
                 .progress = progressFromJson(object.value(QLatin1String("progress")).toObject())};
}

QUuid runIdOf(const Path &file)
{
    const QString stem = QString::fromLatin1(pathBytes(file.stem()));
    const QUuid id(stem);
    return id.toString(QUuid::WithoutBraces) == stem ? id : QUuid();
}

bool isOld(const Path &file)
{
    struct stat status = {};
    return ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode)
        && std::time(nullptr) - status.st_mtime > oldSeconds;
}

Path fileOf(const Path &folder, const QUuid &runId, const char *suffix)
{
    return folder / (runId.toString(QUuid::WithoutBraces).toStdString() + suffix);
}

} // namespace

RunFiles::RunFiles(Path folder)
    : m_folder(std::move(folder))
{
}

Result<void> RunFiles::makeFolder() const
{
    return createPrivateFolder(m_folder);
}

void RunFiles::write(const QUuid &runId, const ProcessIdentity &owner, const Progress &progress) const
{
    // Without any fsync: after a power loss the owner is gone, too.
    const Path fresh = fileOf(m_folder, runId, ".new");
    const QByteArray bytes = document(runId, owner, progress);
    const FileDescriptor descriptor(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (descriptor.isValid()
        && ::write(descriptor.get(), bytes.constData(), size_t(bytes.size())) == bytes.size()) {
        // If it fails, others see an older progress or none.
        (void)std::rename(fresh.c_str(), fileOf(m_folder, runId, ".json").c_str());
    }
}

void RunFiles::writeStop(const QUuid &runId) const
{
    const FileDescriptor made(::open(fileOf(m_folder, runId, ".stop").c_str(),
                                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                     S_IRUSR | S_IWUSR));
}

void RunFiles::remove(const QUuid &runId) const
{
    for (const char *suffix : {".json", ".new", ".stop"}) {
        ::unlink(fileOf(m_folder, runId, suffix).c_str());
    }
}

RunFiles::Look RunFiles::look(const QSet<QUuid> &own) const
{
    Look look;
    std::error_code failed;
    std::filesystem::directory_iterator entry(m_folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        const Path &file = entry->path();
        const QUuid runId = runIdOf(file);
        if (own.contains(runId)) {
            if (file.extension() == ".stop") {
                look.stops.insert(runId);
            }
            continue;
        }
        const std::optional<Shown> shown
            = runId.isNull() || file.extension() != ".json" ? std::nullopt : readShown(file, runId);
        if (shown && isAlive(shown->owner)) {
            look.progress.insert(runId, shown->progress);
        } else if (shown) {
            remove(runId);
        } else if (isOld(file)) {
            ::unlink(file.c_str());
        }
    }
    return look;
}

} // namespace litekeeper

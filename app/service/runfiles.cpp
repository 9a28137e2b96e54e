// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/runfiles.h"

#include "common/filedescriptor.h"
#include "domain/codes.h"
#include "service/paths.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype mostBytes = 16 << 10;
constexpr time_t oldSeconds = 60 * 60;
constexpr double mostNumber = 9e15; // whole numbers up to here survive in JSON

constexpr std::array phases{
    Code{Phase::Preparing, "preparing"},    Code{Phase::Waiting, "waiting"},
    Code{Phase::PreCopying, "pre-copying"}, Code{Phase::Copying, "copying"},
    Code{Phase::Comparing, "comparing"},    Code{Phase::Compressing, "compressing"},
    Code{Phase::Syncing, "syncing"},        Code{Phase::ReadingBack, "reading-back"},
    Code{Phase::Reading, "reading"},        Code{Phase::Checking, "checking"},
    Code{Phase::Publishing, "publishing"},  Code{Phase::Fetching, "fetching"},
    Code{Phase::Confirming, "confirming"},  Code{Phase::Delivering, "delivering"},
    Code{Phase::Retrying, "retrying"},
};

QJsonObject toJson(const Progress &progress)
{
    return {{QStringLiteral("phase"), codeOf(phases, progress.phase)},
            {QStringLiteral("bytesDone"), progress.bytesDone},
            {QStringLiteral("bytesTotal"), progress.bytesTotal},
            {QStringLiteral("pagesDone"), progress.pagesDone},
            {QStringLiteral("pagesTotal"), progress.pagesTotal},
            {QStringLiteral("bytesPerSecond"), progress.bytesPerSecond},
            {QStringLiteral("millisecondsLeft"), progress.millisecondsLeft},
            {QStringLiteral("holdMilliseconds"), progress.holdMilliseconds},
            {QStringLiteral("walGrowthBytes"), progress.walGrowthBytes},
            {QStringLiteral("restarts"), progress.restarts},
            {QStringLiteral("paused"), progress.paused},
            {QStringLiteral("queued"), progress.queued}};
}

/// Whatever was written: a finite number that is no less than `least`.
double numberIn(const QJsonObject &object, const char *key, double least)
{
    const double number = object.value(QLatin1String(key)).toDouble(least);
    return std::isfinite(number) ? std::clamp(number, least, mostNumber) : least;
}

Progress progressFromJson(const QJsonObject &object)
{
    const auto amount
        = [&object](const char *key, double least = 0) { return qint64(numberIn(object, key, least)); };
    Progress progress{
        .phase = valueOf(phases, object.value(QLatin1String("phase")).toString()).value_or(Phase::Preparing),
        .bytesDone = amount("bytesDone"),
        .bytesTotal = amount("bytesTotal", -1),
        .pagesDone = amount("pagesDone"),
        .pagesTotal = amount("pagesTotal", -1),
        .bytesPerSecond = numberIn(object, "bytesPerSecond", 0),
        .millisecondsLeft = amount("millisecondsLeft", -1),
        .holdMilliseconds = amount("holdMilliseconds"),
        .walGrowthBytes = amount("walGrowthBytes"),
        .restarts = int(std::min(numberIn(object, "restarts", 0), 1e9)),
        .paused = object.value(QLatin1String("paused")).toBool(),
        .queued = object.value(QLatin1String("queued")).toBool()};
    if (progress.bytesTotal >= 0) {
        progress.bytesDone = std::min(progress.bytesDone, progress.bytesTotal);
    }
    if (progress.pagesTotal >= 0) {
        progress.pagesDone = std::min(progress.pagesDone, progress.pagesTotal);
    }
    return progress;
}

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

QString phaseCode(Phase phase)
{
    return codeOf(phases, phase);
}

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

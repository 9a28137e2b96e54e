// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/sourcelock.h"

#include "common/hash.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <system_error>

namespace litekeeper {

namespace {

// A path may be longer than a file name, so the lock is named by a hash of it.
QString lockFileName(const Path &source)
{
    const std::string bytes = source.string();
    const Xxh128 hash = xxh128(bytes.data(), bytes.size());
    return QString::fromLatin1(
               QByteArray(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())).toHex())
        + QStringLiteral(".lock");
}

Error alreadyRunning(const Path &source, const QLockFile &lock, const QString &lockPath)
{
    qint64 pid = 0;
    QString host;
    QString program;
    lock.getLockInfo(&pid, &host, &program);
    const QDateTime since = QFileInfo(lockPath).lastModified();
    return {.kind = ErrorKind::AlreadyRunning,
            .path = source,
            .detail = QCoreApplication::translate("SourceLock", "since %1, by %2 (process %3)")
                          .arg(QLocale().toString(since, QLocale::ShortFormat), program)
                          .arg(pid)};
}

} // namespace

Result<SourceLock> SourceLock::acquire(const Path &source, const Path &lockFolder)
{
    std::error_code error;
    std::filesystem::create_directories(lockFolder, error);
    if (error) {
        return systemError(error.value(), lockFolder);
    }
    const QString lockPath
        = QString::fromUtf8(pathBytes(lockFolder)) + QLatin1Char('/') + lockFileName(source);
    auto lock = std::make_unique<QLockFile>(lockPath);
    // Never by age: a backup may take hours.
    lock->setStaleLockTime(0);
    if (lock->tryLock(0)) {
        return SourceLock(std::move(lock));
    }
    if (lock->error() == QLockFile::LockFailedError) {
        return alreadyRunning(source, *lock, lockPath);
    }
    return Error{.kind = ErrorKind::PermissionDenied,
                 .path = pathFromQString(lockPath),
                 .detail
                 = QCoreApplication::translate("SourceLock", "the lock of the run could not be written")};
}

SourceLock::SourceLock(std::unique_ptr<QLockFile> lock)
    : m_lock(std::move(lock))
{
}

} // namespace litekeeper

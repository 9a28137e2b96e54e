// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/sourcelock.h"

#include "common/durablefile.h"
#include "common/hash.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace litekeeper {

namespace {

// A path may be longer than a file name, so the lock is named by a hash of it.
Path lockFile(const Path &source, const Path &lockFolder)
{
    const std::string bytes = source.string();
    const Xxh128 hash = xxh128(bytes.data(), bytes.size());
    const QByteArray name
        = QByteArray(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())).toHex();
    return lockFolder / pathFromBytes(name + ".lock");
}

// "1234 2026-03-29T02:04:05Z litekeeper-cli": for people and for the sentence below; what locks is the
// descriptor.
QByteArray ownSignature()
{
    return QByteArray::number(::getpid()) + ' '
        + QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1() + ' '
        + QCoreApplication::applicationName().toUtf8() + '\n';
}

Error alreadyRunning(const Path &source, int descriptor)
{
    std::array<char, 256> buffer{};
    const ssize_t length = ::pread(descriptor, buffer.data(), buffer.size(), 0);
    const QString signature
        = QString::fromUtf8(buffer.data(), qsizetype(std::max<ssize_t>(0, length))).trimmed();
    const QDateTime since
        = QDateTime::fromString(signature.section(QLatin1Char(' '), 1, 1), Qt::ISODate).toLocalTime();
    Error error{.kind = ErrorKind::AlreadyRunning, .path = source};
    // Between locking and signing there is nothing to tell.
    if (since.isValid()) {
        error.detail
            = QCoreApplication::translate("SourceLock", "since %1, by %2 (process %3)")
                  .arg(QLocale().toString(since, QLocale::ShortFormat),
                       signature.section(QLatin1Char(' '), 2), signature.section(QLatin1Char(' '), 0, 0));
    }
    return error;
}

} // namespace

Result<SourceLock> SourceLock::acquire(const Path &source, const Path &lockFolder)
{
    if (const Result<void> made = createFolderDurably(lockFolder); !made) {
        return made.error();
    }
    const Path path = lockFile(source, lockFolder);
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.isValid()) {
        return systemError(errno, path);
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? alreadyRunning(source, file.get()) : systemError(errno, path);
    }
    // Who owns it is a courtesy: a full disk must not keep a backup from running.
    const QByteArray signature = ownSignature();
    if (::ftruncate(file.get(), 0) == 0) {
        (void)!::pwrite(file.get(), signature.constData(), size_t(signature.size()), 0);
    }
    return SourceLock(std::move(file));
}

SourceLock::SourceLock(FileDescriptor file)
    : m_file(std::move(file))
{
}

} // namespace litekeeper

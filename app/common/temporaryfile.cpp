// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/temporaryfile.h"

#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace litekeeper {

namespace {

constexpr char prefix[] = ".litekeeper-";
constexpr char suffix[] = ".tmp";

/// Short and random, because the final name may already use all 255 bytes.
Path newName()
{
    const quint64 number = QRandomGenerator::system()->generate64();
    return prefix + QByteArray::number(number, 16).rightJustified(16, '0').toStdString() + suffix;
}

bool isTemporaryName(const Path &name)
{
    const std::string text = name.string();
    return text.rfind(prefix, 0) == 0 && name.extension() == suffix;
}

bool hasName(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

} // namespace

Result<TemporaryFile> TemporaryFile::createIn(const Path &folder)
{
    while (true) {
        TemporaryFile file{.path = folder / newName(), .descriptor = {}, .lock = {}};
        file.descriptor = FileDescriptor(
            ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file.descriptor.isValid()) {
            return systemError(errno, folder);
        }
        // File systems without locks keep their leftovers.
        const bool locked = ::flock(file.descriptor.get(), LOCK_EX) == 0;
        // Another process may have taken it for abandoned before it was locked.
        if (locked && !hasName(file.descriptor.get())) {
            continue;
        }
        file.lock = FileDescriptor(::fcntl(file.descriptor.get(), F_DUPFD_CLOEXEC, 0));
        return file;
    }
}

void removeAbandonedTemporaryFiles(const Path &folder)
{
    std::error_code failed;
    std::filesystem::directory_iterator entry(folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (!isTemporaryName(entry->path().filename())) {
            continue;
        }
        const FileDescriptor file(
            ::open(entry->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (file.isValid() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
            ::unlink(entry->path().c_str());
        }
    }
}

} // namespace litekeeper

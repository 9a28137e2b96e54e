// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The calls that change files, in front of those of the C library (LD_PRELOAD). Each one takes its turn, may
// be refused, and is recorded if it succeeded. Only calls on regular files and folders count.
#include "support/filewatch/watch.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>

// The names with 64 are other names of the same functions here.
static_assert(sizeof(off_t) == 8);

using litekeeper::test::CallKind;
using Turn = litekeeper::test::Watch::Turn;

namespace {

template <typename Function>
Function real(Function, const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

#define REAL(name)                                                                                           \
    static const auto name##Really = real(&::name, #name) // NOLINT(cppcoreguidelines-macro-usage)

std::string folderPath(int folder)
{
    char path[PATH_MAX];
    const std::string link
        = folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/" + std::to_string(folder);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return std::string(path, length > 0 ? size_t(length) : 0);
}

std::string absolute(int folder, const char *path)
{
    return *path == '/' ? std::string(path) : folderPath(folder) + '/' + path;
}

struct File
{
    explicit File(int descriptor)
    {
        struct stat status = {};
        if (::fstat(descriptor, &status) != 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) {
            return;
        }
        counts = true;
        isFolder = S_ISDIR(status.st_mode);
        size = status.st_size;
        id = std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
        path = folderPath(descriptor);
    }

    bool counts = false;
    bool isFolder = false;
    off_t size = 0;
    std::string id;
    std::string path;
};

int openWatched(int folder, const char *path, int flags, mode_t mode)
{
    REAL(openat);
    if ((flags & (O_CREAT | O_TRUNC)) == 0 && (flags & O_TMPFILE) != O_TMPFILE) {
        return openatReally(folder, path, flags, mode);
    }
    const std::string name = absolute(folder, path);
    Turn turn(CallKind::Grows, "open", name);
    if (turn.isRefused()) {
        return -1;
    }
    const bool wasThere = ::faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    const int descriptor = openatReally(folder, path, flags, mode);
    if (descriptor >= 0 && turn.isRecording()) {
        const File file(descriptor);
        if ((flags & O_TMPFILE) == O_TMPFILE) {
            turn.record("nameless " + file.id);
        } else if (!wasThere) {
            turn.record("create " + file.id + ' ' + name);
        } else if ((flags & O_TRUNC) != 0) {
            turn.record("truncate " + file.id + " 0");
        }
    }
    return descriptor;
}

int syncWatched(int descriptor, const char *name, int (*really)(int))
{
    const File file(descriptor);
    Turn turn(CallKind::Interrupts, name, file.path);
    if (turn.isRefused()) {
        return -1;
    }
    const int result = really(descriptor);
    if (result == 0 && turn.isRecording()) {
        turn.record((file.isFolder ? "syncfolder " : "sync ") + file.id + ' ' + file.path);
    }
    return result;
}

template <typename Call>
ssize_t writeWatched(int descriptor, size_t length, const void *bytes, off_t offset, Call call)
{
    const File file(descriptor);
    if (!file.counts) {
        return call(length);
    }
    Turn turn(CallKind::Grows, "write", file.path, length > 1);
    if (turn.isRefused()) {
        return -1;
    }
    if (offset < 0) {
        const bool appends = (::fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
        offset = appends ? file.size : ::lseek(descriptor, 0, SEEK_CUR);
    }
    const ssize_t count = call(turn.isShort() ? length / 2 : length);
    if (count > 0 && turn.isRecording()) {
        turn.record("write " + file.id + ' ' + std::to_string(offset) + ' ' + std::to_string(count),
                    {static_cast<const char *>(bytes), size_t(count)});
    }
    return count;
}

template <typename Call>
int nameWatched(CallKind kind, const char *name, const std::string &line, Call call)
{
    Turn turn(kind, name, line);
    if (turn.isRefused()) {
        return -1;
    }
    const int result = call();
    if (result == 0 && turn.isRecording()) {
        turn.record(std::string(name) + ' ' + line);
    }
    return result;
}

// A tab between the two, because a path may hold spaces.
std::string both(int fromFolder, const char *from, int toFolder, const char *to)
{
    return absolute(fromFolder, from) + '\t' + absolute(toFolder, to);
}

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? mode_t(va_arg(arguments, int)) : 0;
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openWatched(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openWatched(folder, path, flags, mode);
}

int creat(const char *path, mode_t mode)
{
    return openWatched(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));
int creat64(const char *path, mode_t mode) __attribute__((alias("creat")));

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    REAL(write);
    return writeWatched(descriptor, length, bytes, -1,
                        [&](size_t part) { return writeReally(descriptor, bytes, part); });
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
    REAL(pwrite);
    return writeWatched(descriptor, length, bytes, offset,
                        [&](size_t part) { return pwriteReally(descriptor, bytes, part, offset); });
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset)
    __attribute__((alias("pwrite")));

int fsync(int descriptor)
{
    REAL(fsync);
    return syncWatched(descriptor, "fsync", fsyncReally);
}

int fdatasync(int descriptor)
{
    REAL(fdatasync);
    return syncWatched(descriptor, "fdatasync", fdatasyncReally);
}

int ftruncate(int descriptor, off_t size) noexcept
{
    REAL(ftruncate);
    const File file(descriptor);
    Turn turn(CallKind::Interrupts, "truncate", file.path);
    if (turn.isRefused()) {
        return -1;
    }
    const int result = ftruncateReally(descriptor, size);
    if (result == 0 && turn.isRecording()) {
        turn.record("truncate " + file.id + ' ' + std::to_string(size));
    }
    return result;
}

int ftruncate64(int descriptor, off_t size) noexcept __attribute__((alias("ftruncate")));

int fchmod(int descriptor, mode_t mode) noexcept
{
    REAL(fchmod);
    return nameWatched(CallKind::Plain, "fchmod", folderPath(descriptor),
                       [&] { return fchmodReally(descriptor, mode); });
}

int fchown(int descriptor, uid_t user, gid_t group) noexcept
{
    REAL(fchown);
    return nameWatched(CallKind::Plain, "fchown", folderPath(descriptor),
                       [&] { return fchownReally(descriptor, user, group); });
}

int rename(const char *from, const char *to) noexcept
{
    REAL(rename);
    return nameWatched(CallKind::Grows, "rename", both(AT_FDCWD, from, AT_FDCWD, to),
                       [&] { return renameReally(from, to); });
}

int renameat(int fromFolder, const char *from, int toFolder, const char *to) noexcept
{
    REAL(renameat);
    return nameWatched(CallKind::Grows, "rename", both(fromFolder, from, toFolder, to),
                       [&] { return renameatReally(fromFolder, from, toFolder, to); });
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    REAL(renameat2);
    return nameWatched(CallKind::Grows, "rename", both(fromFolder, from, toFolder, to),
                       [&] { return renameat2Really(fromFolder, from, toFolder, to, flags); });
}

int link(const char *from, const char *to) noexcept
{
    REAL(link);
    return nameWatched(CallKind::Grows, "link", both(AT_FDCWD, from, AT_FDCWD, to),
                       [&] { return linkReally(from, to); });
}

int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    REAL(linkat);
    return nameWatched(CallKind::Grows, "link", both(fromFolder, from, toFolder, to),
                       [&] { return linkatReally(fromFolder, from, toFolder, to, flags); });
}

int unlink(const char *path) noexcept
{
    REAL(unlink);
    return nameWatched(CallKind::Plain, "unlink", absolute(AT_FDCWD, path),
                       [&] { return unlinkReally(path); });
}

int unlinkat(int folder, const char *path, int flags) noexcept
{
    REAL(unlinkat);
    return nameWatched(CallKind::Plain, (flags & AT_REMOVEDIR) != 0 ? "rmdir" : "unlink",
                       absolute(folder, path), [&] { return unlinkatReally(folder, path, flags); });
}

int remove(const char *path) noexcept
{
    REAL(remove);
    return nameWatched(CallKind::Plain, "unlink", absolute(AT_FDCWD, path),
                       [&] { return removeReally(path); });
}

int rmdir(const char *path) noexcept
{
    REAL(rmdir);
    return nameWatched(CallKind::Plain, "rmdir", absolute(AT_FDCWD, path), [&] { return rmdirReally(path); });
}

int mkdir(const char *path, mode_t mode) noexcept
{
    REAL(mkdir);
    return nameWatched(CallKind::Grows, "mkdir", absolute(AT_FDCWD, path),
                       [&] { return mkdirReally(path, mode); });
}

} // extern "C"

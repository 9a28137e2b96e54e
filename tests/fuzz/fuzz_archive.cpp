// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/filedescriptor.h"
#include "verify/archive.h"

#include <cstdint>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

using namespace litekeeper;

namespace {

constexpr qint64 mostBytes
    = 32 * 1024 * 1024; // unpacked from one input, so that bombs do not stop the search
constexpr int mostEntries = 2'000;

[[noreturn]] void fail(const char *what)
{
    qCritical("%s", what);
    std::abort();
}

/// Reads an entry to its end. What cannot be read must not stay sound, and what can has the size it declared.
bool readEntry(Archive &archive, const ArchiveEntry &entry, qint64 &room)
{
    static char buffer[64 * 1024];
    qint64 bytes = 0;
    for (;;) {
        const Result<qint64> count = archive.read(buffer, sizeof buffer);
        if (!count) {
            const bool isOfEntry
                = count.error().kind == ErrorKind::Damaged || count.error().kind == ErrorKind::Unsupported;
            if (isOfEntry && archive.judgement().verdict() == Verdict::Sound) {
                fail("an entry cannot be read and the archive is sound");
            }
            return isOfEntry;
        }
        if (*count < 0 || *count > qint64(sizeof buffer)) {
            fail("an impossible count");
        }
        bytes += *count;
        room -= *count;
        if (room < 0) {
            return false;
        }
        if (*count == 0) {
            break;
        }
    }
    const bool isFile = entry.kind == ArchiveEntry::Kind::File;
    if (isFile && entry.bytes >= 0 && entry.bytes != bytes
        && archive.judgement().verdict() == Verdict::Sound) {
        fail("an entry has another size than it declared and the archive is sound");
    }
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    if (!file.isValid() || ::write(file.get(), data, size) != ssize_t(size)) {
        return 0;
    }
    const RunControl control;
    const Result<std::unique_ptr<Archive>> archive = openArchive(file.get(), "input.gz", "secret", control);
    if (!archive || !*archive) {
        return 0;
    }
    qint64 room = mostBytes;
    for (int index = 0; index < mostEntries; ++index) {
        const Result<std::optional<ArchiveEntry>> entry = (*archive)->next();
        if (!entry || !*entry || !readEntry(**archive, **entry, room)) {
            break;
        }
    }
    return 0;
}

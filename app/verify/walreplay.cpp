// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/walreplay.h"

#include "common/filedescriptor.h"
#include "common/fileio.h"

#include <cerrno>
#include <unordered_set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 lockByteOffset = qint64(1) << 30; // SQLite never uses the page there
constexpr qint64 mostMissing = 1'000'000;

Result<FileDescriptor> openForWriting(const Path &file)
{
    FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (!descriptor.isValid()) {
        return systemError(errno, file);
    }
    return descriptor;
}

class Replay
{
public:
    Replay(int descriptor, const Path &database, const WalContent &content)
        : m_descriptor(descriptor)
        , m_database(database)
        , m_content(content)
    {
    }

    Result<WalReplay> run(const ReadOnlyFile &wal, const std::function<bool()> &shouldStop)
    {
        struct stat status = {};
        if (::fstat(m_descriptor, &status) != 0) {
            return systemError(errno, m_database);
        }
        m_pagesBefore = status.st_size / m_content.header.pageSize;
        const Result<void> written
            = readWalFrames(wal, m_database, m_content.header, 0, shouldStop,
                            [this](qint64 number, const WalFrame &frame) { return take(number, frame); });
        if (!written) {
            return written.error();
        }
        const WalReplay result = missing();
        const qint64 length = qint64(m_content.databasePages) * m_content.header.pageSize;
        if (!result.isTooShort && ::ftruncate(m_descriptor, length) != 0) {
            return systemError(errno, m_database);
        }
        return result;
    }

private:
    Result<bool> take(qint64 number, const WalFrame &frame)
    {
        if (number >= m_content.committedFrames) {
            return false;
        }
        if (frame.page > m_content.databasePages) {
            return true;
        }
        if (frame.page > m_pagesBefore) {
            m_added.insert(frame.page);
        }
        const Result<void> written
            = writeFully(m_descriptor, frame.content.data(), frame.content.size(),
                         qint64(frame.page - 1) * m_content.header.pageSize, m_database);
        return written ? Result<bool>(true) : Result<bool>(written.error());
    }

    [[nodiscard]] WalReplay missing() const
    {
        const quint32 lockPage = quint32(lockByteOffset / m_content.header.pageSize) + 1;
        if (qint64(m_content.databasePages) - m_pagesBefore - qint64(m_added.size()) > mostMissing) {
            return {.missing = {}, .isTooShort = true};
        }
        WalReplay result;
        for (qint64 page = m_pagesBefore + 1; page <= m_content.databasePages; ++page) {
            if (page != lockPage && !m_added.contains(quint32(page))) {
                result.missing.push_back(quint32(page));
            }
        }
        return result;
    }

    int m_descriptor;
    const Path &m_database;
    const WalContent &m_content;
    qint64 m_pagesBefore = 0;
    std::unordered_set<quint32> m_added; ///< pages behind the old end of the file
};

} // namespace

Result<WalReplay> replayWal(const Path &database, const ReadOnlyFile &wal, const WalContent &content,
                            const std::function<bool()> &shouldStop)
{
    const Result<FileDescriptor> descriptor = openForWriting(database);
    if (!descriptor) {
        return descriptor.error();
    }
    return Replay(descriptor->get(), database, content).run(wal, shouldStop);
}

Result<void> leaveWalMode(const Path &database)
{
    const Result<FileDescriptor> descriptor = openForWriting(database);
    if (!descriptor) {
        return descriptor.error();
    }
    constexpr std::array<char, 2> rollbackMode{1, 1};
    return writeFully(descriptor->get(), rollbackMode.data(), rollbackMode.size(), 18, database);
}

} // namespace litekeeper

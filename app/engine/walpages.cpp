// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/walpages.h"

#include "common/fileio.h"
#include "engine/room.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

// Pages that were freed in the transaction that made them are never written, so some may be missing.
constexpr qint64 mostMissing = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("WalPages", text);
}

// Not in WAL mode any more, or it cannot be opened on read-only media (SQLite file format, section 1.3.3).
void leaveWalMode(char *pageOne)
{
    pageOne[18] = pageOne[19] = 1;
}

} // namespace

Result<WalPages> WalPages::create(const Path &stagingFolder, qint64 walBytes)
{
    std::optional<PrivateFolder> folder;
    if (walBytes > StagingFile::memoryLimit) {
        Result<PrivateFolder> made = PrivateFolder::createIn(stagingFolder);
        if (!made) {
            return made.error();
        }
        folder.emplace(std::move(made).value());
        const Result<void> room = requireRoom(stagingFolder, walBytes);
        if (!room) {
            return room.error();
        }
    }
    Result<StagingFile> staging = StagingFile::create(folder ? folder->path() : stagingFolder, walBytes);
    if (!staging) {
        return staging.error();
    }
    return WalPages(std::move(folder), std::move(staging).value(), stagingFolder);
}

WalPages::WalPages(std::optional<PrivateFolder> folder, StagingFile staging, Path stagingFolder)
    : m_folder(std::move(folder))
    , m_staging(std::move(staging))
    , m_stagingFolder(std::move(stagingFolder))
{
}

qint64 WalPages::beginReading()
{
    m_carry.clear();
    m_pending.clear();
    m_now = m_committed;
    m_isOver = false;
    m_fetchedUntil = m_now.walOffset;
    return m_now.walOffset;
}

Result<bool> WalPages::take(const char *bytes, qint64 length, qint64 offset)
{
    if (const qint64 known = m_fetchedUntil - offset; known < length) {
        m_carry.append(bytes + known, length - known);
        m_fetchedUntil = offset + length;
    }
    if (!m_hasHeader) {
        const Result<void> parsed = parseHeader();
        if (!parsed) {
            return parsed.error();
        }
    }
    qint64 used = 0;
    while (m_hasHeader && !m_isOver && m_carry.size() - used >= m_header.frameBytes()) {
        const Result<bool> counts = takeFrame(walFrameAt(m_carry.constData() + used, m_header.pageSize));
        if (!counts) {
            return counts;
        }
        m_isOver = !*counts;
        used += m_header.frameBytes();
    }
    m_carry.remove(0, used);
    return !m_isOver;
}

// What is wrong with a header makes SQLite take nothing in, but for a version that it does not know.
Result<void> WalPages::parseHeader()
{
    if (m_carry.size() < WalHeader::bytes) {
        return {};
    }
    const WalHeaderState state = parseWalHeader(m_carry.first(WalHeader::bytes), m_header);
    if (state == WalHeaderState::NewVersion) {
        return Error{.kind = ErrorKind::Unsupported,
                     .detail = tr("its -wal has a newer format (%1)").arg(m_header.version)};
    }
    m_hasHeader = state == WalHeaderState::Sound;
    m_isOver = !m_hasHeader;
    m_now.walOffset = WalHeader::bytes;
    m_now.checksum = {.first = m_header.checksum1, .second = m_header.checksum2};
    m_carry.remove(0, WalHeader::bytes);
    return {};
}

// False for a frame that is not there yet, that an earlier use of the file left behind, or that is damaged.
Result<bool> WalPages::takeFrame(const WalFrame &frame)
{
    WalChecksum checksum = m_now.checksum;
    checksum.addFrame(m_header, frame);
    if (frame.page == 0 || !frame.belongsTo(m_header) || !checksum.equals(frame)) {
        return false;
    }
    const Result<void> staged = writeFully(m_staging.descriptor(), frame.content.data(), m_header.pageSize,
                                           m_now.stagedBytes, m_stagingFolder);
    if (!staged) {
        return withRoom(staged.error(), m_stagingFolder, m_header.frameBytes());
    }
    m_now.checksum = checksum;
    m_now.walOffset += m_header.frameBytes();
    m_now.stagedBytes += m_header.pageSize;
    m_pending.push_back(frame.page);
    if (frame.isCommit()) {
        qint64 stagedAt = m_committed.stagedBytes;
        for (const quint32 page : m_pending) {
            m_pages[page] = stagedAt;
            stagedAt += m_header.pageSize;
        }
        m_pending.clear();
        m_committed = m_now;
        m_databasePages = frame.databasePages;
    }
    return true;
}

Result<void> WalPages::load(char *page, qint64 stagedAt) const
{
    const Result<qint64> count
        = readUpTo(m_staging.descriptor(), page, m_header.pageSize, stagedAt, m_stagingFolder);
    if (!count) {
        return count.error();
    }
    return {};
}

Result<void> WalPages::patch(char *bytes, qint64 length, qint64 offset)
{
    m_patchedFrom = m_committed.stagedBytes;
    const qint64 pageSize = m_header.pageSize;
    for (qint64 at = 0; m_databasePages > 0 && at + pageSize <= length; at += pageSize) {
        const auto known = m_pages.find(quint32((offset + at) / pageSize + 1));
        if (known == m_pages.end()) {
            continue;
        }
        const Result<void> loaded = load(bytes + at, known->second);
        if (!loaded) {
            return loaded;
        }
    }
    if (offset == 0 && length > 19) {
        leaveWalMode(bytes);
    }
    return {};
}

std::vector<quint32> WalPages::pagesToWrite(qint64 pagesInFile) const
{
    std::vector<quint32> pages;
    for (const auto &[page, stagedAt] : m_pages) {
        if (page <= m_databasePages && (page > pagesInFile || stagedAt >= m_patchedFrom)) {
            pages.push_back(page);
        }
    }
    std::sort(pages.begin(), pages.end());
    return pages;
}

Result<void> WalPages::checkMissing(qint64 pagesInFile, const Path &source) const
{
    const qint64 added = std::count_if(m_pages.cbegin(), m_pages.cend(), [&](const auto &known) {
        return known.first > pagesInFile && known.first <= m_databasePages;
    });
    if (qint64(m_databasePages) - pagesInFile - added > mostMissing) {
        return Error{.kind = ErrorKind::Damaged,
                     .path = source,
                     .detail = tr("its -wal belongs to a longer file: %1 pages of %2 are missing")
                                   .arg(qint64(m_databasePages) - pagesInFile - added)
                                   .arg(m_databasePages)};
    }
    return {};
}

Result<qint64> WalPages::finish(PageSink &sink, qint64 fileBytes, const Path &source)
{
    if (m_databasePages == 0) {
        return fileBytes;
    }
    const qint64 pageSize = m_header.pageSize;
    const qint64 pagesInFile = fileBytes / pageSize;
    const Result<void> whole = checkMissing(pagesInFile, source);
    if (!whole) {
        return whole.error();
    }
    QByteArray page(pageSize, Qt::Uninitialized);
    for (const quint32 number : pagesToWrite(pagesInFile)) {
        const Result<void> loaded = load(page.data(), m_pages.at(number));
        if (!loaded) {
            return loaded.error();
        }
        if (number == 1) {
            leaveWalMode(page.data());
        }
        const Result<void> written = sink.write(page.constData(), pageSize, qint64(number - 1) * pageSize);
        if (!written) {
            return written.error();
        }
    }
    const qint64 bytes = qint64(m_databasePages) * pageSize;
    if (sink.size() < bytes) {
        page.fill('\0');
        const Result<void> written = sink.write(page.constData(), pageSize, bytes - pageSize);
        if (!written) {
            return written.error();
        }
    }
    return bytes;
}

} // namespace litekeeper

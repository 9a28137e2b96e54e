// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "engine/stagingfile.h"
#include "places/walformat.h"
#include "sqlite/pagesink.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace litekeeper {

/// The pages that a -wal holds for its database up to its last whole commit, as SQLite's recovery finds them
/// (SQLite file format, sections 4.3 and 4.4), for a -wal that is fetched while others append to it. Frames
/// up to a commit stay as they are until the -wal is begun anew, so it may be read in several goes: what was
/// there first is put into the database while that comes past, and only what came later has to be written
/// afterwards. Neither file is opened with SQLite. One thread.
class WalPages
{
public:
    /// Keeps the pages in memory, and from StagingFile::memoryLimit on in `stagingFolder`. Errors: NoSpace.
    [[nodiscard]] static Result<WalPages> create(const Path &stagingFolder, qint64 walBytes);

    /// Begins a reading of the -wal. The offset of the first byte it needs, behind the last known commit.
    qint64 beginReading();
    /// Takes pieces of the -wal in their order, from any offset up to what beginReading() gave. False:
    /// nothing that counts comes any more. Errors: Unsupported (a newer version of the format), no room.
    [[nodiscard]] Result<bool> take(const char *bytes, qint64 length, qint64 offset);

    /// Of the pages it has; 0: it has no whole commit.
    [[nodiscard]] int pageSize() const { return m_databasePages == 0 ? 0 : m_header.pageSize; }

    /// Puts the pages that are known into a piece of the database; pieces come in their order from 0 on.
    [[nodiscard]] Result<void> patch(char *bytes, qint64 length, qint64 offset);
    /// Writes the pages that patch() did not know or that lie behind the file of `fileBytes`. The size of the
    /// database then. Errors: Damaged if far more is missing than could ever be free.
    [[nodiscard]] Result<qint64> finish(PageSink &sink, qint64 fileBytes, const Path &source);

private:
    WalPages(std::optional<PrivateFolder> folder, StagingFile staging, Path stagingFolder);

    [[nodiscard]] Result<void> parseHeader();
    [[nodiscard]] Result<bool> takeFrame(const WalFrame &frame);
    [[nodiscard]] Result<void> load(char *page, qint64 stagedAt) const;
    [[nodiscard]] std::vector<quint32> pagesToWrite(qint64 pagesInFile) const;
    [[nodiscard]] Result<void> checkMissing(qint64 pagesInFile, const Path &source) const;

    // Up to where the -wal is understood.
    struct Mark
    {
        qint64 walOffset = 0;
        qint64 stagedBytes = 0;
        WalChecksum checksum;
    };

    std::optional<PrivateFolder> m_folder;
    StagingFile m_staging;
    Path m_stagingFolder;
    QByteArray m_carry; ///< bytes up to m_fetchedUntil that are not yet a whole frame
    qint64 m_fetchedUntil = 0;
    WalHeader m_header;
    bool m_hasHeader = false;
    bool m_isOver = false; ///< in this reading
    Mark m_now;
    Mark m_committed;
    std::vector<quint32> m_pending; ///< pages since the last commit, in the order of their frames
    std::unordered_map<quint32, qint64> m_pages; ///< where the last committed content of a page is staged
    quint32 m_databasePages = 0;                 ///< after the last commit; 0: there was none
    qint64 m_patchedFrom = 0; ///< what is staged below was known when the database came past
};

} // namespace litekeeper

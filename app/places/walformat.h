// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"

#include <functional>

namespace litekeeper {

/// The header of a -wal (SQLite file format, section 4.1).
struct WalHeader
{
    static constexpr qint64 bytes = 32;

    bool isBigEndian = false; ///< the words that the checksums add up
    quint32 version = 0;
    int pageSize = 0;
    quint32 checkpoint = 0; ///< how often it was begun anew
    quint32 salt1 = 0;
    quint32 salt2 = 0;
    quint32 checksum1 = 0;
    quint32 checksum2 = 0;

    [[nodiscard]] qint64 frameBytes() const;
};

/// One frame: a page, and what stands before it (section 4.2).
struct WalFrame
{
    static constexpr qint64 headerBytes = 24;

    quint32 page = 0;
    quint32 databasePages = 0; ///< not 0: with this frame a transaction is committed
    quint32 salt1 = 0;
    quint32 salt2 = 0;
    quint32 checksum1 = 0;
    quint32 checksum2 = 0;
    QByteArrayView content; ///< the page

    [[nodiscard]] bool isCommit() const { return databasePages != 0; }
    [[nodiscard]] bool belongsTo(const WalHeader &header) const;
};

/// SQLite's two sums over words of 32 bits, which go on from frame to frame (section 4.1).
struct WalChecksum
{
    quint32 first = 0;
    quint32 second = 0;

    void add(bool isBigEndian, const char *bytes, qint64 length);
    /// What is over the first 8 bytes of the frame's header and its page.
    void addFrame(const WalHeader &header, const WalFrame &frame);
    [[nodiscard]] bool equals(const WalFrame &frame) const;
};

enum class WalHeaderState {
    Sound,
    TooShort,   ///< SQLite has not begun to write frames
    OnlyZeros,  ///< where the header should be
    NotAWal,    ///< the first bytes are wrong
    NewVersion, ///< another version than 3007000
    Impossible, ///< the page size
    BadChecksum,
};

/// Reads the header from the beginning of a -wal.
[[nodiscard]] WalHeaderState parseWalHeader(const QByteArray &start, WalHeader &header);

/// A frame from its first byte on; `content` points there.
[[nodiscard]] WalFrame walFrameAt(const char *bytes, int pageSize);

/// Hands whole frames from number `first` (0 is the first) on to `take` until it returns false. Reads 1 MiB
/// at a time. Errors: reading failed, Cancelled by `shouldStop`.
[[nodiscard]] Result<void> readWalFrames(const ReadOnlyFile &wal, const Path &path, const WalHeader &header,
                                         qint64 first, const std::function<bool()> &shouldStop,
                                         const std::function<Result<bool>(qint64, const WalFrame &)> &take);

} // namespace litekeeper

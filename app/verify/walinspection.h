// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "places/walformat.h"
#include "verify/judgement.h"

namespace litekeeper {

/// What a -wal holds that counts: the frames up to the last commit before anything is wrong. That is what
/// SQLite takes in, silently, whatever comes behind.
struct WalContent
{
    WalHeader header;
    qint64 bytes = 0;
    qint64 committedFrames = 0;
    quint32 databasePages = 0; ///< after the last of these commits
};

/// Reads a -wal and judges all of it. Frames that an earlier use of the file left behind are normal, and so
/// is a transaction without its commit at the end; a frame that belongs to it and has a wrong checksum is
/// not, because it hides every commit behind it. Errors: reading failed, Cancelled. Blocking.
[[nodiscard]] Result<WalContent> inspectWal(const ReadOnlyFile &wal, const Path &path,
                                            const std::function<bool()> &shouldStop, Judgement &judgement);

} // namespace litekeeper

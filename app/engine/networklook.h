// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/networkfile.h"

#include <QByteArray>

namespace litekeeper {

/// What tells whether a database on a network mount was written between two looks. Each look goes through
/// handles of its own; no lock is taken and nothing is written.
struct NetworkLook
{
    QByteArray header; ///< the first 100 bytes; SQLite file format, section 1.3
    NetworkStatus status;
    QByteArray walHeader;    ///< the first 32 bytes of the -wal; section 4.1
    qint64 walBytes = 0;     ///< 0: there is none, or it is empty
    QByteArray journalStart; ///< of a hot -journal; empty: there is none, or it is not hot

    /// The source's -wal may hold commits that are not in the file.
    [[nodiscard]] bool hasWal() const;
    /// The file says that its changes go through a -wal (bytes 18 and 19).
    [[nodiscard]] bool isWalMode() const;
    /// A transaction that changes the file is going on, or was broken off. A -journal of zero size, or with a
    /// header of zeros, is what journal_mode=TRUNCATE and PERSIST leave behind.
    [[nodiscard]] bool hasHotJournal() const { return !journalStart.isEmpty(); }

    [[nodiscard]] static Result<NetworkLook> at(const Path &database);
};

} // namespace litekeeper

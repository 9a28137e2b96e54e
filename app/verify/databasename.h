// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QByteArray>

namespace litekeeper {

/// What the first bytes of a file, and its name, say it is.
enum class Content {
    Other,
    Database, ///< begins with SQLite's magic
    /// Called as only SQLite databases are, or as databases are and with a header like SQLite's, all zeros,
    /// without a byte, or looking encrypted: what is wrong with it has to be found out.
    SupposedDatabase,
    Wal,
    Journal,
    Archive,
};

/// `head`: the first bytes, at least 512 unless the file is shorter. `bytes`: of the whole file; -1: not
/// known.
[[nodiscard]] Content contentOf(const Path &name, const QByteArray &head, qint64 bytes);

/// Whether databases are usually called so: by its ending.
[[nodiscard]] bool isNamedAsDatabase(const Path &name);

/// For "x-wal", "x-journal" and "x-shm": "x". Empty for any other name.
[[nodiscard]] Path databaseOfCompanion(const Path &name);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <filesystem>

namespace litekeeper {

/// A path as the system knows it: bytes, not text. File names on Unix need not be valid UTF-8, so paths stay
/// bytes until somebody reads them.
using Path = std::filesystem::path;

/// The path for people and for logs: control characters and bytes that are not UTF-8 are shown as \xNN.
[[nodiscard]] QString displayPath(const Path &path);

/// Last component of displayPath().
[[nodiscard]] QString displayName(const Path &path);

/// The exact bytes, for the catalogue and for interfaces that take bytes.
[[nodiscard]] QByteArray pathBytes(const Path &path);
[[nodiscard]] Path pathFromBytes(const QByteArray &bytes);

/// For paths that Qt hands out (file dialogs, drops): UTF-8.
[[nodiscard]] Path pathFromQString(const QString &text);

/// A reversible text form for JSON: the text itself where it is plain UTF-8, else "bytes:" and
/// percent-encoded bytes.
[[nodiscard]] QString encodePath(const Path &path);
[[nodiscard]] Path decodePath(const QString &text);

/// The path from the root on, without asking what exists. The path itself where that fails: an empty path, or
/// a working folder that is gone.
[[nodiscard]] Path absolutePath(const Path &path);

/// The path with a suffix appended to its last component, as SQLite names "-wal" and "-journal".
[[nodiscard]] Path withSuffix(const Path &path, const char *suffix);

} // namespace litekeeper

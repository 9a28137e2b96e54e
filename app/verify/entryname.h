// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"

namespace litekeeper {

/// The name as an unpacker would use it: "\" as "/", without "." and empty parts, without a "/" at the end.
/// Two names that are the same in this form lead to the same file.
[[nodiscard]] QByteArray normalEntryName(const QByteArray &name);

/// Finds what a name could do to whoever unpacks it: lead out of the folder, name a drive, a device or
/// another entry than it seems to. Names are never used, so this judges and changes nothing.
void judgeEntryName(const QByteArray &name, Judgement &judgement);

/// Links and devices: no backup of a database holds them, and unpacking them can overwrite other files.
void judgeEntryKind(ArchiveEntry::Kind kind, const QString &where, Judgement &judgement);

/// The name as a path of an ArchiveEntry: names of Windows programs that have only "\" get "/" between
/// folders.
[[nodiscard]] Path entryPath(const QByteArray &name);

/// entryPath() for `where` of a finding: escaped as displayPath() does.
[[nodiscard]] QString shownName(const QByteArray &name);

} // namespace litekeeper

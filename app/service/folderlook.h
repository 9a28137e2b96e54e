// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <map>

namespace litekeeper {

/// One file as it was at one look.
struct SeenFile
{
    qint64 bytes = 0;
    qint64 modified = 0; ///< nanoseconds since 1970
    qint64 changed = 0;  ///< nanoseconds; a file that was moved here keeps its time of modification
    bool operator==(const SeenFile &other) const = default;
};

using FolderLook = std::map<Path, SeenFile>;

/// Archives and databases in a folder, by their names: looking into every download would be more than anybody
/// asked for. Not what browsers and other programs are still writing (".part", ".crdownload", ".partial"),
/// and nothing hidden. Blocking; hangs where the folder does.
[[nodiscard]] Result<FolderLook> lookAtFolder(const Path &folder);

} // namespace litekeeper

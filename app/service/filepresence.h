// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "service/networkaccess.h"

#include <optional>

namespace litekeeper {

/// Looks at each file without opening it. Blocking: a share may hang.
[[nodiscard]] QList<FilePresence> presenceOf(const QList<Path> &files);

/// The same wherever they are: those on network mounts a child process looks at, one for each mount, and
/// where one does not answer they are unreachable. Blocking for no longer than that takes.
[[nodiscard]] QList<FilePresence> presenceAnywhere(const NetworkAccess &network, const QList<Path> &files,
                                                   const RunControl &control = RunControl());

[[nodiscard]] QString presenceCode(FilePresence presence); ///< "unknown", "present", "missing", "unreachable"
[[nodiscard]] std::optional<FilePresence> presenceFromCode(const QString &code);

} // namespace litekeeper

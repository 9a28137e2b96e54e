// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

namespace litekeeper {

/// Looks at each file without opening it. Blocking: a share may hang.
[[nodiscard]] QList<FilePresence> presenceOf(const QList<Path> &files);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// pwrite and pread that go on after a short count. Reading behind the end fills with zeros.
[[nodiscard]] Result<void> writeFully(int descriptor, const void *bytes, qint64 length, qint64 offset,
                                      const Path &path);
[[nodiscard]] Result<qint64> readUpTo(int descriptor, void *bytes, qint64 length, qint64 offset,
                                      const Path &path);

} // namespace litekeeper

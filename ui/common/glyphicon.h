// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/status.h"

namespace litekeeper {

/// A glyph as an icon that paints itself at whatever size and scale it is asked for.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor &color, const QColor &ground);

} // namespace litekeeper

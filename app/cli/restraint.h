// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

/// For every child: an end when the parent ends, no new privileges, and no core.
void endWithParent();

/// For children that read files nobody trusts: limits on memory and processor time, no core, no new
/// privileges, and an end when the parent ends. Best effort: where the system refuses one of them, the others
/// hold.
void restrain();

} // namespace litekeeper

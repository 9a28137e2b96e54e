// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

/// Lets the applications whose databases we care for go first: the calling thread gets a smaller share of the
/// processor and the disk from now on, for good. For threads that hold nothing others wait for. Best effort.
void standBack();

} // namespace litekeeper

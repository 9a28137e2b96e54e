// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/extraction.h"

namespace litekeeper {

/// The subcommand of litekeeper-cli that is the child. Its request is lookprotocol's; it answers with
/// progress and then extractedLine() or an error.
inline constexpr char extractionCommand[] = "extract-child";

/// In the child: that the database lies in the request's folder now.
[[nodiscard]] QByteArray extractedLine();

/// Takes one database out of an archive that nobody trusts, in a child process, and brings it to its last
/// commit. It lies in `folder` then, which is private and empty before, and nobody changes it. `program`:
/// litekeeper-cli; empty: the one beside this program. Errors: of extractDatabase(), NotAnswering, Unknown if
/// the child died, Cancelled. Blocking, worker thread.
[[nodiscard]] Result<Path> extractInChild(const DatabasePlace &place, const Path &folder, Path program,
                                          const RunControl &control);

/// What the child does for it.
[[nodiscard]] Result<void> extractAndRecover(const DatabasePlace &place, const Path &folder,
                                             const RunControl &control);

} // namespace litekeeper

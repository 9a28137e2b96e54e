// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "domain/database.h"

#include <functional>
#include <unordered_set>
#include <vector>

namespace litekeeper {

/// Looks for values of which the last page was overwritten by zeros. SQLite's checks cannot see it: such a
/// page ends the chain of a long value as it should, and zeros are a value. It is told from values that end
/// with zeros by where these begin: at the border of the page, and only there. `zeros` are the pages in use
/// that hold only zeros, of a database that quick_check found sound; the result is those among them that were
/// most likely overwritten (SQLite file format, sections 1.6 and 1.7). Errors: reading failed, Cancelled.
[[nodiscard]] Result<std::vector<quint32>> overwrittenTails(const ReadOnlyFile &file,
                                                            const DatabaseFacts &facts,
                                                            const std::vector<quint32> &zeros,
                                                            const std::function<bool()> &shouldStop);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

#include <optional>

namespace litekeeper {

class CatalogueService;

/// A job that was in the editor and not saved when the program ended. It waits in the catalogue, which keeps
/// its secrets, until somebody goes on with it or throws it away.
void keepDraft(CatalogueService &catalogue, const Job &job);
[[nodiscard]] std::optional<Job> keptDraft(const CatalogueService &catalogue);
void dropDraft(CatalogueService &catalogue); ///< nothing happens if there is none

} // namespace litekeeper

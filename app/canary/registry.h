// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

namespace litekeeper {

/// Watches without a catalogue: a folder with one sealed file for each, its memory and its observations, for
/// hosts that have nothing else of Litekeeper. It should lie on another disk than what it remembers.
/// Blocking; several processes may work with one.
class WatchRegistry
{
public:
    /// Makes the folder if it is missing.
    [[nodiscard]] static Result<WatchRegistry> open(const Path &folder);

    [[nodiscard]] Result<QList<Watch>> watches() const; ///< in the order of their folders
    /// ErrorKind::NotFound if the folder is not watched, CatalogueDamaged if what is remembered
    /// does not read.
    [[nodiscard]] Result<Watch> watch(const Path &folder) const;
    /// In the order of the looks.
    [[nodiscard]] Result<QList<ObservationSpan>> spans(const Path &folder) const;
    /// Inserts or replaces the watch, with a look if there was one; see supersedes().
    [[nodiscard]] Result<void> store(const Watch &watch, const std::optional<Observation> &observation);
    [[nodiscard]] Result<void> remove(const Path &folder); ///< no error if there is none

private:
    explicit WatchRegistry(Path folder);
    [[nodiscard]] Path fileOf(const Path &folder) const;

    Path m_folder;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "service/networkaccess.h"

namespace litekeeper {

class CatalogueLane;

/// What the catalogue could not do at network mounts, because its thread must not hang: it is made up for by
/// these, with children. Both blocking, worker threads; whether something changed in the catalogue.

/// Removes unfinished files of runs that are over, and takes over backups that such runs had finished.
/// `destination`: only of runs that went there; empty: all.
[[nodiscard]] bool tidyUpNetwork(CatalogueLane &lane, const NetworkAccess &network, const Path &destination,
                                 const RunControl &control);

/// Takes the manifests of known destinations into a catalogue that knows no backup there, as after it was
/// lost.
[[nodiscard]] bool importFromNetwork(CatalogueLane &lane, const NetworkAccess &network,
                                     const RunControl &control);

} // namespace litekeeper

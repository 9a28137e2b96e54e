// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

#include <functional>

class QObject;

namespace litekeeper {

class CatalogueService;

/// What follows a run that failed, after the catalogue knows of it: the command of its job, if there is one.
/// What came of that is stored with the run; `done` gets it, once, unless `context` dies before. Main thread.
void followUpFailure(const Run &run, CatalogueService &catalogue, QObject *context,
                     std::function<void(const Run &)> done);

} // namespace litekeeper

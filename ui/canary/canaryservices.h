// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QSettings;

namespace litekeeper {

class CatalogueService;
class Clock;
class Questions;
class WatchService;

/// What the Canary page works with; all of it outlives the page.
struct CanaryServices
{
    WatchService &watches;
    CatalogueService &catalogue;
    const Clock &clock;
    QSettings &settings;
    Questions &questions;
};

} // namespace litekeeper

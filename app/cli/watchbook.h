// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"
#include "canary/registry.h"
#include "service/watchlooks.h"

#include <QCoreApplication>

namespace litekeeper {

struct Session;

/// A watch as the command line shows it.
struct WatchLine
{
    Watch watch;
    std::optional<Observation> last; ///< none before the first look
};

/// Where watches are remembered: in the catalogue, or in a registry. Every call runs the event loop of the
/// program until it is done.
class WatchBook
{
public:
    virtual ~WatchBook() = default;
    WatchBook(const WatchBook &) = delete;
    WatchBook &operator=(const WatchBook &) = delete;

    [[nodiscard]] virtual Result<QList<WatchLine>> lines() = 0; ///< in the order of the folders
    /// A look of any mode. See WatchService.
    [[nodiscard]] virtual Result<Observation> ask(LookRequest::Mode mode, const Path &folder,
                                                  const Path &lockFolder)
        = 0;
    /// Looks at every watch, at a few at a time.
    [[nodiscard]] virtual Result<QList<WatchLine>> lookAtAll() = 0;
    /// In the order of the looks, with nothing of the evidence but the machine.
    [[nodiscard]] virtual Result<QList<ObservationSpan>> spans(const Watch &watch) = 0;

    /// The watch of the folder, and where it is a destination as well, the one that somebody asked for;
    /// ErrorKind::NotWatched.
    [[nodiscard]] Result<WatchLine> line(const Path &folder);

protected:
    WatchBook() = default;
};

/// Opens the catalogue, or the registry if its folder is given.
[[nodiscard]] Result<std::unique_ptr<WatchBook>> openWatchBook(Session &session, const Path &registry);

} // namespace litekeeper

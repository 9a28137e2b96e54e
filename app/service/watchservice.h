// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

class CatalogueService;
class Clock;

/// A watch with what its last looks have shown.
struct WatchEntry
{
    Watch watch;
    std::optional<ObservationSpan> last = {}; ///< whole; none before the first look
    bool isLooking = false;
};

/// The watch of the innermost folder that holds the file; a folder that somebody wished to watch goes before
/// the destination that it is as well.
[[nodiscard]] std::optional<WatchEntry> watchOf(const QList<WatchEntry> &watches, const Path &file);

/// Watches: kept in the catalogue, looked at through child processes. Every destination of backups is one by
/// itself. Main thread; never blocks. Several processes may work with the same catalogue: a due look is
/// claimed there by one of them.
class WatchService : public QObject
{
    Q_OBJECT

public:
    enum class Planting {
        IfFirstLook,
        Anew, ///< whatever is there: a new beginning
    };

    /// `program`: litekeeper-cli; empty: the one beside this program.
    WatchService(CatalogueService &catalogue, const Clock &clock, Path program = {},
                 QObject *parent = nullptr);
    ~WatchService() override;

    QFuture<Result<void>> load(); ///< after the catalogue is open; then watches() is kept up to date

    [[nodiscard]] bool isLoaded() const;             ///< so that no watches means that there are none
    [[nodiscard]] QList<WatchEntry> watches() const; ///< in the order of their folders
    [[nodiscard]] std::optional<WatchEntry> watch(const QUuid &id) const;

    /// Begins to watch a folder, or looks at it if it is watched. `lockFolder`: one that a deployment wipes;
    /// empty: none. The look is stored unless nothing could be planted.
    QFuture<Result<Observation>> plant(const Path &folder, const Path &lockFolder, Planting planting);
    /// ErrorKind::NotWatched if no canary was ever planted there. A canary that is there, but not known here,
    /// is watched from now on; `lockFolder` is for that.
    QFuture<Result<Observation>> look(const Path &folder, const Path &lockFolder = {});
    QFuture<Result<Observation>> look(const QUuid &id);
    /// All of them whose last look is an hour ago. The states that were seen.
    QFuture<Result<QList<Observation>>> lookAtDue();
    /// Its canary, if that can be reached, its lock, and all that is remembered.
    QFuture<Result<Observation>> remove(const QUuid &id);

    /// From now on, looks at what is due, asking every few minutes.
    void startWatching();

Q_SIGNALS:
    void watchesChanged(); ///< watches(), anything of it
    void observed(const litekeeper::Watch &watch, const litekeeper::Observation &observation); ///< by us

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper

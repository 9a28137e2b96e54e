// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/laneprovider.h"

#include <QUuid>

namespace litekeeper {

class CatalogueService;
class Clock;
class WatchHistories;
class WatchService;

/// The lanes of the watched folders for other pages' timelines: the disks below the backups that lie on them.
class HistoryLanes : public LaneProvider
{
    Q_OBJECT

public:
    /// All of them outlive it.
    HistoryLanes(WatchService &watches, CatalogueService &catalogue, const Clock &clock,
                 QObject *parent = nullptr);

    [[nodiscard]] LaneTracks lanes() const override { return m_lanes; }
    [[nodiscard]] QString explanation(const QString &laneId, qint64 key) const override;
    void activate(const QString &laneId, qint64 key) override;

Q_SIGNALS:
    void watchRequested(const QUuid &watchId);

private:
    void take();

    const Clock &m_clock;
    WatchHistories *m_histories;
    LaneTracks m_lanes;
};

} // namespace litekeeper

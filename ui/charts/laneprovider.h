// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timelinewalk.h"

#include <QObject>

namespace litekeeper {

/// Where a page gets lanes from that are not its own, such as those of the canaries for the history.
class LaneProvider : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The lanes as they are now. Their ids differ from those of other providers.
    [[nodiscard]] virtual LaneTracks lanes() const = 0;
    /// What is known of a span or mark beyond its state; may be empty.
    [[nodiscard]] virtual QString explanation(const QString &laneId, qint64 key) const = 0;
    /// Somebody clicked it or pressed Return.
    virtual void activate(const QString &laneId, qint64 key) = 0;

Q_SIGNALS:
    void lanesChanged();
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/restore.h"

namespace litekeeper {

QString restoreWayCode(RestoreWay way)
{
    return way == RestoreWay::IntoLive ? QStringLiteral("live") : QStringLiteral("swap");
}

std::optional<RestoreWay> restoreWayFromCode(const QString &code)
{
    for (const RestoreWay way : {RestoreWay::IntoLive, RestoreWay::SwapFile}) {
        if (restoreWayCode(way) == code) {
            return way;
        }
    }
    return std::nullopt;
}

} // namespace litekeeper

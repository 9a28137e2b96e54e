// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/look.h"
#include "catalogue/catalogue.h"

namespace litekeeper::test {

/// What happens to a watched folder, in days before today.
struct DemoFate
{
    QList<int> restarts = {};    ///< of the machine, or new containers
    QList<int> notWatched = {};  ///< days on which nobody looks
    QList<int> unreachable = {}; ///< days on which the folder is not there
    int lost = -1;               ///< the day from which its content is gone, and planted anew the day after
    int rolledBack = -1;         ///< the day on which an older state is put back
};

/// A folder with a canary. Every look is one of the engine at the real folder; only the clock and the machine
/// are those of the day it stands for.
class DemoDisk
{
public:
    DemoDisk(Catalogue &catalogue, Path folder, DemoFate fate);

    void pass(int daysAgo); ///< a day with its looks

private:
    void look(const QDateTime &at, LookRequest::Mode mode);
    void rollBack() const;
    [[nodiscard]] HostFacts host() const;

    Catalogue &m_catalogue;
    DemoFate m_fate;
    Watch m_watch;
    int m_boot = 1;
    QByteArray m_older; ///< the canary as it was some days ago
};

/// A deployed application with its boot gate: deployments until the disk was rebuilt once.
void makeDeployments(const Path &folder, const Path &lockFolder, int days);

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/support/profile.h"

namespace litekeeper::test {

/// Weeks of looks at a folder, as they would be in the catalogue of a machine that is switched off at night.
class WatchPast
{
public:
    WatchPast(Profile &profile, Path folder, int days);
    ~WatchPast(); ///< stores what was seen

    /// A look every two hours of the day, from seven in the morning until eleven at night.
    void see(WatchState state, int days);
    void restart(); ///< the machine, before the next look
    void deploy();  ///< a new container
    [[nodiscard]] const QList<Observation> &looks() const { return m_looks; }

private:
    [[nodiscard]] QJsonObject evidence(WatchState state) const;

    Profile &m_profile;
    Watch m_watch;
    QDateTime m_now;
    HostFacts m_host;
    HostFacts m_plantedOn;
    qint64 m_sequence = 0;
    QList<Observation> m_looks;
};

/// What the boot gate of an application would have recorded in the folder.
void recordBoots(const Path &folder);

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/catalogue.h"
#include "domain/run.h"

namespace litekeeper::test {

/// One database with its nightly job, from its first night on. Every backup is made and proven by the engine;
/// only the dates are moved back to the night it stands for.
class DemoJob
{
public:
    struct Plan
    {
        const char *name;
        const char *source; ///< below the home of the profile
        const char *schema; ///< with a table "history(id INTEGER PRIMARY KEY, content BLOB)"
        int hour;
        int rows;                 ///< at the beginning
        int rowsPerNight;         ///< what the application writes
        QList<int> failures = {}; ///< nights before today on which the destination is not there
        QList<int> missed = {};   ///< nights before today on which the computer is off
    };

    DemoJob(Catalogue &catalogue, const Path &profile, Plan plan);

    /// The night to the `nightsAgo`-th day before today.
    void runNight(int nightsAgo);
    [[nodiscard]] const Path &source() const { return m_source; }

private:
    [[nodiscard]] QDateTime dueAt(int nightsAgo) const;
    void grow(int nightsAgo);
    void recordMissed(int nightsAgo);
    void backUp(int nightsAgo);
    void storeMovedTo(const QDateTime &dueAt, Run run, std::optional<Backup> backup);
    void forgetOldBackups();

    Catalogue &m_catalogue;
    Path m_profile;
    Plan m_plan;
    Path m_source;
    Path m_destination;
    Job m_job;
    QList<Backup> m_kept;
};

} // namespace litekeeper::test

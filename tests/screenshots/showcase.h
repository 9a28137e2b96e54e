// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/support/profile.h"

namespace litekeeper::test {

/// A profile that looks as if somebody had used Litekeeper for a month: databases of well-known applications,
/// real backups of them, and runs of the past.
class Showcase
{
public:
    Showcase();

    [[nodiscard]] Profile &profile() { return m_profile; }
    [[nodiscard]] Path largeDatabase() const { return m_large; }
    [[nodiscard]] Path blog() const { return m_blog; }
    void harmBlog(); ///< as somebody does who needs a backup then

private:
    /// Columns: of the last table of the schema but the first, the key i.
    Path makeSource(const char *relativePath, const char *schema, int megabytes,
                    const char *columns = "randomblob(1900)");
    void addPastRuns(const Path &source, const QString &outcomes, const QUuid &jobId = {});
    void addJobs(const Path &ghost, const Path &grafana);
    void addVerdicts();
    void addWatches(const Path &ghost, const Path &gitea);
    void backUp(const Path &source);

    Profile m_profile;
    Path m_large;
    Path m_blog;
};

} // namespace litekeeper::test

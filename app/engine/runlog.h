// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QStringList>

namespace litekeeper {

/// What a run tells about itself: lines for its log, and findings for people, which stand in the log too. One
/// thread.
class RunLog
{
public:
    void add(const QString &line); ///< with the instant: UTC, ISO 8601 with milliseconds, then a tab
    void find(Severity severity, const QString &code, const QString &text);

    [[nodiscard]] const QStringList &lines() const { return m_lines; }
    [[nodiscard]] const QList<Finding> &findings() const { return m_findings; }

private:
    QStringList m_lines;
    QList<Finding> m_findings;
};

} // namespace litekeeper

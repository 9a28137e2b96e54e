// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"

class QGridLayout;
class QLabel;

namespace litekeeper {

class QuietLabel;

/// The next instants of a schedule, in its zone and in UTC, with what the changes of the clocks do to them.
class NextRuns : public FormSection
{
    Q_OBJECT

public:
    static constexpr int shownRuns = 5;

    explicit NextRuns(QWidget *parent = nullptr);

    void show(const Job &job, const QDateTime &nowUtc);

private:
    QList<QLabel *> m_local;
    QList<QLabel *> m_utc;
    QuietLabel *m_note;
};

/// What happens on the day of `instant` if the clocks of `zone` change on it; empty if they do not.
[[nodiscard]] QString clockChangeNote(const QDateTime &instant, const QTimeZone &zone);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

#include <QHash>

namespace litekeeper {

/// What there is to tell about a job that does not do well.
struct JobAlert
{
    QString occasion; ///< the run that failed, or the instant since when it is overdue: told once
    QString cause;    ///< the same word for the same trouble
    QString title;
    QString text; ///< what was seen and what to do
};

/// What the desktop was told about a job, by whichever process.
struct ToldAlert
{
    QString occasion;
    QString cause;
    QDateTime at;    ///< UTC
    QString noticed; ///< see DesktopNotifier::shown(); empty: not known

    bool operator==(const ToldAlert &) const = default;
};

/// By job. Kept in the catalogue, so that all processes tell each thing once.
using AlertBook = QHash<QUuid, ToldAlert>;

[[nodiscard]] QByteArray toBytes(const AlertBook &book);
[[nodiscard]] AlertBook alertBookFromBytes(const QByteArray &bytes); ///< what cannot be read is left out

/// Nothing where there is nothing to say now.
[[nodiscard]] std::optional<JobAlert> alertFor(const JobEntry &entry, bool isPaused);
/// Whether the job does well again, so that what was told is withdrawn. A run that goes on decides nothing.
[[nodiscard]] bool isWellAgain(const JobEntry &entry);

/// The same occasion is told once. A new one with the same cause replaces what was told after 20 hours at the
/// earliest: a job that fails every few minutes is no reason to come back every few minutes.
[[nodiscard]] bool isNews(const JobAlert &alert, const std::optional<ToldAlert> &told,
                          const QDateTime &nowUtc);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QTimeZone>

namespace litekeeper {

/// Which backups of a job stay. A backup stays if any rule wants it. A rule of 0 keeps nothing by itself;
/// with every rule at 0 everything stays.
///
/// "Daily 7" keeps the newest backup of each of the last seven days *that have one*, as restic and borg do
/// it: a computer that was off for a month, or whose clock jumped, loses nothing by it. As with restic, each
/// rule looks at all backups, so one backup may serve several of them (with borg, what a finer rule keeps
/// does not count for a coarser one). Unlike both, the oldest backup is not kept in place of those that a
/// rule misses. So a rule made smaller never keeps more, unless it was the last one above 0.
struct Retention
{
    static constexpr int mostKept = 100'000; ///< of one rule

    int last = 0; ///< the newest ones, whatever their age
    int hourly = 0;
    int daily = 7;
    int weekly = 4; ///< ISO weeks, from Monday
    int monthly = 12;
    int yearly = 0;

    [[nodiscard]] bool keepsEverything() const; ///< every rule is 0
    bool operator==(const Retention &) const = default;
};

/// What a run of the rules would do, for the preview and for the deed.
struct RetentionPlan
{
    QList<Backup> goes; ///< oldest first
    QHash<QUuid, QStringList>
        stays;          ///< by backup id: the rules that want it, as words ("daily", "newest proven")
    QString refusal;    ///< a sentence; not empty: nothing goes, and why
    QList<Backup> held; ///< would go but for the refusal; oldest first
};

/// Days, weeks, months and years begin at midnight in `zone`, hours at its full hours; the hour that is
/// passed twice when summer ends counts as two. The newest proven backup always stays. One that failed its
/// last verification serves no rule, but it stays until a person decides. Nothing goes where the clock was
/// turned back: if a backup is dated after `nowUtc`, or if their order by date is not the order in which they
/// were stored (`backups` is in that order, newest first).
[[nodiscard]] RetentionPlan planRetention(const QList<Backup> &backups, const Retention &rules,
                                          const QTimeZone &zone, const QDateTime &nowUtc);

/// "7 daily, 4 weekly, 12 monthly", "everything".
[[nodiscard]] QString retentionInWords(const Retention &rules);

/// "last", "hourly", "daily", "weekly", "monthly", "yearly"; a rule that is missing is 0.
/// ErrorKind::InvalidArgument with a sentence for a key it does not know and for anything but whole numbers
/// from 0 to mostKept.
[[nodiscard]] QJsonObject toJson(const Retention &rules);
[[nodiscard]] Result<Retention> retentionFromJson(const QJsonObject &object);

} // namespace litekeeper

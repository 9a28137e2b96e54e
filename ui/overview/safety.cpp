// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/safety.h"

#include "ui/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 day = 24 * 3600;
constexpr qint64 week = 7 * day;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Safety)
};

/// The newest run that says something about the database: who cancelled or skipped one has decided so.
const Run *tellingRun(const QList<Run> &newestFirst)
{
    const auto found = std::find_if(newestFirst.begin(), newestFirst.end(), [](const Run &run) {
        return run.outcome != Outcome::Running && run.outcome != Outcome::Cancelled
            && run.outcome != Outcome::Skipped;
    });
    return found == newestFirst.end() ? nullptr : &*found;
}

bool wentWrong(const Run *run)
{
    return run && (run->outcome == Outcome::Failed || run->outcome == Outcome::Interrupted);
}

SafetyJudgement withoutProof(const KnownDatabase &database)
{
    if (!database.newestBackup) {
        return {Safety::AtRisk,
                wentWrong(tellingRun(database.recentRuns)) ? Words::tr("No backup has succeeded yet.")
                                                           : Words::tr("Never backed up.")};
    }
    return {Safety::AtRisk,
            Words::tr("The newest backup is only “%1”.").arg(statusOf(database.newestBackup->proof).word)};
}

const JobEntry *jobThat(const QList<JobEntry> &jobs, JobState state)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(),
                                    [state](const JobEntry &entry) { return entry.health.state == state; });
    return found == jobs.end() ? nullptr : &*found;
}

/// What is wrong with the jobs of a database; nothing if they do well.
std::optional<SafetyJudgement> troubleOf(const QList<JobEntry> &jobs)
{
    if (const JobEntry *failing = jobThat(jobs, JobState::Failing)) {
        return SafetyJudgement{Safety::NeedsCare,
                               Words::tr("The job “%1” is failing.").arg(failing->job.name)};
    }
    if (const JobEntry *overdue = jobThat(jobs, JobState::Overdue)) {
        return SafetyJudgement{Safety::NeedsCare,
                               Words::tr("The job “%1” is overdue.").arg(overdue->job.name)};
    }
    return std::nullopt;
}

/// Whether a job sees to it that the proven backup is as fresh as somebody wanted it to be.
bool isInTime(const Backup &proven, const QList<JobEntry> &jobs)
{
    return std::any_of(jobs.begin(), jobs.end(), [&proven](const JobEntry &entry) {
        const JobState state = entry.health.state;
        const bool well = state == JobState::Well || state == JobState::Warned || state == JobState::Running;
        return well && entry.health.nextDueUtc.isValid() && !entry.health.overdueSinceUtc.isValid()
            && entry.health.lastGoodUtc.isValid() && proven.createdAt >= entry.health.lastGoodUtc;
    });
}

SafetyJudgement judgeBackups(const KnownDatabase &database, const std::optional<DatabaseFacts> &facts,
                             const QDateTime &now, const QList<JobEntry> &jobs)
{
    if (!database.newestProven) {
        return withoutProof(database);
    }
    const QDateTime snapshot = database.newestProven->createdAt;
    const qint64 age = snapshot.secsTo(now);
    const bool unchanged = facts && facts->modified <= snapshot;
    if (database.newestProven->rehearsal.isFailed()) {
        return {age > week && !unchanged ? Safety::AtRisk : Safety::NeedsCare,
                Words::tr("It did not pass its rehearsal.")};
    }
    const std::optional<SafetyJudgement> trouble = troubleOf(jobs);
    if (unchanged && !trouble) {
        return {Safety::Safe, Words::tr("Nothing has changed since.")};
    }
    if (isInTime(*database.newestProven, jobs) && !trouble) {
        return {Safety::Safe, Words::tr("As fresh as its job wants it.")};
    }
    if (age > week && !unchanged) {
        return {Safety::AtRisk, Words::tr("Changed since, and over a week old.")};
    }
    if (trouble) {
        return *trouble;
    }
    if (wentWrong(tellingRun(database.recentRuns))) {
        return {Safety::NeedsCare, Words::tr("The last run went wrong.")};
    }
    if (age > day) {
        return {Safety::NeedsCare,
                facts ? Words::tr("Changed since, and over a day old.") : Words::tr("Over a day old.")};
    }
    return {Safety::Safe, Words::tr("Proven within the last day.")};
}

/// A disk that is not mounted now may be one that somebody has put away.
bool doesNotKeepData(const std::optional<WatchState> &disk)
{
    return disk && *disk != WatchState::NotMounted && isAlarming(*disk);
}

} // namespace

SafetyJudgement judge(const KnownDatabase &database, const std::optional<DatabaseFacts> &facts,
                      const QDateTime &now, const QList<JobEntry> &jobs, const DiskStates &disks)
{
    SafetyJudgement judgement = judgeBackups(database, facts, now, jobs);
    if (judgement.safety == Safety::AtRisk) {
        return judgement;
    }
    if (doesNotKeepData(disks.backups)) {
        return {disks.backups == WatchState::Lost ? Safety::AtRisk : Safety::NeedsCare,
                Words::tr("The disk of its backups: %1.").arg(statusOf(*disks.backups).word)};
    }
    if (judgement.safety == Safety::Safe && doesNotKeepData(disks.source)) {
        return {Safety::NeedsCare, Words::tr("The disk it lies on: %1.").arg(statusOf(*disks.source).word)};
    }
    return judgement;
}

SafetyAnswer answerFor(const QList<SafetyJudgement> &judgements)
{
    const auto count = [&](Safety safety) {
        return std::count_if(judgements.begin(), judgements.end(),
                             [safety](const SafetyJudgement &each) { return each.safety == safety; });
    };
    const qint64 all = judgements.size();
    const qint64 atRisk = count(Safety::AtRisk);
    const qint64 needCare = count(Safety::NeedsCare);
    if (atRisk > 0) {
        return {
            Safety::AtRisk,
            atRisk == all
                ? Words::tr("Your data is not safe")
                : Words::tr("Your data is not safe: %1 of %2 databases at risk").arg(atRisk).arg(all),
            Words::tr("What changed in them since their last proven backup would be lost with the disk.")};
    }
    if (needCare > 0) {
        return {Safety::NeedsCare,
                needCare == 1 ? Words::tr("Nearly: one database needs care")
                              : Words::tr("Nearly: %1 of %2 databases need care").arg(needCare).arg(all),
                Words::tr("Every database has a proven backup; the list says what needs a look.")};
    }
    return {Safety::Safe, Words::tr("Your data is safe"),
            all == 1 ? Words::tr("The database has a proven backup that is fresh.")
                     : Words::tr("All %1 databases have a proven backup that is fresh.").arg(all)};
}

Status statusOf(Safety safety)
{
    switch (safety) {
    case Safety::AtRisk:
        return {Words::tr("At risk"), Glyph::Cross, Tone::Bad};
    case Safety::NeedsCare:
        return {Words::tr("Needs care"), Glyph::Exclamation, Tone::Waiting};
    case Safety::Safe:
        return {Words::tr("Safe"), Glyph::Shield, Tone::Good};
    }
    return {};
}

} // namespace litekeeper

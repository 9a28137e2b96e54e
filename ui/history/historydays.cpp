// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timeticks.h"
#include "ui/history/historypicture.h"

#include "domain/schedule.h"
#include "ui/common/format.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::HistoryPicture)
};

constexpr int mostMissed = 400; // of one gap; a schedule of every second has more

/// The worst first. A run that somebody cancelled is no trouble, but no backup either.
constexpr std::array worstFirst{Outcome::Failed,    Outcome::Interrupted, Outcome::Warning,  Outcome::Skipped,
                                Outcome::Cancelled, Outcome::Running,     Outcome::Succeeded};

struct DayCount
{
    std::array<int, worstFirst.size()> runs{};
    int missed = 0;
};

int rankOf(Outcome outcome)
{
    return int(std::find(worstFirst.begin(), worstFirst.end(), outcome) - worstFirst.begin());
}

/// The instants before that of `run` at which nothing ran, from the schedule that its job has now.
void addMissed(QMap<QDate, DayCount> &days, const RunPoint &run, const Schedule &schedule,
               const QTimeZone &zone)
{
    QDateTime due = run.dueAt;
    // A run that was only recorded as missed stands for an instant without a run itself.
    if (run.outcome == Outcome::Skipped && run.errorCode == QLatin1String("missed")) {
        ++days[localDate(due.toMSecsSinceEpoch(), zone)].missed;
    }
    for (int left = std::min(run.missed, mostMissed); left > 0; --left) {
        due = schedule.previous(due.addMSecs(-1));
        if (!due.isValid()) {
            return;
        }
        ++days[localDate(due.toMSecsSinceEpoch(), zone)].missed;
    }
}

CalendarDay dayOf(const QDate &date, const DayCount &count)
{
    CalendarDay day{.date = date, .worst = {}, .runs = 0, .missed = count.missed, .text = {}};
    QStringList lines;
    for (size_t rank = 0; rank < worstFirst.size(); ++rank) {
        if (const int runs = count.runs.at(rank); runs > 0) {
            const Status status = statusOf(worstFirst.at(rank));
            if (day.runs == 0) {
                day.worst = status;
            }
            day.runs += runs;
            lines.append(Words::tr("%1: %2").arg(status.word, countText(runs)));
        }
    }
    if (count.missed > 0) {
        lines.append(Words::tr("Missed: %1").arg(countText(count.missed)));
    }
    day.text = lines.join(u'\n');
    return day;
}

} // namespace

QList<CalendarDay> calendarOf(const QList<RunPoint> &runs, const QList<Job> &jobs, const QTimeZone &zone)
{
    QHash<QUuid, Schedule> schedules;
    for (const Job &job : jobs) {
        const auto schedule = job.schedule.isEmpty() ? Result<Schedule>(Error{.kind = ErrorKind::NotFound})
                                                     : Schedule::parse(job.schedule, QTimeZone(job.timeZone));
        if (schedule) {
            schedules.insert(job.id, *schedule);
        }
    }
    QMap<QDate, DayCount> counts;
    for (const RunPoint &run : runs) {
        const bool isMissed = run.outcome == Outcome::Skipped && run.errorCode == QLatin1String("missed");
        if (!isMissed) {
            ++counts[localDate(run.startedAt.toMSecsSinceEpoch(), zone)].runs.at(rankOf(run.outcome));
        }
        const auto schedule = schedules.constFind(run.jobId);
        if (run.dueAt.isValid() && (isMissed || run.missed > 0) && schedule != schedules.cend()) {
            addMissed(counts, run, *schedule, zone);
        }
    }
    QList<CalendarDay> days;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        days.append(dayOf(count.key(), count.value()));
    }
    return days;
}

} // namespace litekeeper

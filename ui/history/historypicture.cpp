// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypicture.h"

#include "ui/common/format.h"

#include <QCollator>
#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::HistoryPicture)
};

constexpr qint64 hour = 3'600'000;
constexpr std::array outcomes{Outcome::Running,   Outcome::Succeeded,   Outcome::Warning, Outcome::Failed,
                              Outcome::Cancelled, Outcome::Interrupted, Outcome::Skipped};

/// displayPath() of thousands of runs is that of a few databases.
class SourceNames
{
public:
    [[nodiscard]] QString of(const Path &source)
    {
        QString &name = m_names[pathBytes(source)];
        if (name.isEmpty()) {
            name = displayPath(source);
        }
        return name;
    }

private:
    QHash<QByteArray, QString> m_names;
};

/// Whether it says how the database is backed up. Nobody wanted a cancelled or skipped run to tell that.
bool says(const RunPoint &run)
{
    return run.outcome != Outcome::Cancelled && run.outcome != Outcome::Skipped;
}

bool leftBackup(const RunPoint &run)
{
    return run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning;
}

/// For how long a run stands for its database: one and a half of the usual time between runs.
qint64 standingTime(const QList<qsizetype> &keys, const QList<RunPoint> &runs)
{
    std::vector<qint64> gaps;
    for (qsizetype at = 1; at < keys.size(); ++at) {
        gaps.push_back(runs.at(keys.at(at - 1)).startedAt.msecsTo(runs.at(keys.at(at)).startedAt));
    }
    if (gaps.empty()) {
        return 36 * hour;
    }
    const auto middle = gaps.begin() + std::ptrdiff_t(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return std::clamp(*middle * 3 / 2, hour, 60 * 24 * hour);
}

class LaneMaker
{
public:
    LaneMaker(const QList<RunPoint> &runs, const QHash<QUuid, QString> &jobNames, Instant now)
        : m_runs(runs)
        , m_jobNames(jobNames)
        , m_now(now)
    {
    }

    [[nodiscard]] Lane make(const QList<qsizetype> &keys) const
    {
        const Path &source = m_runs.at(keys.first()).source;
        Lane lane;
        lane.id = QStringLiteral("database:") + displayPath(source);
        lane.title = displayName(source);
        lane.subtitle = subtitle(keys, source);
        lane.gapText = Words::tr("No run");
        lane.notWatchedAfter = std::chrono::milliseconds(1); // spans say themselves until when they stand
        for (const Outcome outcome : outcomes) {
            lane.states.append(statusOf(outcome));
        }
        QList<qsizetype> telling;
        std::copy_if(keys.begin(), keys.end(), std::back_inserter(telling),
                     [this](qsizetype key) { return says(m_runs.at(key)); });
        addSpans(lane, telling);
        addMarks(lane, telling);
        return lane;
    }

private:
    [[nodiscard]] QString subtitle(const QList<qsizetype> &keys, const Path &source) const
    {
        QStringList names;
        for (const qsizetype key : keys) {
            const QString name = m_jobNames.value(m_runs.at(key).jobId);
            if (!name.isEmpty() && !names.contains(name)) {
                names.append(name);
            }
        }
        return names.isEmpty() ? displayPath(source.parent_path()) : names.join(QStringLiteral(", "));
    }
    void addSpans(Lane &lane, const QList<qsizetype> &keys) const
    {
        const qint64 stands = standingTime(keys, m_runs);
        for (qsizetype at = 0; at < keys.size(); ++at) {
            const RunPoint &run = m_runs.at(keys.at(at));
            const Instant from = run.startedAt.toMSecsSinceEpoch();
            const Instant next
                = at + 1 < keys.size() ? m_runs.at(keys.at(at + 1)).startedAt.toMSecsSinceEpoch() : m_now;
            const Instant until = std::max(from, std::min(next, from + stands));
            lane.spans.append({from, until, keys.at(at), quint8(run.outcome)});
        }
    }
    void addMarks(Lane &lane, const QList<qsizetype> &keys) const
    {
        std::optional<Outcome> before;
        for (const qsizetype key : keys) {
            const RunPoint &run = m_runs.at(key);
            LaneMark mark{.at = run.startedAt.toMSecsSinceEpoch(),
                          .kind = LaneMark::Kind::Backup,
                          .status = statusOf(run.outcome),
                          .text = {},
                          .key = key};
            if (leftBackup(run)) {
                lane.marks.append(mark);
            }
            if (before && *before != run.outcome && run.outcome != Outcome::Running) {
                mark.kind = LaneMark::Kind::Change;
                lane.marks.append(mark);
            }
            before = run.outcome == Outcome::Running ? before : run.outcome;
        }
    }

    const QList<RunPoint> &m_runs;
    const QHash<QUuid, QString> &m_jobNames;
    Instant m_now;
};

} // namespace

QList<Lane> lanesOf(const QList<RunPoint> &runs, const QHash<QUuid, QString> &jobNames, Instant now)
{
    QHash<QString, QList<qsizetype>> bySource;
    SourceNames names;
    for (qsizetype key = 0; key < runs.size(); ++key) {
        bySource[names.of(runs.at(key).source)].append(key);
    }
    QList<Lane> lanes;
    const LaneMaker maker(runs, jobNames, now);
    for (const QList<qsizetype> &keys : std::as_const(bySource)) {
        lanes.append(maker.make(keys));
    }
    QCollator collator;
    collator.setNumericMode(true);
    std::sort(lanes.begin(), lanes.end(), [&collator](const Lane &left, const Lane &right) {
        const int order = collator.compare(left.title, right.title);
        return order != 0 ? order < 0 : left.id < right.id;
    });
    return lanes;
}

QList<TrendPoint> trendPoints(const QList<RunPoint> &runs, const QString &source, RunFigure figure)
{
    QList<TrendPoint> points;
    SourceNames names;
    for (qsizetype key = 0; key < runs.size(); ++key) {
        const RunPoint &run = runs.at(key);
        if (leftBackup(run) && names.of(run.source) == source) {
            const qint64 value = figure == RunFigure::Size ? run.bytes : run.milliseconds;
            points.append({run.startedAt.toMSecsSinceEpoch(), double(value), key});
        }
    }
    return points;
}

QString runPointText(const RunPoint &run)
{
    const QString word = statusOf(run.outcome).word;
    if (!run.reason.isEmpty()) {
        return Words::tr("%1: %2").arg(word, run.reason);
    }
    return leftBackup(run)
        ? Words::tr("%1: %2 in %3").arg(word, bytesText(run.bytes), durationText(run.milliseconds))
        : word;
}

HistoryPicture drawHistory(const QList<RunPoint> &oldestFirst, const QList<Job> &jobs, const QString &source,
                           Instant now, const QTimeZone &zone)
{
    HistoryPicture picture;
    for (const Job &job : jobs) {
        picture.jobNames.insert(job.id, job.name);
    }
    if (source.isEmpty()) {
        picture.runs = oldestFirst;
    } else {
        SourceNames names;
        std::copy_if(oldestFirst.begin(), oldestFirst.end(), std::back_inserter(picture.runs),
                     [&](const RunPoint &run) { return names.of(run.source) == source; });
    }
    const QList<Lane> lanes = lanesOf(picture.runs, picture.jobNames, now);
    for (const Lane &lane : lanes) {
        picture.lanes.append(std::make_shared<const LaneTrack>(lane, now));
    }
    picture.days = calendarOf(picture.runs, jobs, zone);
    const Instant first = picture.runs.isEmpty() ? now : picture.runs.first().startedAt.toMSecsSinceEpoch();
    picture.bounds = {std::min(first, now), now};
    return picture;
}

} // namespace litekeeper

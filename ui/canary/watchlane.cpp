// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchlane.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::WatchLane)
};

bool isBelow(const Path &folder, const Path &file)
{
    // By bytes: this is asked for each watch and each run.
    const std::string &whole = file.native();
    const std::string &begin = folder.native();
    if (!whole.starts_with(begin)) {
        return false;
    }
    return whole.size() == begin.size() || begin.ends_with('/') || whole[begin.size()] == '/';
}

LaneMark::Kind markKind(WatchEvent::Kind kind)
{
    switch (kind) {
    case WatchEvent::Kind::Restart:
        return LaneMark::Kind::Reboot;
    case WatchEvent::Kind::Container:
    case WatchEvent::Kind::Host:
        return LaneMark::Kind::Deploy;
    case WatchEvent::Kind::Change:
        break;
    }
    return LaneMark::Kind::Change;
}

/// A restart that did harm has a ring for the restart and a diamond for the change.
void addEvent(QList<LaneMark> &marks, const WatchEvent &event, bool isChange)
{
    LaneMark mark{.at = event.at.toMSecsSinceEpoch(),
                  .kind = markKind(event.kind),
                  .status = statusOf(event.state),
                  .text = watchEventText(event),
                  .key = event.spanId};
    marks.append(mark);
    if (isChange && mark.kind != LaneMark::Kind::Change) {
        mark.kind = LaneMark::Kind::Change;
        mark.text = watchEventText({.at = event.at, .state = event.state});
        marks.append(mark);
    }
}

QString backupText(const Run &run)
{
    return Words::tr("Backup of %1: %2").arg(displayName(run.source), statusOf(run.outcome).word);
}

void addBackups(QList<LaneMark> &marks, const QList<Run> &runs, const Path &folder)
{
    for (qsizetype place = 0; place < runs.size(); ++place) {
        const Run &run = runs.at(place);
        if (run.outcome != Outcome::Running && run.startedAt.isValid() && concerns(run, folder)) {
            marks.append({.at = run.startedAt.toMSecsSinceEpoch(),
                          .kind = LaneMark::Kind::Backup,
                          .status = statusOf(run.outcome),
                          .text = backupText(run),
                          .key = -1 - place});
        }
    }
}

/// A gate looks once for each boot, so that each has its mark, also those at which nothing had changed.
void addBoots(QList<LaneMark> &marks, const GateHistory &history)
{
    QSet<qint64> marked;
    for (const LaneMark &mark : std::as_const(marks)) {
        if (mark.kind != LaneMark::Kind::Change) {
            marked.insert(mark.key);
        }
    }
    for (const ObservationSpan &boot : history.spans) {
        if (!marked.contains(boot.id)) {
            const Status status = statusOf(boot.newest.state);
            marks.append({.at = boot.firstAt.toMSecsSinceEpoch(),
                          .kind = LaneMark::Kind::Reboot,
                          .status = status,
                          .text = Words::tr("Start of the application: %1").arg(status.word),
                          .key = boot.id});
        }
    }
}

} // namespace

bool concerns(const Run &run, const Path &folder)
{
    return run.destination == folder || isBelow(folder, run.source);
}

QStringList shortNames(const QList<Path> &folders)
{
    const auto endOf = [](const Path &folder, qsizetype parts) {
        const std::vector<Path> all(folder.begin(), folder.end());
        Path end;
        for (auto part = all.end() - std::min<qsizetype>(parts, qsizetype(all.size())); part != all.end();
             ++part) {
            end /= *part;
        }
        return end;
    };
    QStringList names;
    for (const Path &folder : folders) {
        const auto isShared = [&](const Path &end, qsizetype parts) {
            return std::any_of(folders.begin(), folders.end(), [&](const Path &other) {
                return other != folder && endOf(other, parts) == end;
            });
        };
        qsizetype parts = 1;
        Path end = endOf(folder, parts);
        while (end != folder && isShared(end, parts)) {
            end = endOf(folder, ++parts);
        }
        names.append(displayPath(end));
    }
    return names;
}

QStringList laneNames(const QList<WatchHistory> &histories)
{
    QList<Path> folders;
    for (const WatchHistory &history : histories) {
        folders.append(history.entry.watch.folder);
    }
    return shortNames(folders);
}

QString laneId(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

void addLooks(Lane &lane, const QList<ObservationSpan> &spans, const WatchStory &story)
{
    for (int state = 0; state <= int(WatchState::Disabled); ++state) {
        lane.states.append(statusOf(WatchState(state)));
    }
    lane.spans.reserve(spans.size());
    for (const ObservationSpan &span : spans) {
        lane.spans.append({.from = span.firstAt.toMSecsSinceEpoch(),
                           .until = span.newest.at.toMSecsSinceEpoch(),
                           .key = span.id,
                           .state = quint8(span.newest.state)});
    }
    std::optional<WatchState> before
        = spans.isEmpty() ? std::nullopt : std::optional(spans.first().newest.state);
    for (const WatchEvent &event : story.events) {
        addEvent(lane.marks, event, before && *before != event.state);
        before = event.state;
    }
}

Lane laneOf(const WatchHistory &history, const QString &name, const QList<Run> &runs, const QDateTime &now)
{
    const Watch &watch = history.entry.watch;
    Lane lane{.id = laneId(watch.id),
              .title = name,
              .subtitle = watchBrief(history.story, now),
              .states = {},
              .spans = {},
              .marks = {},
              .notWatchedAfter = std::chrono::milliseconds(watchedGapMilliseconds)};
    lane.toolTip = displayPath(watch.folder) + u'\n' + watchHeadline(history.story, now);
    addLooks(lane, history.spans, history.story);
    addBackups(lane.marks, runs, watch.folder);
    return lane;
}

Lane laneOf(const GateHistory &history)
{
    const QDateTime lastStart = history.spans.constLast().firstAt;
    Lane lane{.id = laneId(history.id),
              .title = Words::tr("Starts of %1").arg(displayPath(decodePath(history.database))),
              .subtitle = watchBrief(history.story, lastStart),
              .states = {},
              .spans = {},
              .marks = {},
              .notWatchedAfter = std::chrono::milliseconds(watchedGapMilliseconds),
              .gapText = Words::tr("Between two starts")};
    lane.toolTip = displayPath(history.origin) + u'\n' + watchHeadline(history.story, lastStart);
    addLooks(lane, history.spans, history.story);
    addBoots(lane.marks, history);
    return lane;
}

} // namespace litekeeper

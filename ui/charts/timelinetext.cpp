// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelinetext.h"

#include "ui/charts/timeticks.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Timeline)
};

struct StateShare
{
    Status status;
    qint64 milliseconds = 0;
    int rank = 0; ///< by badness; not watched comes last
};

QString daysText(qint64 days)
{
    return days == 1 ? Words::tr("1 day") : Words::tr("%Ln days", nullptr, int(days));
}

/// Time by state, worst first. Looks at each piece once, so it is for one lane at a time.
QList<StateShare> stateShares(const LaneTrack &track, const TimeRange &range)
{
    std::array<qint64, 256> sums{};
    const auto [first, end] = track.piecesIn(range);
    for (qsizetype at = first; at < end; ++at) {
        const LaneTrack::Piece &piece = track.pieces()[at];
        sums[piece.state]
            += std::max<qint64>(0, std::min(piece.until, range.until) - std::max(piece.from, range.from));
    }
    QList<StateShare> shares;
    for (int state = 0; state < 256; ++state) {
        if (sums[state] > 0 && state != LaneTrack::nothing) {
            const LaneTrack::Piece piece{0, 0, 0, quint8(state)};
            const bool isGap = state == LaneTrack::notWatched;
            shares.append({track.status(piece), sums[state], isGap ? -1 : track.category(piece)});
        }
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const StateShare &left, const StateShare &right) { return left.rank > right.rank; });
    return shares;
}

QString percentText(double share)
{
    const QLocale locale;
    if (share > 0.999 && share < 1) {
        return Words::tr("more than %1 %").arg(locale.toString(99.9, 'f', 1));
    }
    if (share > 0 && share < 0.001) {
        return Words::tr("less than %1 %").arg(locale.toString(0.1, 'f', 1));
    }
    return Words::tr("%1 %").arg(locale.toString(share * 100, 'f', share < 0.1 || share > 0.9 ? 1 : 0));
}

} // namespace

QString lengthText(qint64 milliseconds)
{
    if (milliseconds < minute) {
        return Words::tr("%L1 s").arg(milliseconds / second);
    }
    if (milliseconds < hour) {
        return Words::tr("%L1 min").arg(milliseconds / minute);
    }
    if (milliseconds < 2 * day) {
        const qint64 minutes = milliseconds % hour / minute;
        return minutes == 0 ? Words::tr("%L1 h").arg(milliseconds / hour)
                            : Words::tr("%L1 h %2 min").arg(milliseconds / hour).arg(minutes);
    }
    return daysText((milliseconds + day / 2) / day);
}

QString instantText(Instant instant, const QTimeZone &zone)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC);
    return QLocale().toString(utc.toTimeZone(zone), QLocale::ShortFormat);
}

QString rangeText(const TimeRange &range, const QTimeZone &zone)
{
    if (range.length() < second) {
        return instantText(range.from, zone);
    }
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(range.from, Qt::UTC).toTimeZone(zone);
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(range.until, Qt::UTC).toTimeZone(zone);
    const QLocale locale;
    const QString end = from.date() == until.date() ? locale.toString(until.time(), QLocale::ShortFormat)
                                                    : locale.toString(until, QLocale::ShortFormat);
    return Words::tr("%1 to %2 (%3)")
        .arg(locale.toString(from, QLocale::ShortFormat), end, lengthText(range.length()));
}

QString markKindText(LaneMark::Kind kind)
{
    switch (kind) {
    case LaneMark::Kind::Change:
        return Words::tr("Change");
    case LaneMark::Kind::Backup:
        return Words::tr("Backup");
    case LaneMark::Kind::Deploy:
        return Words::tr("Deployment");
    case LaneMark::Kind::Reboot:
        return Words::tr("Restart");
    }
    return {};
}

QString itemText(const LaneTracks &tracks, const LaneItem &item, const QTimeZone &zone)
{
    const LaneTrack &track = *tracks.at(item.lane);
    if (item.isMark) {
        const LaneMark &mark = track.lane().marks.at(item.index);
        const QString what = mark.text.isEmpty()
            ? Words::tr("%1: %2").arg(markKindText(mark.kind), mark.status.word)
            : mark.text;
        return Words::tr("%1, %2").arg(what, instantText(mark.at, zone));
    }
    const LaneTrack::Piece &piece = track.pieces().at(item.index);
    return Words::tr("%1, %2").arg(track.status(piece).word, rangeText({piece.from, piece.until}, zone));
}

QStringList sharesText(const LaneTrack &track, const TimeRange &range)
{
    QStringList lines;
    const QList<StateShare> shares = stateShares(track, range);
    for (const StateShare &share : shares) {
        lines.append(Words::tr("%1: %2").arg(share.status.word, lengthText(share.milliseconds)));
    }
    return lines;
}

QString laneText(const LaneTrack &track, const TimeRange &range, const QTimeZone &zone)
{
    const QList<StateShare> shares = stateShares(track, range);
    const auto [firstMark, endMark] = track.marksIn(range);
    if (shares.isEmpty() && firstMark == endMark) {
        return Words::tr("Nothing between %1 and %2.")
            .arg(instantText(range.from, zone), instantText(range.until, zone));
    }
    QStringList parts;
    if (const auto [first, end] = track.piecesIn(range); first < end) {
        const LaneTrack::Piece &last = track.pieces()[end - 1];
        if (last.state != LaneTrack::nothing) {
            parts.append(Words::tr("%1 since %2").arg(track.status(last).word, instantText(last.from, zone)));
        }
    }
    qint64 sum = 0;
    for (const StateShare &share : shares) {
        sum += share.milliseconds;
    }
    for (const StateShare &share : shares) {
        const QString percent = percentText(double(share.milliseconds) / double(sum));
        parts.append(Words::tr("%1 %2 of the time").arg(share.status.word, percent));
    }
    if (const qsizetype marks = endMark - firstMark; marks > 0) {
        parts.append(marks == 1 ? Words::tr("1 event") : Words::tr("%Ln events", nullptr, int(marks)));
    }
    return parts.join(Words::tr("; ", "between the parts of a sentence about a lane")) + u'.';
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanetrack.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype blockSize = 32;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::LaneTrack)
};

template <typename Value>
void sortByTime(QList<Value> &values, Instant Value::*instant)
{
    const auto earlier
        = [instant](const Value &left, const Value &right) { return left.*instant < right.*instant; };
    // They mostly come in order, and then nothing is copied.
    if (!std::is_sorted(values.cbegin(), values.cend(), earlier)) {
        std::stable_sort(values.begin(), values.end(), earlier);
    }
}

} // namespace

int badness(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return 0;
    case Tone::Asserted:
        return 1;
    case Tone::Unreachable:
        return 2;
    case Tone::Waiting:
        return 3;
    case Tone::Anomaly:
        return 4;
    case Tone::Bad:
        return 5;
    }
    return 0;
}

qint64 ToneShares::sum() const
{
    qint64 sum = 0;
    for (const qint64 share : milliseconds) {
        sum += share;
    }
    return sum;
}

int ToneShares::worst() const
{
    for (int tone = toneCount - 1; tone >= 0; --tone) {
        if (milliseconds.at(tone) > 0) {
            return tone;
        }
    }
    return -1;
}

LaneTrack::LaneTrack(Lane lane, Instant now)
    : m_lane(std::move(lane))
{
    m_categories.fill(-1);
    m_categories.at(notWatched) = ToneShares::notWatched;
    for (qsizetype state = 0; state < std::min<qsizetype>(m_lane.states.size(), nothing); ++state) {
        m_categories.at(state) = qint8(badness(m_lane.states.at(state).tone));
    }
    if (m_lane.gapText.isEmpty()) {
        m_lane.gapText = Words::tr("Not watched");
    }
    sortByTime(m_lane.spans, &LaneSpan::from);
    sortByTime(m_lane.marks, &LaneMark::at);
    const QList<LaneSpan> &spans = std::as_const(m_lane).spans;
    const Instant end = m_lane.endsAt > 0 ? std::min(m_lane.endsAt, now) : now;
    for (qsizetype at = 0; at < spans.size(); ++at) {
        const LaneSpan &span = spans.at(at);
        const bool isLast = at + 1 == spans.size();
        const Instant next = isLast ? std::max(end, span.until) : spans.at(at + 1).from;
        append({span.from, std::min(std::max(span.from, span.until), next)}, span.state, at);
        addGap(m_pieces.back().until, next, isLast);
    }
    sumBlocks();
    for (qsizetype at = 0; at < m_lane.marks.size(); ++at) {
        const LaneMark &mark = std::as_const(m_lane).marks.at(at);
        m_marks[size_t(mark.kind)].push_back({mark.at, qint32(at), badness(mark.status.tone)});
    }
}

void LaneTrack::append(const TimeRange &range, quint8 state, qsizetype span)
{
    if (!m_pieces.empty() && m_pieces.back().state == state) {
        m_pieces.back().until = range.until;
    } else {
        m_pieces.push_back({range.from, range.until, qint32(span), state});
    }
}

void LaneTrack::addGap(Instant from, Instant until, bool isLast)
{
    if (until <= from) {
        return;
    }
    const qint64 tolerated = m_lane.notWatchedAfter.count();
    if (tolerated > 0 && until - from <= tolerated) {
        m_pieces.back().until = until;
    } else if (tolerated > 0) {
        // One look tells a little of the time after it; with no length at all nobody would see it.
        m_pieces.back().until = from + tolerated / 2;
        append({from + tolerated / 2, until}, notWatched, -1);
    } else if (!isLast) {
        append({from, until}, nothing, -1);
    }
}

void LaneTrack::sumBlocks()
{
    ToneShares sum;
    for (qsizetype at = 0; at < qsizetype(m_pieces.size()); ++at) {
        if (at % blockSize == 0) {
            m_sums.push_back(sum);
        }
        const Piece &piece = m_pieces.at(at);
        if (const int kind = category(piece); kind >= 0) {
            sum.milliseconds.at(kind) += piece.until - piece.from;
        }
    }
}

TimeRange LaneTrack::extent() const
{
    TimeRange extent;
    const auto widen = [&extent](Instant from, Instant until) {
        extent = extent.until == 0 ? TimeRange{from, until}
                                   : TimeRange{std::min(extent.from, from), std::max(extent.until, until)};
    };
    if (!m_pieces.empty()) {
        widen(m_pieces.front().from, m_pieces.back().until);
    }
    if (!m_lane.marks.isEmpty()) {
        widen(m_lane.marks.first().at, m_lane.marks.last().at);
    }
    return extent;
}

qsizetype LaneTrack::pieceAt(Instant instant) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), instant,
                                        [](Instant at, const Piece &piece) { return at < piece.from; });
    if (after == m_pieces.begin() || std::prev(after)->until <= instant) {
        // A look of no length at the very end is still a piece of its own.
        const bool isLook = after != m_pieces.begin() && std::prev(after)->from == instant;
        return isLook ? after - m_pieces.begin() - 1 : -1;
    }
    return after - m_pieces.begin() - 1;
}

qsizetype LaneTrack::pieceAt(Instant instant, qsizetype hint) const
{
    const auto count = qsizetype(m_pieces.size());
    if (hint < 0 || hint >= count || m_pieces[hint].from > instant) {
        return pieceAt(instant);
    }
    // In steps that double, until the piece lies between the last two.
    qsizetype before = hint;
    qsizetype step = 1;
    while (before + step < count && m_pieces[before + step].from <= instant) {
        before += step;
        step *= 2;
    }
    qsizetype after = std::min(before + step, count);
    while (after - before > 1) {
        const qsizetype middle = before + (after - before) / 2;
        (m_pieces[middle].from <= instant ? before : after) = middle;
    }
    const Piece &piece = m_pieces[before];
    return instant < piece.until || instant == piece.from ? before : -1;
}

std::pair<qsizetype, qsizetype> LaneTrack::piecesIn(const TimeRange &range) const
{
    const auto first = std::partition_point(m_pieces.begin(), m_pieces.end(), [&range](const Piece &piece) {
        return piece.until <= range.from && piece.from < range.from;
    });
    const auto end = std::partition_point(first, m_pieces.end(),
                                          [&range](const Piece &piece) { return piece.from < range.until; });
    return {first - m_pieces.begin(), end - m_pieces.begin()};
}

std::pair<qsizetype, qsizetype> LaneTrack::marksIn(const TimeRange &range) const
{
    const auto first = std::partition_point(m_lane.marks.begin(), m_lane.marks.end(),
                                            [&range](const LaneMark &mark) { return mark.at < range.from; });
    const auto end = std::partition_point(first, m_lane.marks.end(),
                                          [&range](const LaneMark &mark) { return mark.at < range.until; });
    return {first - m_lane.marks.begin(), end - m_lane.marks.begin()};
}

ToneShares LaneTrack::shares(const TimeRange &range) const
{
    const auto [first, end] = piecesIn(range);
    return first < end ? shares(range, first, end - 1) : ToneShares();
}

void LaneTrack::addSum(ToneShares &sum, qsizetype at, const TimeRange &range) const
{
    const Piece &piece = m_pieces[at];
    if (const int kind = category(piece); kind >= 0) {
        sum.milliseconds[kind]
            += std::max<qint64>(0, std::min(piece.until, range.until) - std::max(piece.from, range.from));
    }
}

ToneShares LaneTrack::shares(const TimeRange &range, qsizetype firstPiece, qsizetype lastPiece) const
{
    ToneShares sum;
    const qsizetype firstBlock = firstPiece / blockSize + 1;
    const qsizetype lastBlock = lastPiece / blockSize;
    if (firstBlock >= lastBlock) {
        for (qsizetype at = firstPiece; at <= lastPiece; ++at) {
            addSum(sum, at, range);
        }
        return sum;
    }
    for (int kind = 0; kind <= ToneShares::notWatched; ++kind) {
        sum.milliseconds[kind] = m_sums[lastBlock].milliseconds[kind] - m_sums[firstBlock].milliseconds[kind];
    }
    for (qsizetype at = firstPiece; at < firstBlock * blockSize; ++at) {
        addSum(sum, at, range);
    }
    for (qsizetype at = lastBlock * blockSize; at <= lastPiece; ++at) {
        addSum(sum, at, range);
    }
    return sum;
}

Status LaneTrack::status(const Piece &piece) const
{
    if (piece.state == notWatched) {
        return {m_lane.gapText, Glyph::None, Tone::Unreachable};
    }
    return m_lane.states.value(piece.state);
}

const LaneSpan *LaneTrack::spanAt(const Piece &piece, Instant instant) const
{
    if (piece.firstSpan < 0) {
        return nullptr;
    }
    const auto after = std::upper_bound(m_lane.spans.begin() + piece.firstSpan, m_lane.spans.end(), instant,
                                        [](Instant at, const LaneSpan &span) { return at < span.from; });
    return after == m_lane.spans.begin() ? nullptr : &*std::prev(after);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanecolumns.h"

#include <algorithm>

namespace litekeeper {

namespace {

bool isEmpty(const ColumnHeights &heights)
{
    return std::all_of(heights.begin(), heights.end(), [](quint8 height) { return height == 0; });
}

/// The badness of the worst; -1 for a column of one kind of time.
int worstOfMixed(const ColumnHeights &heights)
{
    const auto kinds
        = std::count_if(heights.begin(), heights.end(), [](quint8 height) { return height > 0; });
    for (int tone = ToneShares::toneCount - 1; kinds > 1 && tone > 0; --tone) {
        if (heights[tone] > 0) {
            return tone;
        }
    }
    return -1;
}

int worst(const ColumnHeights &heights)
{
    for (int tone = ToneShares::toneCount - 1; tone >= 0; --tone) {
        if (heights[tone] > 0) {
            return tone;
        }
    }
    return -1;
}

class Columns
{
public:
    Columns(const LaneTrack &track, const TimeAxis &axis, int bandHeight)
        : m_track(track)
        , m_axis(axis)
        , m_bandHeight(bandHeight)
    {
        const qsizetype count = qsizetype(track.pieces().size());
        m_whole.fill({});
        for (int kind = 0; kind <= ToneShares::notWatched; ++kind) {
            m_whole[kind][kind] = quint8(bandHeight);
        }
        m_piece = count > 0 ? 0 : -1;
    }

    [[nodiscard]] ColumnHeights at(int pixel)
    {
        const std::vector<LaneTrack::Piece> &pieces = m_track.pieces();
        const TimeRange range{m_axis.instantAt(pixel), m_axis.instantAt(pixel + 1)};
        if (m_piece < 0 || range.until <= pieces.front().from || range.from >= pieces.back().until) {
            return {};
        }
        const qsizetype first = std::max<qsizetype>(0, m_track.pieceAt(range.from, m_piece));
        qsizetype last = m_track.pieceAt(range.until - 1, first);
        if (last < 0) {
            last = qsizetype(pieces.size()) - 1;
        }
        m_piece = first;
        if (first == last) {
            return whole(pieces[first]);
        }
        if (last == first + 1 && pieces[first].from <= range.from && pieces[last].until >= range.until) {
            // A change from one long state to the next is a straight edge, no stair.
            const bool isMoreOfFirst = pieces[last].from - range.from >= range.until - pieces[last].from;
            return whole(pieces[isMoreOfFirst ? first : last]);
        }
        return columnHeights(m_track.shares(range, first, last), m_bandHeight);
    }

private:
    [[nodiscard]] ColumnHeights whole(const LaneTrack::Piece &piece) const
    {
        const int kind = m_track.category(piece);
        return kind < 0 ? ColumnHeights{} : m_whole[kind];
    }

    const LaneTrack &m_track;
    const TimeAxis &m_axis;
    int m_bandHeight;
    qsizetype m_piece;
    std::array<ColumnHeights, ToneShares::toneCount + 1> m_whole;
};

} // namespace

ColumnHeights columnHeights(const ToneShares &shares, int bandHeight)
{
    ColumnHeights heights{};
    const qint64 sum = shares.sum();
    if (sum <= 0) {
        return heights;
    }
    const auto share
        = [&](int kind) { return int((shares.milliseconds[kind] * bandHeight * 2 + sum) / (2 * sum)); };
    int best = 0;
    while (best < ToneShares::toneCount && shares.milliseconds[best] == 0) {
        ++best;
    }
    int left = bandHeight;
    for (int tone = ToneShares::toneCount - 1; tone > best; --tone) {
        if (shares.milliseconds[tone] > 0) {
            const int height = std::min(left, std::max(share(tone), bandHeight / 4));
            heights[tone] = quint8(height);
            left -= height;
        }
    }
    if (best == ToneShares::notWatched) {
        heights[best] = quint8(left);
        return heights;
    }
    const int hatched = std::clamp(share(ToneShares::notWatched), 0, std::max(0, left - 2));
    heights[ToneShares::notWatched] = quint8(hatched);
    heights[best] = quint8(left - hatched);
    return heights;
}

std::vector<ColumnRun> laneColumns(const LaneTrack &track, const TimeAxis &axis, int left, int right,
                                   int bandHeight)
{
    std::vector<ColumnRun> runs;
    Columns columns(track, axis, bandHeight);
    ColumnHeights before{};
    for (int pixel = left; pixel < right; ++pixel) {
        const ColumnHeights here = columns.at(pixel);
        const bool afterBlip = worstOfMixed(before) > worst(here);
        const ColumnHeights &shown = afterBlip ? before : here;
        if (!isEmpty(shown)) {
            if (!runs.empty() && runs.back().left + runs.back().width == pixel
                && runs.back().heights == shown) {
                ++runs.back().width;
            } else {
                runs.push_back({pixel, 1, shown});
            }
        }
        before = here;
    }
    return runs;
}

} // namespace litekeeper

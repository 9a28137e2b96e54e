// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelinewalk.h"

#include <algorithm>
#include <cstdlib>

namespace litekeeper {

namespace {

using Piece = LaneTrack::Piece;

bool isShown(const Piece &piece)
{
    return piece.state != LaneTrack::nothing;
}

LaneItem earlierOf(const LaneTracks &tracks, const LaneItem &piece, const LaneItem &mark)
{
    if (!piece.isValid() || !mark.isValid()) {
        return piece.isValid() ? piece : mark;
    }
    return extentOf(tracks, piece).from <= extentOf(tracks, mark).from ? piece : mark;
}

LaneItem laterOf(const LaneTracks &tracks, const LaneItem &piece, const LaneItem &mark)
{
    if (!piece.isValid() || !mark.isValid()) {
        return piece.isValid() ? piece : mark;
    }
    return earlierOf(tracks, piece, mark) == piece ? mark : piece;
}

LaneItem pieceFrom(const LaneTrack &track, int lane, qsizetype index, int direction)
{
    const std::vector<Piece> &pieces = track.pieces();
    while (index >= 0 && index < qsizetype(pieces.size())) {
        if (isShown(pieces[index])) {
            return {lane, false, index};
        }
        index += direction;
    }
    return {};
}

LaneItem markFrom(const LaneTrack &track, int lane, qsizetype index)
{
    return index >= 0 && index < track.lane().marks.size() ? LaneItem{lane, true, index} : LaneItem{};
}

/// The first piece that begins at or after `instant`.
qsizetype pieceFromInstant(const LaneTrack &track, Instant instant)
{
    const auto found = std::partition_point(track.pieces().begin(), track.pieces().end(),
                                            [instant](const Piece &piece) { return piece.from < instant; });
    return found - track.pieces().begin();
}

} // namespace

TimeRange extentOf(const LaneTracks &tracks, const LaneItem &item)
{
    const LaneTrack &track = *tracks.at(item.lane);
    if (item.isMark) {
        const Instant at = track.lane().marks.at(item.index).at;
        return {at, at};
    }
    const Piece &piece = track.pieces().at(item.index);
    return {piece.from, piece.until};
}

LaneItem itemAfter(const LaneTracks &tracks, const LaneItem &item)
{
    const LaneTrack &track = *tracks.at(item.lane);
    const Instant at = extentOf(tracks, item).from;
    if (item.isMark) {
        const qsizetype next = pieceFromInstant(track, at + 1);
        return earlierOf(tracks, pieceFrom(track, item.lane, next, 1),
                         markFrom(track, item.lane, item.index + 1));
    }
    // Of a piece and a mark at the same instant the piece comes first.
    const qsizetype mark = track.marksIn({at, std::numeric_limits<Instant>::max()}).first;
    return earlierOf(tracks, pieceFrom(track, item.lane, item.index + 1, 1),
                     markFrom(track, item.lane, mark));
}

LaneItem itemBefore(const LaneTracks &tracks, const LaneItem &item)
{
    const LaneTrack &track = *tracks.at(item.lane);
    const Instant at = extentOf(tracks, item).from;
    if (item.isMark) {
        const qsizetype piece = pieceFromInstant(track, at + 1) - 1;
        return laterOf(tracks, pieceFrom(track, item.lane, piece, -1),
                       markFrom(track, item.lane, item.index - 1));
    }
    const qsizetype mark = track.marksIn({at, std::numeric_limits<Instant>::max()}).first - 1;
    return laterOf(tracks, pieceFrom(track, item.lane, item.index - 1, -1), markFrom(track, item.lane, mark));
}

LaneItem firstItem(const LaneTracks &tracks, int lane)
{
    const LaneTrack &track = *tracks.at(lane);
    return earlierOf(tracks, pieceFrom(track, lane, 0, 1), markFrom(track, lane, 0));
}

LaneItem lastItem(const LaneTracks &tracks, int lane)
{
    const LaneTrack &track = *tracks.at(lane);
    return laterOf(tracks, pieceFrom(track, lane, qsizetype(track.pieces().size()) - 1, -1),
                   markFrom(track, lane, track.lane().marks.size() - 1));
}

LaneItem itemAt(const LaneTracks &tracks, int lane, Instant instant)
{
    const LaneTrack &track = *tracks.at(lane);
    const qsizetype piece = track.pieceAt(instant);
    if (piece >= 0 && isShown(track.pieces()[piece])) {
        return {lane, false, piece};
    }
    LaneItem after = earlierOf(
        tracks, pieceFrom(track, lane, pieceFromInstant(track, instant), 1),
        markFrom(track, lane, track.marksIn({instant, std::numeric_limits<Instant>::max()}).first));
    if (!after.isValid()) {
        return lastItem(tracks, lane);
    }
    const LaneItem before = itemBefore(tracks, after);
    if (!before.isValid()) {
        return after;
    }
    const qint64 toBefore = instant - extentOf(tracks, before).until;
    const qint64 toAfter = extentOf(tracks, after).from - instant;
    return toBefore < toAfter ? before : after;
}

} // namespace litekeeper

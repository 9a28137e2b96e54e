// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/lane.h"

#include <array>
#include <vector>

namespace litekeeper {

/// How bad it is to see a tone in a chart, 0 for the best. The worst of a pixel stands at its foot.
[[nodiscard]] int badness(Tone tone);

/// Milliseconds of each tone (by badness) within some range, with what nobody watched behind them.
struct ToneShares
{
    static constexpr int toneCount = 6;
    static constexpr int notWatched = toneCount;

    std::array<qint64, toneCount + 1> milliseconds{};

    [[nodiscard]] qint64 sum() const;
    [[nodiscard]] int worst() const; ///< badness of the worst tone that occurs; -1: none does
};

/// A lane made ready for painting: equal states merged, gaps filled in, and sums over blocks of pieces, so
/// that any range is summed in the time of a binary search. Made once for each lane.
class LaneTrack
{
public:
    static constexpr quint8 notWatched = 255;
    static constexpr quint8 nothing = 254;

    struct Piece
    {
        Instant from;
        Instant until;
        qint32 firstSpan; ///< of the lane's spans; those up to the next piece's are merged in it
        quint8 state;     ///< of the lane's states, or notWatched, or nothing
    };

    /// What of a mark decides where and in which colour it stands, close together in memory.
    struct MarkPlace
    {
        Instant at;
        qint32 mark; ///< of the lane's marks
        qint32 badness;
    };

    LaneTrack() = default;
    LaneTrack(Lane lane, Instant now);

    [[nodiscard]] const Lane &lane() const { return m_lane; }
    /// In order, without gaps between them.
    [[nodiscard]] const std::vector<Piece> &pieces() const { return m_pieces; }
    [[nodiscard]] const std::vector<MarkPlace> &marks(LaneMark::Kind kind) const
    {
        return m_marks[size_t(kind)];
    }
    [[nodiscard]] bool isEmpty() const { return m_pieces.empty() && m_lane.marks.isEmpty(); }
    [[nodiscard]] TimeRange extent() const; ///< of pieces and marks

    /// The piece at an instant; -1 before the first and after the last one.
    [[nodiscard]] qsizetype pieceAt(Instant instant) const;
    /// The same, found quickly if it is not far after `hint`.
    [[nodiscard]] qsizetype pieceAt(Instant instant, qsizetype hint) const;
    /// Which pieces reach into the range, as the first one and the one behind the last.
    [[nodiscard]] std::pair<qsizetype, qsizetype> piecesIn(const TimeRange &range) const;
    [[nodiscard]] std::pair<qsizetype, qsizetype> marksIn(const TimeRange &range) const;
    [[nodiscard]] ToneShares shares(const TimeRange &range) const;
    [[nodiscard]] ToneShares shares(const TimeRange &range, qsizetype firstPiece,
                                    qsizetype lastPiece) const; ///< pieces at its ends, as pieceAt() says

    /// What kind of time it is: 0-5 a badness, 6 not watched, -1 nothing.
    [[nodiscard]] int category(const Piece &piece) const { return m_categories[piece.state]; }
    [[nodiscard]] Status status(const Piece &piece) const;
    /// The span that was seen at an instant of the piece; null in gaps.
    [[nodiscard]] const LaneSpan *spanAt(const Piece &piece, Instant instant) const;

private:
    void append(const TimeRange &range, quint8 state, qsizetype span);
    void addGap(Instant from, Instant until, bool isLast);
    void sumBlocks();
    void addSum(ToneShares &sum, qsizetype piece, const TimeRange &range) const;

    Lane m_lane;
    std::array<qint8, 256> m_categories{};
    std::vector<Piece> m_pieces;
    std::array<std::vector<MarkPlace>, LaneMark::kindCount> m_marks; ///< by kind, in the order of time
    std::vector<ToneShares> m_sums;                                  ///< of all pieces before each block
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "domain/verdict.h"
#include "domain/watch.h"

#include <QColor>
#include <QIcon>
#include <QMetaType>

class QPainter;
class QPalette;

namespace litekeeper {

struct Backup;

/// The six meanings of a colour. They are told apart under protan, deutan and tritan vision.
enum class Tone {
    Good,
    Asserted, ///< true as far as somebody said so
    Waiting,
    Bad,
    Anomaly,
    Unreachable,
};

/// A shape for each state, so that nothing is said by colour alone.
enum class Glyph {
    None,
    Dots,
    Check,
    Exclamation, ///< in a triangle
    Cross,
    Stop,
    Bolt,
    SkipOver,
    Ring,
    QuarterDisc,
    HalfDisc,
    ThreeQuarterDisc,
    Shield, ///< with a check: only for what is proven
    Info,
    Void,     ///< a ring that is struck through
    Question, ///< in a disc
    Octagon,  ///< with an exclamation mark
};

/// A state as the window shows it.
struct Status
{
    QString word;
    Glyph glyph = Glyph::None;
    Tone tone = Tone::Unreachable;
};

[[nodiscard]] Status statusOf(Outcome outcome);
[[nodiscard]] Status statusOf(ProofLevel level);
/// Its level of proof; that its last rehearsal failed comes before any.
[[nodiscard]] Status statusOf(const Backup &backup);
[[nodiscard]] Status statusOf(Severity severity);
[[nodiscard]] Status statusOf(Verdict verdict);
[[nodiscard]] Status statusOf(JobState state);
[[nodiscard]] Status statusOf(WatchState state);

/// What a level of proof means, as a sentence for tooltips.
[[nodiscard]] QString proofMeaning(ProofLevel level);

/// The palette's window decides between the light and the dark set.
[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);
/// For text of second rank: readable (contrast 4.5 and above on the palette's Base), but calmer than the text
/// colour.
[[nodiscard]] QColor mutedColor(const QPalette &palette);

/// Draws the glyph into the largest square in the middle of `area`, in `color` with `ground` for what is cut
/// out.
void paintGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &color,
                const QColor &ground);
/// The glyph as an icon of 16 logical pixels, sharp at every scale. It has the colours of `palette` at this
/// moment.
[[nodiscard]] QIcon statusIcon(const Status &status, const QPalette &palette);

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Status)

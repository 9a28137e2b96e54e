// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/status.h"

#include "domain/backup.h"

#include "service/verdicttext.h"
#include "service/watchstory.h"
#include "ui/common/glyphicon.h"

#include <QCoreApplication>
#include <QPalette>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Status)
};

QColor mixed(const QColor &over, const QColor &under, double share)
{
    return QColor::fromRgbF(float(over.redF() * share + under.redF() * (1 - share)),
                            float(over.greenF() * share + under.greenF() * (1 - share)),
                            float(over.blueF() * share + under.blueF() * (1 - share)));
}

} // namespace

Status statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Running:
        return {Words::tr("Running"), Glyph::Dots, Tone::Asserted};
    case Outcome::Succeeded:
        return {Words::tr("Succeeded"), Glyph::Check, Tone::Good};
    case Outcome::Warning:
        return {Words::tr("Warning"), Glyph::Exclamation, Tone::Waiting};
    case Outcome::Failed:
        return {Words::tr("Failed"), Glyph::Cross, Tone::Bad};
    case Outcome::Cancelled:
        return {Words::tr("Cancelled"), Glyph::Stop, Tone::Unreachable};
    case Outcome::Interrupted:
        return {Words::tr("Interrupted"), Glyph::Bolt, Tone::Anomaly};
    case Outcome::Skipped:
        return {Words::tr("Skipped"), Glyph::SkipOver, Tone::Unreachable};
    }
    return {};
}

Status statusOf(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return {Words::tr("Not verified"), Glyph::Ring, Tone::Bad};
    case ProofLevel::Copied:
        return {Words::tr("Copied"), Glyph::QuarterDisc, Tone::Waiting};
    case ProofLevel::ReadBack:
        return {Words::tr("Read back"), Glyph::HalfDisc, Tone::Asserted};
    case ProofLevel::Checked:
        return {Words::tr("Checked"), Glyph::ThreeQuarterDisc, Tone::Asserted};
    case ProofLevel::Proven:
        return {Words::tr("Proven"), Glyph::Shield, Tone::Good};
    }
    return {};
}

Status statusOf(const Backup &backup)
{
    return backup.rehearsal.isFailed() ? Status{Words::tr("Rehearsal failed"), Glyph::Cross, Tone::Bad}
                                       : statusOf(backup.proof);
}

Status statusOf(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return {Words::tr("Note"), Glyph::Info, Tone::Asserted};
    case Severity::Warning:
        return {Words::tr("Warning"), Glyph::Exclamation, Tone::Waiting};
    case Severity::Problem:
        return {Words::tr("Problem"), Glyph::Cross, Tone::Bad};
    }
    return {};
}

Status statusOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Sound:
        return {verdictWord(verdict), Glyph::Check, Tone::Good};
    case Verdict::Empty:
        return {verdictWord(verdict), Glyph::Void, Tone::Bad};
    case Verdict::Unsupported:
        return {verdictWord(verdict), Glyph::Question, Tone::Waiting};
    case Verdict::Damaged:
        return {verdictWord(verdict), Glyph::Cross, Tone::Bad};
    case Verdict::Dangerous:
        return {verdictWord(verdict), Glyph::Octagon, Tone::Anomaly};
    }
    return {};
}

Status statusOf(JobState state)
{
    switch (state) {
    case JobState::Off:
        return {Words::tr("Off"), Glyph::Void, Tone::Unreachable};
    case JobState::Waiting:
        return {Words::tr("Not run yet"), Glyph::Ring, Tone::Unreachable};
    case JobState::Running:
        return {Words::tr("Running"), Glyph::Dots, Tone::Asserted};
    case JobState::Well:
        return {Words::tr("Well"), Glyph::Check, Tone::Good};
    case JobState::Warned:
        return {Words::tr("Warning"), Glyph::Exclamation, Tone::Waiting};
    case JobState::Overdue:
        return {Words::tr("Overdue"), Glyph::Octagon, Tone::Bad};
    case JobState::Failing:
        return {Words::tr("Failing"), Glyph::Cross, Tone::Bad};
    }
    return {};
}

Status statusOf(WatchState state)
{
    const QString word = watchStateWord(state);
    switch (state) {
    case WatchState::Unreachable:
        return {word, Glyph::Void, Tone::Unreachable};
    case WatchState::Corrupt:
        return {word, Glyph::Exclamation, Tone::Bad};
    case WatchState::NotMounted:
        return {word, Glyph::Stop, Tone::Unreachable};
    case WatchState::Lost:
        return {word, Glyph::Cross, Tone::Bad};
    case WatchState::Planted:
        return {word, Glyph::QuarterDisc, Tone::Waiting};
    case WatchState::Volatile:
        return {word, Glyph::Octagon, Tone::Bad};
    case WatchState::Foreign:
        return {word, Glyph::Question, Tone::Anomaly};
    case WatchState::RolledBack:
        return {word, Glyph::Bolt, Tone::Anomaly};
    case WatchState::Cloned:
        return {word, Glyph::Exclamation, Tone::Anomaly};
    case WatchState::Unproven:
        return {word, Glyph::HalfDisc, Tone::Waiting};
    case WatchState::Proven:
        return {word, Glyph::Shield, Tone::Good};
    case WatchState::Asserted:
        return {word, Glyph::Check, Tone::Asserted};
    case WatchState::ReadOnly:
        return {word, Glyph::Info, Tone::Asserted};
    case WatchState::Disabled:
        return {word, Glyph::SkipOver, Tone::Unreachable};
    }
    return {};
}

QString proofMeaning(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Words::tr("Nothing is known about this file. Verify it again before you rely on it.");
    case ProofLevel::Copied:
        return Words::tr("Every page was written and synced, but nobody has read the file since.");
    case ProofLevel::ReadBack:
        return Words::tr(
            "The file was read again from its destination and holds the bytes that were written.");
    case ProofLevel::Checked:
        return Words::tr("The file was read again, and SQLite's quick check found the database sound.");
    case ProofLevel::Proven:
        return Words::tr(
            "The database passed SQLite's integrity check, and every table was read and compared with the "
            "source's snapshot: this backup would restore.");
    }
    return {};
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Good:
        return dark ? QColor(0x32DA88) : QColor(0x19553B);
    case Tone::Asserted:
        return dark ? QColor(0xCBDBF3) : QColor(0x2D83D9);
    case Tone::Waiting:
        return dark ? QColor(0xFFCC00) : QColor(0x954308);
    case Tone::Bad:
        return dark ? QColor(0xDC3819) : QColor(0xFA6400);
    case Tone::Anomaly:
        return dark ? QColor(0xCE35E0) : QColor(0x741D78);
    case Tone::Unreachable:
        return dark ? QColor(0x6E7079) : QColor(0x8A8C95);
    }
    return {};
}

QColor mutedColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.68);
}

QIcon statusIcon(const Status &status, const QPalette &palette)
{
    return glyphIcon(status.glyph, toneColor(status.tone, palette), palette.color(QPalette::Base));
}

} // namespace litekeeper

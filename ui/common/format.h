// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/backup.h"
#include "domain/run.h"

#include <QDateTime>
#include <QString>

namespace litekeeper {

/// Figures and instants as people read them, in the language and the number format of the default QLocale. A
/// value that is not known (negative, or an invalid instant) becomes an en dash, so that no empty cell looks
/// like a zero.

[[nodiscard]] QString countText(qint64 count);           ///< "1,234,567"
[[nodiscard]] QString bytesText(qint64 bytes);           ///< "1.10 GiB", three significant digits
[[nodiscard]] QString rateText(double bytesPerSecond);   ///< "420 MiB/s"
[[nodiscard]] QString durationText(qint64 milliseconds); ///< "340 ms", "4.2 s", "1 min 20 s", "2 h 5 min"

/// "about 3 min left". Coarse on purpose, so that it does not jump about; empty if not known.
[[nodiscard]] QString timeLeftText(qint64 milliseconds);

/// "2 hours ago", "yesterday". Days are the days of the local calendar.
[[nodiscard]] QString ageText(const QDateTime &then, const QDateTime &now);

/// "in 12 minutes", "tomorrow", "in 3 weeks"; "now" for what is due or past. Days as in ageText().
[[nodiscard]] QString untilText(const QDateTime &then, const QDateTime &now);

[[nodiscard]] QString dateTimeText(const QDateTime &instant); ///< local date and time, short
[[nodiscard]] QString timeText(const QDateTime &instant);     ///< local time of day, short
[[nodiscard]] QString utcText(const QDateTime &instant);      ///< "2026-11-21 02:13:41 UTC", for tooltips

[[nodiscard]] QString formatText(Format format);    ///< "SQLite", "Zip", "Zstandard"
[[nodiscard]] QString phaseText(Phase phase);       ///< what a run is doing: "Copying pages"
[[nodiscard]] QString triggerText(Trigger trigger); ///< who asked for a run: "You, in the window"

/// `text` with places to break in words that are longer than a narrow pane, such as hashes and file names.
/// For labels only: the places are zero-width spaces.
[[nodiscard]] QString wrappableText(const QString &text);

/// The first digits of a hash, for a glance: "1f8a07c2…".
[[nodiscard]] QString shortHashText(const QByteArray &hash);

} // namespace litekeeper

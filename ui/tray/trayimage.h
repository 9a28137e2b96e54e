// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

#include <QIcon>

class QPalette;

namespace litekeeper {

/// The mark of the program with the state's glyph in its corner, at the sizes that trays ask for. Without a
/// glyph for JobState::Off. While all jobs are paused, that is what it shows.
[[nodiscard]] QIcon trayImage(JobState worst, bool isPaused, const QPalette &palette);

} // namespace litekeeper

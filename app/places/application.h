// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"

#include <QSet>

namespace litekeeper {

/// The program a database most likely belongs to, by the identity in its header or by tables that only this
/// program has together. Names of programs are not translated. Empty if nothing fits; a guess, never proof.
[[nodiscard]] QString guessApplication(const DatabaseFacts &facts, const QSet<QString> &tableNames);

} // namespace litekeeper

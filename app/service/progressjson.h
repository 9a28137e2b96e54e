// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace litekeeper {

/// A stable word: "preparing", "copying", "reading-back"...
[[nodiscard]] QString phaseCode(Phase phase);
[[nodiscard]] std::optional<Phase> phaseFromCode(const QString &code);

/// All of it, for other processes.
[[nodiscard]] QJsonObject toJson(const Progress &progress);
/// Whatever was written, the numbers are finite and in their range, and no part is larger than its whole.
[[nodiscard]] Progress progressFromJson(const QJsonObject &object);

/// A finite number that is no less than `least`, whatever was written.
[[nodiscard]] double numberIn(const QJsonObject &object, const char *key, double least);

} // namespace litekeeper

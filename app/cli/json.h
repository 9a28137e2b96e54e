// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"
#include "domain/database.h"
#include "domain/run.h"

#include <QJsonArray>
#include <QJsonObject>

namespace litekeeper::json {

/// The one document of a command on the standard output, with a line feed at its end.
void print(const QJsonObject &document);

[[nodiscard]] QJsonValue path(const Path &path);        ///< encodePath(), or null if empty
[[nodiscard]] QJsonValue instant(const QDateTime &utc); ///< ISO 8601 in UTC with milliseconds, or null
[[nodiscard]] QJsonValue text(const QString &text);     ///< or null if empty
[[nodiscard]] QJsonValue hash(const QByteArray &bytes); ///< hexadecimal, or null if empty
[[nodiscard]] QJsonValue seconds(qint64 milliseconds);

[[nodiscard]] QJsonArray findings(const QList<Finding> &findings);
/// A run and what it left: the document of "backup" and one element of "history". All keys are always there,
/// except "error" and "reason", which stand only where there is something to say.
[[nodiscard]] QJsonObject run(const Run &run, const std::optional<Backup> &backup);
[[nodiscard]] QJsonObject database(const DatabaseFacts &facts);
[[nodiscard]] QJsonObject error(const Error &error); ///< "error" and "reason"

} // namespace litekeeper::json

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"
#include "engine/backup.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace litekeeper::networkprotocol {

/// What is said between the program and the child process that touches network mounts in its place: lines of
/// JSON both ways, each {"litekeeper-network": version, NAME: {...}}. The parent says "request" first, and
/// later "go" (for the plan of a backup) and "wish" ("stop", "pause", "resume"); the child says "progress"
/// as often as it likes, "plan" where it is asked to back up, and "answer" or "error" at the end. What is not
/// just so is an error, on both sides.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "network-child";
inline constexpr int version = 1;

struct Message
{
    QString name;
    QJsonObject body;
};
[[nodiscard]] QByteArray lineOf(const char *name, const QJsonObject &body);
[[nodiscard]] std::optional<Message> messageFromLine(const QByteArray &line);

[[nodiscard]] QJsonObject toJson(const Error &error);
[[nodiscard]] std::optional<Error> errorFromJson(const QJsonObject &object);

[[nodiscard]] QString idText(const QUuid &id); ///< empty for none

/// Nothing unless its phase is known.
[[nodiscard]] std::optional<Progress> strictProgress(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const Backup &backup);
[[nodiscard]] std::optional<Backup> backupFromJson(const QJsonObject &object);
[[nodiscard]] QJsonArray toJson(const QList<Finding> &findings);
[[nodiscard]] std::optional<QList<Finding>> findingsFromWire(const QJsonArray &array);

[[nodiscard]] QJsonObject toJson(const BackupRequest &request);
[[nodiscard]] std::optional<BackupRequest> requestFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const BackupPlan &plan);
[[nodiscard]] std::optional<BackupPlan> planFromJson(const QJsonObject &object);
/// A report tells a backup or an error, and never both.
[[nodiscard]] QJsonObject toJson(const BackupReport &report);
[[nodiscard]] std::optional<BackupReport> reportFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const DatabaseFacts &facts);
[[nodiscard]] std::optional<DatabaseFacts> factsFromJson(const QJsonObject &object);

} // namespace litekeeper::networkprotocol

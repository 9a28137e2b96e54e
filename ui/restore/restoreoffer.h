// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoreservice.h"

namespace litekeeper {

/// What comes next, as it stands beside the button and on it.
struct RestoreOffer
{
    QString text;
    QString button;
    bool isEnabled = false;
    bool isDangerous = false; ///< something is overwritten
};

[[nodiscard]] RestoreOffer offerToLook(bool isChosen);
/// `tables`: how many are ticked; nothing: the whole database. `missing`: what has to be said before.
[[nodiscard]] RestoreOffer offerToRestore(const RestoreTarget &target, const RestoreChoice &choice,
                                          std::optional<qsizetype> tables, const QString &missing);

/// What is going on.
[[nodiscard]] QString stageText(RestoreService::Stage stage, bool isUndoing, const Path &target);

/// With what to do about it in this window.
[[nodiscard]] QString failureText(const Error &error);

/// The newest backup of a database; they are in that order.
[[nodiscard]] std::optional<Backup> newestOf(const QList<Backup> &backups, const Path &source);

/// What may come right once the file is seen as an archive, which verification does.
[[nodiscard]] bool mayBeAnArchive(ErrorKind kind);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/placeservice.h"
#include "ui/common/status.h"

#include <QList>
#include <QString>

#include <optional>

namespace litekeeper {

/// An entry in the list of places: what it is called, which files belong to it, and how it does.
struct Place
{
    enum class Kind { Known, Home, Volume, Share, Folder, Dropped };
    Kind kind = Kind::Folder;
    QString label;
    QString detail; ///< a second line: "answers in 12 ms"
    QString toolTip;
    QList<Path> roots;             ///< folders and files; for Known the databases themselves
    bool network = false;          ///< searched by a child process, and only when somebody wants it
    QString address;               ///< of a share, see SearchPlace
    std::optional<Status> trouble; ///< it does not answer

    [[nodiscard]] bool holds(const Path &file) const;
    bool operator==(const Place &other) const;
};

[[nodiscard]] bool isBelow(const Path &file, const Path &root); ///< or the same
[[nodiscard]] Place placeOf(const PlaceEntry &entry);
/// "not answering since 14:03".
[[nodiscard]] QString notAnsweringText(const QDateTime &since);
[[nodiscard]] Place folderPlace(const Path &folder);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/finderservice.h"

#include <QList>
#include <QString>

namespace litekeeper {

/// An entry in the list of places: what it is called and which files belong to it.
struct Place
{
    enum class Kind { Known, Home, Volume, Folder, Dropped };
    Kind kind = Kind::Folder;
    QString label;
    QString toolTip;
    QList<Path> roots;    ///< folders and files; for Known the databases themselves
    bool network = false; ///< listed, but not searched

    [[nodiscard]] bool holds(const Path &file) const;
};

[[nodiscard]] bool isBelow(const Path &file, const Path &root); ///< or the same
[[nodiscard]] Place placeOf(const SearchPlace &found);
[[nodiscard]] Place folderPlace(const Path &folder);

} // namespace litekeeper

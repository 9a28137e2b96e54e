// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QString>

namespace litekeeper {

/// What a share is called, and where it comes from.
struct ShareName
{
    QString label;   ///< "photos on nas"
    QString address; ///< "smb://nas/photos", without user and password; empty if it cannot be told
};

/// Of a mount: its source tells ("//nas/photos", "nas:/volume1/photos", "ada@host:/srv", "https://host/dav"),
/// else the last name of its mount point.
[[nodiscard]] ShareName shareName(const QString &type, const QString &source, const Path &mountPoint);

/// Of an entry of the folder in which GVfs shows what the desktop has mounted, such as
/// "smb-share:server=nas,share=photos,user=ada". The entry itself where its kind is not known.
[[nodiscard]] ShareName gvfsShareName(const Path &entry);

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace litekeeper {

/// A library this process uses, for "doctor" and the window's About.
struct Library
{
    QString name;
    QString compiled; ///< version it was compiled with
    QString running;  ///< version that runs; the same where the library does not tell
    QString detail;
};

[[nodiscard]] QList<Library> librariesInUse();

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QList>

namespace litekeeper {

/// What the window's program is asked on its command line, and what a second start hands to the first.
struct StartArguments
{
    QList<Path> files = {};     ///< absolute
    bool isMinimized = false;   ///< --minimized
    bool showsSettings = false; ///< --settings
    Path profile = {};          ///< --profile FOLDER; absolute; empty: the usual one
    QByteArray activationToken; ///< of the desktop, with which a window may raise itself

    bool operator==(const StartArguments &) const = default;
};

/// `arguments`: without the program's name and without what Qt understands. "--" ends the options. The token
/// comes from the environment. ErrorKind::InvalidArgument names an option that is not known.
[[nodiscard]] Result<StartArguments> parseStartArguments(const QList<QByteArray> &arguments);

/// One line of JSON with its line feed; paths survive whatever their bytes are.
[[nodiscard]] QByteArray toLine(const StartArguments &arguments);
/// ErrorKind::Damaged if it is no such line.
[[nodiscard]] Result<StartArguments> fromLine(const QByteArray &line);

} // namespace litekeeper

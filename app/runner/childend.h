// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace litekeeper {

/// How a child process came to its end.
struct ChildEnd
{
    enum class Kind {
        NotStarted, ///< `text` says why
        Exited,     ///< by itself, with `code`
        Died,       ///< by a signal: it crashed, a limit was reached, or kill() was called
    };
    Kind kind = Kind::NotStarted;
    int code = 0;
    QString text; ///< the end of what it wrote to its standard error, or why it was not started
};

} // namespace litekeeper

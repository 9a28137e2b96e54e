// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"

#include <optional>

namespace litekeeper {

/// Has what SQLite writes to a file on its way to the disk while it grows: the sync at its end takes as long
/// as all that is missing by then, stalls other writers of the disk, and nobody can stop it. Changes nothing
/// of what is durable when. Whoever uses it for a database holds that with a SourceHold.
class EarlyWriteback
{
public:
    explicit EarlyWriteback(Path file) ///< which need not be there yet
        : m_path(std::move(file))
    {
    }

    void begin();   ///< with what was written so far; does not wait for it
    void proceed(); ///< waits for what was begun, so that the writer keeps the pace of the disk, and begins

private:
    void advise(unsigned flags);

    Path m_path;
    std::optional<ReadOnlyFile> m_file;
};

} // namespace litekeeper

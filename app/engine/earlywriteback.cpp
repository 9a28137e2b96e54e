// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/earlywriteback.h"

#include <fcntl.h>

namespace litekeeper {

void EarlyWriteback::begin()
{
    advise(SYNC_FILE_RANGE_WRITE);
}

void EarlyWriteback::proceed()
{
    advise(SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE);
}

/// It is only about when: what cannot be written is told by the sync.
void EarlyWriteback::advise(unsigned flags)
{
    if (!m_file) {
        if (Result<ReadOnlyFile> file = ReadOnlyFile::open(m_path)) {
            m_file.emplace(std::move(file).value());
        }
    }
    if (m_file) {
        (void)::sync_file_range(m_file->descriptor(), 0, 0, flags); // to its end
    }
}

} // namespace litekeeper

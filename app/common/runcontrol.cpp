// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/runcontrol.h"

namespace litekeeper {

void RunControl::waitWhilePaused() const
{
    while (m_pause.load() && !m_stop.load()) {
        m_pause.wait(true);
    }
}

void RunControl::wake()
{
    // Both wishes end a pause; clearing the flag is what an atomic wait can see.
    m_pause.store(false);
    m_pause.notify_all();
}

} // namespace litekeeper

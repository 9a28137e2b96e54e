// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/process.h"
#include "common/result.h"
#include "service/progressjson.h"

#include <QHash>
#include <QSet>
#include <QUuid>

namespace litekeeper {

/// The folder in which processes show each other how their runs go: `<run id>.json` with the owner and the
/// progress, `<run id>.stop` as the wish to cancel. Whoever may write there may tell anything, so what is
/// read is only shown, and a stop wish is heeded by the owner of the run alone. Blocking, worker thread.
class RunFiles
{
public:
    explicit RunFiles(Path folder);

    /// What one look at the folder showed.
    struct Look
    {
        QHash<QUuid, Progress> progress; ///< of runs whose owner lives, but not of `own`
        QSet<QUuid> stops;               ///< of `own` only
    };

    [[nodiscard]] Result<void> makeFolder() const;
    void write(const QUuid &runId, const ProcessIdentity &owner, const Progress &progress) const;
    void writeStop(const QUuid &runId) const;
    void remove(const QUuid &runId) const;
    /// Removes what dead processes left. Passes over what it does not understand, and removes that after an
    /// hour.
    [[nodiscard]] Look look(const QSet<QUuid> &own) const;

private:
    Path m_folder;
};

} // namespace litekeeper

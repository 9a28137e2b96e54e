// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"
#include "engine/snapshotcopy.h"

#include <optional>

namespace litekeeper {

/// Where the pages of a backup come from. One thread.
class BackupSource
{
public:
    virtual ~BackupSource() = default;

    /// Copies one consistent state of the source.
    [[nodiscard]] virtual Result<SnapshotCopy> copyTo(PageSink &sink) = 0;

    /// Where the source can still be read in the copied state: begins to read its tables.
    virtual void beginReadingTables(qint64 databaseBytes) = 0;
    /// Nothing if they were not read.
    [[nodiscard]] virtual Result<std::optional<QList<TableFigures>>> finishReadingTables() = 0;

    /// Lets the source go. More than once does nothing.
    virtual void release() = 0;

    [[nodiscard]] virtual mode_t permissions() const = 0;      ///< of the source, without execution
    [[nodiscard]] virtual QDateTime heldAt() const = 0;        ///< UTC; the instant of the copied state
    [[nodiscard]] virtual qint64 holdMilliseconds() const = 0; ///< after release()
    [[nodiscard]] virtual qint64 walGrowthBytes() const = 0;   ///< after release()

protected:
    BackupSource() = default;
    BackupSource(const BackupSource &) = default;
    BackupSource &operator=(const BackupSource &) = default;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"
#include "engine/stagingfile.h"
#include "sqlite/descriptorvfs.h"

#include <memory>
#include <optional>

namespace litekeeper {

/// One state of a database that nobody changes as long as this lives, for reading at leisure. What has to be
/// copied or unpacked for it lies in a file without a name below a private folder of ours.
class StillDatabase
{
public:
    /// A backup of ours as it lies there. Plain ones are read in place. Reports Phase::Reading.
    [[nodiscard]] static Result<StillDatabase> ofBackup(const Path &file, Format format,
                                                        const Path &scratchFolder, const RunControl &control);
    /// A snapshot of a live local database, taken and let go the way a backup does it.
    [[nodiscard]] static Result<StillDatabase> ofLive(const Path &source, const Path &scratchFolder,
                                                      const RunControl &control);

    /// One that another process of ours holds, through its descriptor() there.
    [[nodiscard]] static Result<StillDatabase> ofProcess(qint64 process, int descriptor);

    [[nodiscard]] int descriptor() const { return m_staging ? m_staging->descriptor() : m_file.get(); }
    [[nodiscard]] const DescriptorVfs &file() const { return *m_vfs; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    StillDatabase(FileDescriptor file, std::optional<StagingFile> staging, const Path &name, qint64 bytes);

    FileDescriptor m_file;
    std::optional<StagingFile> m_staging;
    std::unique_ptr<DescriptorVfs> m_vfs;
    qint64 m_bytes = 0;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/exporting.h"

#include "common/privatefolder.h"
#include "service/openedbackup.h"

namespace litekeeper {

Result<ExportReport> exportFromFile(const Path &backup, const ExportWish &wish, const ExportGoal &goal,
                                    const Path &scratchFolder, const NetworkAccess &network,
                                    const RunControl &control)
{
    std::error_code failed;
    if (!goal.file.empty() && std::filesystem::equivalent(goal.file, backup, failed)) {
        return Error{.kind = ErrorKind::SameFile, .path = goal.file};
    }
    const Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
    if (!folder) {
        return folder.error();
    }
    const Result<OpenedBackup> opened = openBackup(backup, folder->path(), network, control);
    if (!opened) {
        return opened.error();
    }
    return goal.file.empty() ? exportTables(opened->database, wish, goal.sink, control)
                             : exportTables(opened->database, wish, goal.file, goal.existing, control);
}

} // namespace litekeeper

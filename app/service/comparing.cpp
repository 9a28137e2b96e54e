// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/comparing.h"

#include "common/privatefolder.h"
#include "service/openedbackup.h"

namespace litekeeper {

namespace {

ComparedFile compared(const OpenedBackup &side)
{
    return {.file = &side.database.file(),
            .name = side.file,
            .bytes = side.database.bytes(),
            .figures = side.manifest ? side.manifest->tables : QList<TableFigures>()};
}

} // namespace

Result<Comparison> compareFiles(const Path &left, const Path &right, const ComparisonWish &wish,
                                const Path &scratchFolder, const NetworkAccess &network,
                                const RunControl &control)
{
    const Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
    if (!folder) {
        return folder.error();
    }
    const Result<OpenedBackup> leftSide = openBackup(left, folder->path(), network, control);
    if (!leftSide) {
        return leftSide.error();
    }
    const Result<OpenedBackup> rightSide = openBackup(right, folder->path(), network, control);
    if (!rightSide) {
        return rightSide.error();
    }
    return compareDatabases(compared(*leftSide), compared(*rightSide), wish, control);
}

} // namespace litekeeper

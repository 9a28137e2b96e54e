// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/cataloguelane.h"

#include "service/paths.h"

namespace litekeeper {

Result<Catalogue> CatalogueLane::openCatalogue(const Path &file, const CatalogueOptions &options)
{
    if (const Result<void> created = createPrivateFolder(file.parent_path()); !created) {
        return created.error();
    }
    return Catalogue::open(file, options);
}

} // namespace litekeeper

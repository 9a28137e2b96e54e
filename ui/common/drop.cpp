// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/drop.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <array>

namespace litekeeper {

QList<Path> droppedFiles(const QMimeData &data)
{
    QList<Path> files;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            files.append(pathFromQString(url.toLocalFile()));
        }
    }
    return files;
}

bool isCalledArchive(const Path &file)
{
    constexpr std::array suffixes{".zip", ".tar", ".tgz", ".gz", ".tzst", ".zst", ".txz", ".xz", ".7z"};
    const QByteArray name = pathBytes(file.filename()).toLower();
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&name](const char *suffix) { return name.endsWith(suffix); });
}

} // namespace litekeeper

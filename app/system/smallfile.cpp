// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/smallfile.h"

#include <QStandardPaths>

#include <fstream>

namespace litekeeper {

std::optional<QByteArray> readSmallFile(const Path &file)
{
    constexpr std::streamsize most = 1024 * 1024;
    std::error_code unknown;
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, unknown)) {
        return std::nullopt;
    }
    QByteArray bytes(most, Qt::Uninitialized);
    stream.read(bytes.data(), most);
    bytes.truncate(stream.gcount());
    return bytes;
}

Path configFolder()
{
    return pathFromQString(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QString>

namespace litekeeper {

/// What the first bytes of a blob look like.
struct BlobType
{
    QString name;   ///< "PNG", "SQLite", "text"; empty: nothing that is known
    QString suffix; ///< for a file name, without a dot; "bin" if nothing is known
};
/// By the magic bytes of the formats; text if it is UTF-8 without control characters, as far as it is kept.
[[nodiscard]] BlobType blobType(const QByteArray &begin);

} // namespace litekeeper

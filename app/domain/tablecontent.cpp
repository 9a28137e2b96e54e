// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/tablecontent.h"

#include <algorithm>

namespace litekeeper {

CellValue CellValue::ofText(std::string_view utf8)
{
    CellValue value{.kind = Kind::Text};
    size_t end = utf8.size();
    for (size_t at = 0; at < utf8.size(); ++at) {
        const bool beginsCharacter = (static_cast<unsigned char>(utf8[at]) & 0xC0U) != 0x80U;
        if (beginsCharacter && value.length++ == textLimit) {
            end = at;
        }
    }
    // Bytes that are no UTF-8 might all look like the middle of one character.
    end = std::min(end, size_t(textLimit) * 4);
    value.text = QString::fromUtf8(utf8.data(), qsizetype(end));
    return value;
}

CellValue CellValue::ofBlob(std::string_view bytes)
{
    const auto kept = std::min<qsizetype>(qsizetype(bytes.size()), blobLimit);
    return {.kind = Kind::Blob, .blob = QByteArray(bytes.data(), kept), .length = qint64(bytes.size())};
}

} // namespace litekeeper

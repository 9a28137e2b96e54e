// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/blobtype.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <string_view>

namespace litekeeper {

namespace {

using namespace std::string_view_literals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::BlobType)
};

struct Magic
{
    std::string_view bytes;
    const char *name;
    const char *suffix;
};

constexpr std::array magics{
    Magic{"\x89PNG\r\n\x1a\n"sv, "PNG", "png"},
    Magic{"\xff\xd8\xff"sv, "JPEG", "jpg"},
    Magic{"GIF8"sv, "GIF", "gif"},
    Magic{"%PDF-"sv, "PDF", "pdf"},
    Magic{"SQLite format 3\0"sv, "SQLite", "db"},
    Magic{"\x1f\x8b"sv, "gzip", "gz"},
    Magic{"\x28\xb5\x2f\xfd"sv, "zstd", "zst"},
    Magic{"PK\x03\x04"sv, "Zip", "zip"},
    Magic{"\xfd"
          "7zXZ\0"sv,
          "xz", "xz"},
    Magic{"BZh"sv, "bzip2", "bz2"},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "7-Zip", "7z"},
    Magic{"OggS"sv, "Ogg", "ogg"},
    Magic{"bplist00"sv, "plist", "plist"},
};

/// The last character may be cut.
bool isText(const QByteArray &begin)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(begin);
    return !decoder.hasError() && std::all_of(text.cbegin(), text.cend(), [](QChar character) {
        return character.category() != QChar::Other_Control || character.isSpace();
    });
}

} // namespace

BlobType blobType(const QByteArray &begin)
{
    const std::string_view bytes(begin.constData(), size_t(begin.size()));
    for (const Magic &magic : magics) {
        if (bytes.starts_with(magic.bytes)) {
            return {QString::fromLatin1(magic.name), QString::fromLatin1(magic.suffix)};
        }
    }
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") {
        return {QStringLiteral("WebP"), QStringLiteral("webp")};
    }
    if (!begin.isEmpty() && isText(begin)) {
        const QByteArray trimmed = begin.trimmed();
        const bool isJson = trimmed.startsWith('{') || trimmed.startsWith('[');
        return isJson ? BlobType{QStringLiteral("JSON"), QStringLiteral("json")}
                      : BlobType{Words::tr("text"), QStringLiteral("txt")};
    }
    return {{}, QStringLiteral("bin")};
}

} // namespace litekeeper

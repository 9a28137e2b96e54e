// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/zipformat.h"
#include "support/files.h"
#include "support/zipbuilder.h"

#include <map>

using namespace litekeeper::test;
namespace zip = litekeeper::zip;

/// Writes small zips of every kind that the auditor tells apart.
int main(int argc, char **argv)
{
    if (argc != 2) {
        return 2;
    }
    using Descriptor = ZipItem::Descriptor;
    const QList<ZipItem> two{{.name = "a", .data = "hello"}, {.name = "f/b", .data = QByteArray(300, 'b')}};
    ZipItem zip64 = two.at(1);
    zip64.local.isZip64 = zip64.central.isZip64 = true;
    ZipItem encrypted = two.at(0);
    encrypted.local.flags = encrypted.central.flags = zip::encryptedFlag;
    ZipItem aes = encrypted;
    aes.method = zip::methodAes;
    aes.local.extra = aes.central.extra = extraField(zip::aesExtraId, QByteArray("\2\0AE\3\10\0", 7));
    ZipItem unicode = two.at(0);
    unicode.central.extra = unicodePath("a", "\xc3\xa4");
    std::map<const char *, QByteArray> seeds{
        {"plain", buildZip(two)},
        {"empty", buildZip({})},
        {"prefix", buildZip(two, {.prefix = QByteArray(50, 'x')})},
        {"trailing", buildZip(two, {.comment = "comment", .trailing = "junk"})},
        {"zip64", buildZip({zip64, two.at(0)}, {.isZip64 = true})},
        {"zip64-loose", buildZip({zip64}, {.isZip64 = true, .isSentinel = false})},
        {"signed", buildZip({{.name = "a", .data = "a", .descriptor = Descriptor::Signed}})},
        {"unsigned", buildZip({{.name = "a", .data = "a", .descriptor = Descriptor::Unsigned}})},
        {"long", buildZip({{.name = "a", .data = "a", .descriptor = Descriptor::SignedLong}})},
        {"encrypted", buildZip({encrypted})},
        {"aes", buildZip({aes})},
        {"unicode", buildZip({unicode})},
        {"duplicate", buildZip({two.at(0), two.at(0)})},
        {"quoted", quotedOverlapZip(5, "kernel")},
        {"folder", buildZip({{.name = "f/", .method = 0, .attributes = 040755U << 16}})},
        {"link", buildZip({{.name = "f", .data = "x", .attributes = 0120777U << 16}})}};
    for (const quint16 method :
         {quint16(0), quint16(12), quint16(14), quint16(93), quint16(95), quint16(98)}) {
        const QByteArray name = "method-" + QByteArray::number(method);
        const QByteArray bytes = buildZip({{.name = "a", .data = "BZh91AY&SY packed", .method = method}});
        if (!writeBytes(litekeeper::Path(argv[1]) / name.toStdString(), bytes)) {
            return 1;
        }
    }
    for (const auto &[name, bytes] : seeds) {
        if (!writeBytes(litekeeper::Path(argv[1]) / name, bytes)) {
            return 1;
        }
    }
    return 0;
}

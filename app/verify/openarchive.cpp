// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/foreignarchive.h"
#include "verify/singlearchive.h"
#include "verify/ziparchive.h"

#include <QByteArrayView>

namespace litekeeper {

namespace {

constexpr qint64 blockBytes = 512;

bool beginsWith(QByteArrayView head, const char *magic, qsizetype length)
{
    return head.startsWith(QByteArrayView(magic, length));
}

bool beginsAsZip(QByteArrayView head)
{
    return beginsWith(head, "PK\3\4", 4) || beginsWith(head, "PK\5\6", 4) || beginsWith(head, "PK\6\6", 4)
        || beginsWith(head, "PK\7\10PK\3\4", 8) || beginsWith(head, "PK00PK\3\4", 8);
}

/// A layer around one stream of bytes.
struct Layer
{
    const char *suffix; ///< ".gz" as in "tar.gz"
    const char *method;
    std::unique_ptr<ByteStream> (*make)(const ArchiveFile &, Judgement &);
};

std::optional<Layer> layerOf(QByteArrayView head)
{
    if (beginsWith(head, "\x1f\x8b", 2)) {
        return Layer{"gz", "deflate", gzipStream};
    }
    const quint32 magic = head.size() >= 4 ? littleEndian<quint32>(head.data()) : 0;
    if (magic == 0xfd2fb528 || (magic & 0xfffffff0) == 0x184d2a50) { // RFC 8878, 3.1
        return Layer{"zst", "zstd", zstdStream};
    }
    if (beginsWith(head,
                   "\xfd"
                   "7zXZ\0",
                   6)) {
        return Layer{"xz", "xz", filteredStream};
    }
    const bool isBzip2
        = beginsWith(head, "BZh", 3) && head.size() >= 10 && head.at(3) >= '1' && head.at(3) <= '9';
    if (isBzip2
        && (head.sliced(4, 6) == QByteArrayView("1AY&SY")
            || head.sliced(4, 6) == QByteArrayView("\x17rE8P\x90"))) {
        return Layer{"bz2", "bzip2", filteredStream};
    }
    return std::nullopt;
}

Result<std::unique_ptr<Archive>> openTar(const ArchiveFile &file, const QString &container,
                                         const TarArchive::MakeLayer &layer)
{
    auto archive = std::make_unique<TarArchive>(file, container, layer);
    const Result<void> opened = archive->open();
    if (!opened) {
        return opened.error();
    }
    return std::unique_ptr<Archive>(std::move(archive));
}

// What is in a layer is looked at through one of its own, because the archive's has to begin at the
// beginning.
Result<std::unique_ptr<Archive>> openLayer(const ArchiveFile &file, const Layer &layer)
{
    Judgement ignored;
    PeekedStream stream(layer.make(file, ignored));
    const QByteArray block = stream.peek(blockBytes);
    if (file.control().stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = file.path()};
    }
    const QString suffix = QString::fromLatin1(layer.suffix);
    if (isTarHeader(block)) {
        return openTar(file, QStringLiteral("tar.") + suffix, layer.make);
    }
    return std::unique_ptr<Archive>(
        std::make_unique<SingleArchive>(file, suffix, QString::fromLatin1(layer.method), layer.make));
}

} // namespace

Result<std::unique_ptr<Archive>> openArchive(int descriptor, const Path &path, const QByteArray &password,
                                             const RunControl &control)
{
    const Result<ArchiveFile> file = ArchiveFile::of(descriptor, path, control);
    if (!file) {
        return file.error();
    }
    char begin[blockBytes] = {};
    const Result<qint64> count = file->read(0, begin, blockBytes);
    if (!count) {
        return count.error();
    }
    const QByteArrayView head(begin, *count);
    // A database may well hold a zip in its last page.
    if (head.isEmpty() || beginsWith(head, "SQLite format 3", 16)) {
        return std::unique_ptr<Archive>();
    }
    if (const std::optional<Layer> layer = layerOf(head)) {
        return openLayer(*file, *layer);
    }
    if (beginsWith(head, "7z\xbc\xaf\x27\x1c", 6)) {
        auto archive = std::make_unique<SevenZipArchive>(*file);
        const Result<void> opened = archive->open(password);
        if (!opened) {
            return opened.error();
        }
        return std::unique_ptr<Archive>(std::move(archive));
    }
    if (!beginsAsZip(head) && isTarHeader(head)) {
        return openTar(*file, QStringLiteral("tar"),
                       [](const ArchiveFile &plain, Judgement &) { return plainStream(plain); });
    }
    return ZipArchive::open(*file, password, beginsAsZip(head));
}

} // namespace litekeeper

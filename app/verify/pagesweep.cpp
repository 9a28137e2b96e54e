// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/pagesweep.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace litekeeper {

namespace {

constexpr qint64 blockBytes = 1024 * 1024;
constexpr qint64 lockByteOffset = qint64(1) << 30; // SQLite never uses the page there

quint32 wordAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

bool isZero(const char *bytes, qint64 length)
{
    // The first bytes decide nearly always; overlapping ranges compare the rest with what is known.
    return bytes[0] == 0 && std::memcmp(bytes, bytes + 1, size_t(length - 1)) == 0;
}

} // namespace

Result<std::vector<bool>> freePages(const ReadOnlyFile &file, const DatabaseFacts &facts)
{
    std::vector<bool> isFree(size_t(facts.pageCount) + 1);
    const Result<QByteArray> header = file.read(0, 100);
    if (!header || header->size() < 100) {
        return header ? Result<std::vector<bool>>(isFree) : header.error();
    }
    quint32 trunk = wordAt(*header, 32);
    while (trunk != 0 && trunk <= facts.pageCount && !isFree[trunk]) {
        isFree[trunk] = true;
        const Result<QByteArray> page = file.read(qint64(trunk - 1) * facts.pageSize, facts.pageSize);
        if (!page) {
            return page.error();
        }
        if (page->size() < facts.pageSize) {
            break;
        }
        const quint32 leaves = std::min(wordAt(*page, 4), quint32(facts.pageSize / 4 - 2));
        for (quint32 index = 0; index < leaves; ++index) {
            const quint32 leaf = wordAt(*page, 8 + qsizetype(4) * index);
            if (leaf <= facts.pageCount) {
                isFree[leaf] = true;
            }
        }
        trunk = wordAt(*page, 0);
    }
    return isFree;
}

Result<std::vector<quint32>> zeroPages(const ReadOnlyFile &file, const DatabaseFacts &facts,
                                       const std::function<bool()> &shouldStop)
{
    const Result<std::vector<bool>> isFree = freePages(file, facts);
    if (!isFree) {
        return isFree.error();
    }
    const qint64 lockPage = lockByteOffset / facts.pageSize + 1;
    const qint64 pagesPerBlock = blockBytes / facts.pageSize;
    std::vector<quint32> found;
    for (qint64 first = 1; first <= facts.pageCount; first += pagesPerBlock) {
        if (shouldStop()) {
            return Error{.kind = ErrorKind::Cancelled, .path = facts.path};
        }
        const Result<QByteArray> block = file.read((first - 1) * facts.pageSize, blockBytes);
        if (!block) {
            return block.error();
        }
        const qint64 pages = std::min(block->size() / facts.pageSize, facts.pageCount - first + 1);
        for (qint64 index = 0; index < pages; ++index) {
            const qint64 page = first + index;
            if (page != lockPage && !(*isFree)[size_t(page)]
                && isZero(block->constData() + index * facts.pageSize, facts.pageSize)) {
                found.push_back(quint32(page));
            }
        }
    }
    return found;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/walformat.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace litekeeper {

namespace {

constexpr quint32 magicLittleEndian = 0x377f0682;
constexpr quint32 magicBigEndian = 0x377f0683;
constexpr quint32 knownVersion = 3007000;
constexpr qint64 checksummedHeaderBytes = 24;
constexpr qint64 checksummedFrameBytes = 8;
constexpr qint64 blockBytes = 1024 * 1024;

quint32 wordAt(const char *bytes)
{
    return qFromBigEndian<quint32>(bytes);
}

template <typename Convert>
void addWords(WalChecksum &sum, const char *bytes, qint64 length, Convert convert)
{
    for (qint64 at = 0; at + 8 <= length; at += 8) {
        sum.first += convert(bytes + at) + sum.second;
        sum.second += convert(bytes + at + 4) + sum.first;
    }
}

} // namespace

WalFrame walFrameAt(const char *bytes, int pageSize)
{
    return {.page = wordAt(bytes),
            .databasePages = wordAt(bytes + 4),
            .salt1 = wordAt(bytes + 8),
            .salt2 = wordAt(bytes + 12),
            .checksum1 = wordAt(bytes + 16),
            .checksum2 = wordAt(bytes + 20),
            .content = QByteArrayView(bytes + WalFrame::headerBytes, pageSize)};
}

qint64 WalHeader::frameBytes() const
{
    return WalFrame::headerBytes + pageSize;
}

bool WalFrame::belongsTo(const WalHeader &header) const
{
    return salt1 == header.salt1 && salt2 == header.salt2;
}

void WalChecksum::add(bool isBigEndian, const char *bytes, qint64 length)
{
    if (isBigEndian) {
        addWords(*this, bytes, length, [](const char *word) { return qFromBigEndian<quint32>(word); });
    } else {
        addWords(*this, bytes, length, [](const char *word) { return qFromLittleEndian<quint32>(word); });
    }
}

void WalChecksum::addFrame(const WalHeader &header, const WalFrame &frame)
{
    std::array<char, checksummedFrameBytes> start{};
    qToBigEndian(frame.page, start.data());
    qToBigEndian(frame.databasePages, start.data() + 4);
    add(header.isBigEndian, start.data(), checksummedFrameBytes);
    add(header.isBigEndian, frame.content.data(), frame.content.size());
}

bool WalChecksum::equals(const WalFrame &frame) const
{
    return first == frame.checksum1 && second == frame.checksum2;
}

WalHeaderState parseWalHeader(const QByteArray &start, WalHeader &header)
{
    if (start.size() < WalHeader::bytes) {
        return WalHeaderState::TooShort;
    }
    const char *bytes = start.constData();
    if (std::all_of(bytes, bytes + WalHeader::bytes, [](char byte) { return byte == 0; })) {
        return WalHeaderState::OnlyZeros;
    }
    const quint32 magic = wordAt(bytes);
    if (magic != magicLittleEndian && magic != magicBigEndian) {
        return WalHeaderState::NotAWal;
    }
    const quint32 pageSize = wordAt(bytes + 8);
    WalChecksum sum;
    sum.add(magic == magicBigEndian, bytes, checksummedHeaderBytes);
    header = {.isBigEndian = magic == magicBigEndian,
              .version = wordAt(bytes + 4),
              .pageSize = int(pageSize),
              .checkpoint = wordAt(bytes + 12),
              .salt1 = wordAt(bytes + 16),
              .salt2 = wordAt(bytes + 20),
              .checksum1 = wordAt(bytes + 24),
              .checksum2 = wordAt(bytes + 28)};
    if (sum.first != header.checksum1 || sum.second != header.checksum2) {
        return WalHeaderState::BadChecksum;
    }
    if (header.version != knownVersion) {
        return WalHeaderState::NewVersion;
    }
    const bool isPossible = pageSize >= 512 && pageSize <= 65536 && std::has_single_bit(pageSize);
    return isPossible ? WalHeaderState::Sound : WalHeaderState::Impossible;
}

Result<void> readWalFrames(const ReadOnlyFile &wal, const Path &path, const WalHeader &header, qint64 first,
                           const std::function<bool()> &shouldStop,
                           const std::function<Result<bool>(qint64, const WalFrame &)> &take)
{
    const qint64 frameBytes = header.frameBytes();
    const qint64 framesPerBlock = std::max<qint64>(1, blockBytes / frameBytes);
    for (qint64 number = first;;) {
        if (shouldStop()) {
            return Error{.kind = ErrorKind::Cancelled, .path = path};
        }
        const Result<QByteArray> block
            = wal.read(WalHeader::bytes + number * frameBytes, framesPerBlock * frameBytes);
        if (!block) {
            return block.error();
        }
        const qint64 frames = block->size() / frameBytes;
        for (qint64 index = 0; index < frames; ++index, ++number) {
            const WalFrame frame = walFrameAt(block->constData() + index * frameBytes, header.pageSize);
            const Result<bool> goOn = take(number, frame);
            if (!goOn || !*goOn) {
                return goOn ? Result<void>() : Result<void>(goOn.error());
            }
        }
        if (frames < framesPerBlock) {
            return {};
        }
    }
}

} // namespace litekeeper

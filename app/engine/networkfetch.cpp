// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networkfetch.h"

#include <algorithm>
#include <cstring>

namespace litekeeper {

namespace {

constexpr qint64 pieceBytes = NetworkReader::pieceBytes;
// SQLite puts its locks on the page there and nothing else (SQLite file format, section 1.6). A server may
// refuse to read bytes that a program has locked.
constexpr qint64 lockByteOffset = qint64(1) << 30;

// The lock-byte page counts as zeros, whether or not it can be read: programs may write anything there, and
// SQLite never looks.
Result<qint64> readAroundLocks(const NetworkFile &file, int pageSize, char *bytes, qint64 offset)
{
    const qint64 inPiece = lockByteOffset - offset;
    const bool holdsLocks = inPiece >= 0 && inPiece < pieceBytes;
    Result<qint64> count = file.read(bytes, pieceBytes, offset);
    if (!holdsLocks || (count && *count <= inPiece)) {
        return count;
    }
    const qint64 behind = std::min(pieceBytes, inPiece + pageSize);
    if (!count) {
        // Around it, in reads that do not touch it.
        const Result<qint64> start = file.read(bytes, inPiece, offset);
        count = start ? file.read(bytes + behind, pieceBytes - behind, offset + behind) : start;
        if (!count) {
            return count;
        }
        count = behind + *count;
    }
    std::memset(bytes + inPiece, 0, size_t(std::min(behind, *count) - inPiece));
    return count;
}

} // namespace

NetworkFetch::NetworkFetch(Path source, ProgressMeter &meter, const RunControl &control)
    : m_source(std::move(source))
    , m_meter(meter)
    , m_control(control)
{
}

Result<NetworkFetch::Ending> NetworkFetch::readDatabase(int pageSize, Pass &pass, const Take &take)
{
    const Result<NetworkFile> file = NetworkFile::open(m_source, NetworkFile::Use::Whole);
    if (!file) {
        return file.error();
    }
    const auto readPiece
        = [&](char *bytes, qint64 offset) { return readAroundLocks(*file, pageSize, bytes, offset); };
    const Take note = [&](char *bytes, qint64 length, qint64 offset) {
        pass.hashes.push_back(xxh128(bytes, size_t(length)));
        pass.bytes = offset + length;
        m_meter.advanceTo(m_countedBefore + pass.bytes);
        return take(bytes, length, offset);
    };
    NetworkReader reader(readPiece);
    return readThrough(reader, 0, note);
}

Result<NetworkFetch::Ending> NetworkFetch::readWal(qint64 from, const Take &take)
{
    const Result<NetworkFile> wal = NetworkFile::open(withSuffix(m_source, "-wal"), NetworkFile::Use::Whole);
    if (!wal) {
        return wal.error();
    }
    const qint64 first = from / pieceBytes;
    NetworkReader reader([&](char *bytes, qint64 offset) { return wal->read(bytes, pieceBytes, offset); },
                         first);
    return readThrough(reader, first * pieceBytes, take);
}

Result<NetworkFetch::Ending> NetworkFetch::readThrough(NetworkReader &reader, qint64 offset, const Take &take)
{
    for (qint64 length = pieceBytes; length == pieceBytes; offset += length) {
        if (m_control.pauseRequested()) {
            m_meter.waitWhilePaused();
            return Ending::Paused;
        }
        const Result<NetworkReader::Piece> piece = reader.next(m_control, m_source);
        if (!piece) {
            return piece.error();
        }
        length = piece->length;
        const Result<bool> wanted = take(piece->bytes, length, offset);
        if (!wanted) {
            return wanted.error();
        }
        if (!*wanted) {
            return Ending::Refused;
        }
    }
    return Ending::Finished;
}

} // namespace litekeeper

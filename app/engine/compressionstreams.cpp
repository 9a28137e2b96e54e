// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/compressionstreams.h"

#include "common/fileio.h"

#include <algorithm>
#include <thread>

namespace litekeeper {

Result<QByteArray> readInput(const CompressionInput &input, qint64 offset, qint64 length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    const Result<qint64> count = readUpTo(input.descriptor, bytes.data(), length, offset, input.path);
    if (!count) {
        return count.error();
    }
    if (*count != length) {
        return Error{.kind = ErrorKind::InputOutput,
                     .path = input.path,
                     .detail = QStringLiteral("it became shorter while it was compressed")};
    }
    return bytes;
}

int compressionWorkers()
{
    constexpr unsigned maximum = 4;
    return int(std::clamp(std::thread::hardware_concurrency(), 1U, maximum));
}

} // namespace litekeeper

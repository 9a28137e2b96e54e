// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/readahead.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace litekeeper {

namespace {

constexpr qint64 blockBytes = qint64(128) << 10;

qint64 readBytes(int descriptor, void *bytes, qint64 amount, qint64 offset)
{
    qint64 done = 0;
    while (done < amount) {
        const ssize_t count
            = ::pread(descriptor, static_cast<char *>(bytes) + done, size_t(amount - done), offset + done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return -1;
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    return done;
}

} // namespace

qint64 ReadAhead::read(void *bytes, qint64 amount, qint64 offset)
{
    if (Stretch *stretch = stretchWith(offset, amount)) {
        stretch->lastUse = ++m_use;
        std::memcpy(bytes, stretch->bytes.get() + (offset - stretch->begin), size_t(amount));
        return amount;
    }
    Stretch *stretch = amount < blockBytes ? stretchBefore(offset) : nullptr;
    if (stretch == nullptr && amount < blockBytes && wasReadBefore(offset)) {
        stretch = &*std::min_element(
            m_stretches.begin(), m_stretches.end(),
            [](const Stretch &left, const Stretch &right) { return left.lastUse < right.lastUse; });
    }
    if (stretch != nullptr) {
        return refill(*stretch, bytes, amount, offset);
    }
    m_ends[m_nextEnd] = offset + amount;
    m_nextEnd = (m_nextEnd + 1) % m_ends.size();
    return readBytes(m_descriptor, bytes, amount, offset);
}

ReadAhead::Stretch *ReadAhead::stretchWith(qint64 offset, qint64 amount)
{
    for (Stretch &stretch : m_stretches) {
        if (offset >= stretch.begin && offset + amount <= stretch.end) {
            return &stretch;
        }
    }
    return nullptr;
}

/// Pages of other trees lie between those of one.
ReadAhead::Stretch *ReadAhead::stretchBefore(qint64 offset)
{
    for (Stretch &stretch : m_stretches) {
        if (stretch.end > 0 && offset >= stretch.begin && offset <= stretch.end + blockBytes / 4) {
            return &stretch;
        }
    }
    return nullptr;
}

bool ReadAhead::wasReadBefore(qint64 offset) const
{
    return offset > 0 && std::find(m_ends.begin(), m_ends.end(), offset) != m_ends.end();
}

qint64 ReadAhead::refill(Stretch &stretch, void *bytes, qint64 amount, qint64 offset)
{
    if (!stretch.bytes) {
        stretch.bytes = std::make_unique<char[]>(size_t(blockBytes));
    }
    stretch.begin = stretch.end = -1;
    const qint64 count = readBytes(m_descriptor, stretch.bytes.get(), blockBytes, offset);
    if (count < 0) {
        // One bad sector may lie behind what was asked for.
        return readBytes(m_descriptor, bytes, amount, offset);
    }
    stretch.begin = offset;
    stretch.end = offset + count;
    stretch.lastUse = ++m_use;
    const qint64 given = std::min(amount, count);
    std::memcpy(bytes, stretch.bytes.get(), size_t(given));
    return given;
}

} // namespace litekeeper

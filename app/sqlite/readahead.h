// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <array>
#include <memory>

namespace litekeeper {

/// Reads a file that nobody changes in large blocks wherever it is read from one page to the next, as b-trees
/// mostly are: most of the time a page takes is that of its system call. What is read here and there costs
/// what it did. Takes 512 KiB at most. For one thread at a time.
class ReadAhead
{
public:
    explicit ReadAhead(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    /// How many bytes were read, fewer than `amount` only at the end of the file; -1 with errno.
    [[nodiscard]] qint64 read(void *bytes, qint64 amount, qint64 offset);

private:
    /// A stretch of the file that is read from its begin to its end.
    struct Stretch
    {
        std::unique_ptr<char[]> bytes;
        qint64 begin = -1;
        qint64 end = -1;
        quint64 lastUse = 0;
    };

    [[nodiscard]] Stretch *stretchWith(qint64 offset, qint64 amount);
    [[nodiscard]] Stretch *stretchBefore(qint64 offset);
    [[nodiscard]] bool wasReadBefore(qint64 offset) const;
    [[nodiscard]] qint64 refill(Stretch &stretch, void *bytes, qint64 amount, qint64 offset);

    int m_descriptor;
    quint64 m_use = 0;
    std::array<Stretch, 4> m_stretches;
    /// Where reads ended that were in no stretch. Whoever goes on there begins one; what comes by here and
    /// there does not push a stretch out.
    std::array<qint64, 64> m_ends = {};
    size_t m_nextEnd = 0;
};

} // namespace litekeeper

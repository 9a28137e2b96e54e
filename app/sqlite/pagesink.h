// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// Where the pages of a copy go: a file that is written from begin to end, with few exceptions. One thread.
class PageSink
{
public:
    virtual ~PageSink() = default;

    [[nodiscard]] virtual Result<void> write(const void *bytes, qint64 length, qint64 offset) = 0;
    /// Fills what lies behind the end with zeros.
    [[nodiscard]] virtual Result<void> read(void *bytes, qint64 length, qint64 offset) = 0;
    [[nodiscard]] virtual Result<void> truncate(qint64 size) = 0;
    [[nodiscard]] virtual qint64 size() const = 0;

protected:
    PageSink() = default;
    PageSink(const PageSink &) = default;
    PageSink &operator=(const PageSink &) = default;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QTest>

namespace litekeeper::test {

/// The result of a future that the event loop has to bring.
template <typename Value>
Value awaited(const QFuture<Value> &future)
{
    constexpr int patienceMs = 60'000;
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, patienceMs)) {
        qFatal("the future does not end");
    }
    return future.result();
}

} // namespace litekeeper::test

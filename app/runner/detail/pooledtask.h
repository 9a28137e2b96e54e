// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QFuture>
#include <QPromise>
#include <QRunnable>
#include <QThreadPool>

#include <atomic>
#include <exception>
#include <optional>
#include <type_traits>

namespace litekeeper::detail {

template <typename Value>
struct IsResult : std::false_type
{
};
template <typename Value>
struct IsResult<Result<Value>> : std::true_type
{
};

/// A function and the promise of what it returns. QThreadPool::start() takes only functions that can be
/// copied (as of Qt 6.4), and a promise cannot, hence the runnable.
template <typename Function>
class PooledTask final : public QRunnable
{
public:
    using Value = std::invoke_result_t<Function &>;

    explicit PooledTask(Function function)
        : m_function(std::move(function))
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Value> future() const { return m_promise.future(); }

    /// The pool hands tasks over by a mutex already. This pair of instructions shows it to the thread
    /// sanitizer, which does not see into Qt's libraries.
    void handOver() { m_handedOver.store(true, std::memory_order_release); }

    void run() override
    {
        [[maybe_unused]] const bool handedOver = m_handedOver.load(std::memory_order_acquire);
        try {
            fulfil();
        } catch (const std::exception &exception) {
            fail(exception);
        } catch (...) {
            m_promise.setException(std::current_exception());
        }
        // What the function captured is gone before anybody learns that it is done.
        m_function.reset();
        m_promise.finish();
    }

private:
    void fulfil()
    {
        if constexpr (std::is_void_v<Value>) {
            (*m_function)();
        } else {
            m_promise.addResult((*m_function)());
        }
    }
    void fail(const std::exception &exception)
    {
        if constexpr (IsResult<Value>::value) {
            m_promise.addResult(Value(Error{.detail = QString::fromLocal8Bit(exception.what())}));
        } else {
            m_promise.setException(std::current_exception());
        }
    }

    std::optional<Function> m_function;
    QPromise<Value> m_promise;
    std::atomic<bool> m_handedOver = false;
};

template <typename Function>
auto startPooled(QThreadPool &pool, Function function)
{
    auto *task = new PooledTask<Function>(std::move(function)); // the pool deletes it after it ran
    const auto future = task->future();
    task->handOver();
    pool.start(task);
    return future;
}

} // namespace litekeeper::detail

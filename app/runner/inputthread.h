// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace litekeeper {

/// For child processes: reads the lines of the standard input while the main thread works. The functions are
/// called on the thread of this object. At its end the thread is left alone where it waits for input, because
/// nothing ends such a wait: the process has to end soon after.
class InputThread
{
public:
    /// `onEnd`: the parent has closed the input, or is gone.
    InputThread(std::function<void(const QByteArray &line)> onLine, std::function<void()> onEnd);
    ~InputThread();
    InputThread(const InputThread &) = delete;
    InputThread &operator=(const InputThread &) = delete;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace litekeeper

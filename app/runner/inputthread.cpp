// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/inputthread.h"

#include <array>
#include <mutex>
#include <thread>

#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype mostLineBytes = qsizetype(64) << 20;

} // namespace

struct InputThread::State
{
    std::mutex mutex;
    std::function<void(const QByteArray &)> onLine; ///< guarded by mutex, as the next two
    std::function<void()> onEnd;
    bool isOver = false;

    void tell(const QByteArray &line)
    {
        const std::lock_guard lock(mutex);
        if (!isOver) {
            onLine(line);
        }
    }
    void end()
    {
        const std::lock_guard lock(mutex);
        if (!isOver) {
            onEnd();
        }
    }
    void read()
    {
        QByteArray heard;
        std::array<char, 4096> part = {};
        while (heard.size() < mostLineBytes) {
            const ssize_t count = ::read(STDIN_FILENO, part.data(), part.size());
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                break;
            }
            heard.append(part.data(), count);
            for (qsizetype end = heard.indexOf('\n'); end >= 0; end = heard.indexOf('\n')) {
                tell(heard.left(end));
                heard.remove(0, end + 1);
            }
        }
        end();
    }
};

InputThread::InputThread(std::function<void(const QByteArray &)> onLine, std::function<void()> onEnd)
    : m_state(std::make_shared<State>())
{
    m_state->onLine = std::move(onLine);
    m_state->onEnd = std::move(onEnd);
    std::thread([state = m_state] { state->read(); }).detach();
}

InputThread::~InputThread()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isOver = true;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networkreader.h"

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

// With more, a share on this machine became slower again.
constexpr int threadsAtOnce = 2;
constexpr int piecesAhead = 6;
constexpr size_t alignment = 4096;

} // namespace

NetworkReader::NetworkReader(ReadPiece readPiece, qint64 first)
    : m_readPiece(std::move(readPiece))
    , m_next(first)
    , m_asked(first)
{
    for (int piece = 0; piece < piecesAhead; ++piece) {
        m_spare.emplace_back(static_cast<char *>(std::aligned_alloc(alignment, size_t(pieceBytes))));
        Q_CHECK_PTR(m_spare.back().get());
    }
    for (int thread = 0; thread < threadsAtOnce; ++thread) {
        m_threads.emplace_back([this] { run(); });
    }
}

NetworkReader::~NetworkReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads) {
        thread.join();
    }
}

Result<NetworkReader::Piece> NetworkReader::next(const RunControl &control, const Path &path)
{
    std::unique_lock lock(m_mutex);
    if (m_given) {
        m_spare.push_back(std::move(m_given));
        m_changed.notify_all();
    }
    while (m_answers.count(m_next) == 0) {
        m_changed.wait_for(lock, 20ms);
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = path};
        }
    }
    Answer answer = std::move(m_answers.extract(m_next).mapped());
    ++m_next;
    m_given = std::move(answer.bytes);
    if (!answer.length) {
        return answer.length.error();
    }
    return Piece{.bytes = m_given.get(), .length = *answer.length};
}

void NetworkReader::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ended || !m_spare.empty(); });
        if (m_ended) {
            return;
        }
        Buffer buffer = std::move(m_spare.back());
        m_spare.pop_back();
        const qint64 index = m_asked++;
        lock.unlock();
        Result<qint64> length = m_readPiece(buffer.get(), index * pieceBytes);
        lock.lock();
        // Behind the end there is nothing more to ask for.
        m_ended = m_ended || !length || *length < pieceBytes;
        m_answers.emplace(index, Answer{.bytes = std::move(buffer), .length = std::move(length)});
        m_changed.notify_all();
    }
}

} // namespace litekeeper

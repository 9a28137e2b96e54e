// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace litekeeper::test {

/// What shall happen to one of the calls that change files, from the environment:
///   FILEWATCH_DISTURB=N:kill    the process dies as by kill -9, instead of the Nth call
///   FILEWATCH_DISTURB=N:stop    the process stops before it (SIGSTOP), and goes on with SIGCONT
///   FILEWATCH_DISTURB=N:short   a write writes half of what it was given
///   FILEWATCH_DISTURB=N:28      the call fails with that errno, and is not carried out
///   FILEWATCH_DISTURB=N+:28     so does every later one that needs room on the disk
/// A disturbance that the call does not know (EINTR of rename, half of an fsync) does not happen.
struct Disturbance
{
    enum class Kind { None, Kill, Stop, Short, Error };

    Kind kind = Kind::None;
    long number = 0;
    int errnoValue = 0;
    bool onwards = false;

    [[nodiscard]] static Disturbance fromEnvironment();
};

/// The kinds of calls, as far as disturbing them goes.
enum class CallKind {
    Grows,      ///< needs room on the disk: write, mkdir, a new name
    Interrupts, ///< needs none, but a signal may interrupt it: fsync
    Plain,
};

/// Numbers the calls of all threads, one at a time, and writes what they did:
///   FILEWATCH_LOG=FILE     one line per call: number, thread, name, path
///   FILEWATCH_IGNORE=PATH  what lies below it is neither counted nor recorded
///   FILEWATCH_RECORD=FILE  everything that is needed to do it again; see tests/e2e/recording.py
/// It is one for the process and never destroyed. Uses system calls only, so that it does not watch itself.
class Watch
{
public:
    static Watch &instance();

    /// One call, from before it is made until its result is known; others wait meanwhile.
    class Turn
    {
    public:
        Turn(CallKind kind, const char *name, std::string path, bool canBeShort = false);
        /// The call must not be made: return -1, errno is set.
        [[nodiscard]] bool isRefused() const { return m_errno != 0; }
        [[nodiscard]] bool isShort() const { return m_isShort; }
        [[nodiscard]] bool isRecording() const;
        /// `fields` go into one line, `payload` behind it.
        void record(const std::string &fields, std::string_view payload = {});

    private:
        Watch &m_watch;
        std::unique_lock<std::mutex> m_lock;
        int m_errno = 0;
        bool m_isShort = false;
        bool m_isIgnored = false;
    };

private:
    Watch();
    static int openFromEnvironment(const char *variable);

    std::mutex m_mutex;
    Disturbance m_disturbance;
    std::string m_ignored; ///< empty: nothing
    long m_count = 0;
    int m_log = -1;
    int m_record = -1;
};

} // namespace litekeeper::test

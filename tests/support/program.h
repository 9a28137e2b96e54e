// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/files.h"

#include <cerrno>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <time.h>

namespace litekeeper::test {

/// A program of ours as a process of its own. Arguments are bytes, which QProcess cannot pass. Its output
/// goes to files, so that it never waits for a reader. Killed at the latest when this object dies.
class Program
{
public:
    using Strings = std::vector<std::string>;

    /// `environment`: "NAME=value", added to ours. `outputFolder` has to exist. `errorDescriptor`: where the
    /// standard error goes in place of a file, for example a terminal.
    Program(const Strings &arguments, const Strings &environment, const Path &outputFolder,
            int errorDescriptor = -1)
        : m_out(newFile(outputFolder, "out"))
        , m_err(newFile(outputFolder, "err"))
        , m_pid(::fork())
    {
        if (m_pid == 0) {
            become(arguments, environment, errorDescriptor);
        }
    }
    ~Program()
    {
        if (m_pid > 0) {
            signal(SIGKILL);
            wait();
        }
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    void signal(int number) const { ::kill(m_pid, number); }
    /// Exit code, or -signal.
    int wait()
    {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) { }
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    /// Whether it runs still; keeps its exit code for wait().
    [[nodiscard]] bool isRunning() const
    {
        siginfo_t info = {};
        return m_pid > 0 && ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0
            && info.si_pid == 0;
    }
    [[nodiscard]] QByteArray out() const { return readBytes(m_out); }
    [[nodiscard]] QByteArray err() const { return readBytes(m_err); }

private:
    static Path newFile(const Path &folder, const char *stem)
    {
        static int counter = 0;
        return folder / (stem + std::to_string(++counter));
    }
    [[noreturn]] void become(const Strings &arguments, const Strings &environment, int errorDescriptor) const
    {
        std::vector<char *> argv;
        for (const std::string &argument : arguments) {
            argv.push_back(const_cast<char *>(argument.c_str()));
        }
        argv.push_back(nullptr);
        for (const std::string &variable : environment) {
            ::putenv(const_cast<char *>(variable.c_str()));
        }
        ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
        ::dup2(::open(m_out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        ::dup2(errorDescriptor >= 0 ? errorDescriptor
                                    : ::open(m_err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600),
               STDERR_FILENO);
        ::execv(argv.front(), argv.data());
        ::_exit(126);
    }

    Path m_out;
    Path m_err;
    pid_t m_pid;
};

/// Waits until `condition` holds, at most `seconds`; whether it does.
template <typename Condition>
bool waitUntil(Condition condition, int seconds = 30)
{
    const timespec nap{.tv_sec = 0, .tv_nsec = 500'000};
    for (int i = 0; i < seconds * 2000; ++i) {
        if (condition()) {
            return true;
        }
        ::nanosleep(&nap, nullptr);
    }
    return condition();
}

} // namespace litekeeper::test

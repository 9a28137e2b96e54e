// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace litekeeper::test {

/// A new folder that goes with everything in it. QTemporaryDir cannot remove names that are not UTF-8.
class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "litekeeper-test-XXXXXX").native();
        m_path = ::mkdtemp(name.data()) ? Path(name) : Path();
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    [[nodiscard]] const Path &path() const { return m_path; }

private:
    Path m_path;
};

/// QFile cannot name files that are not UTF-8.
inline bool writeBytes(const Path &file, const QByteArray &bytes)
{
    FILE *stream = std::fopen(file.c_str(), "wb");
    const bool written
        = stream && std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size());
    return stream && std::fclose(stream) == 0 && written;
}

inline QByteArray readBytes(const Path &file)
{
    QByteArray bytes;
    if (FILE *stream = std::fopen(file.c_str(), "rb")) {
        char part[65536];
        for (size_t count = 0; (count = std::fread(part, 1, sizeof part, stream)) > 0;) {
            bytes.append(part, qsizetype(count));
        }
        std::fclose(stream);
    }
    return bytes;
}

/// For a child that has to begin before SQLite opens anything in the parent (a connection must not cross a
/// fork) and has to act after it did.
inline void waitForFile(const Path &file)
{
    while (::access(file.c_str(), F_OK) != 0) {
        ::usleep(1000);
    }
}

/// Runs `work` in a child process and gives its exit code, or -signal. The child never returns into the test.
inline int inChild(const std::function<int()> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// A child process that is killed with SIGKILL at the latest when this object dies.
class Child
{
public:
    explicit Child(const std::function<void()> &work)
        : m_pid(::fork())
    {
        if (m_pid == 0) {
            work();
            ::_exit(0);
        }
    }
    ~Child() { kill(); }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    void kill()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            wait();
        }
    }
    /// Exit code, or -signal.
    int wait()
    {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t m_pid;
};

} // namespace litekeeper::test

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/childconversation.h"

#include "runner/childreaper.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype keptErrorBytes = 4 << 10;
constexpr qsizetype chunkBytes = 64 << 10;
// Whether it has ended is asked for that often where its output does not tell.
constexpr std::chrono::milliseconds endInterval{20};

struct Ends
{
    FileDescriptor ours;
    FileDescriptor theirs;
};

Result<Ends> makeOutput()
{
    std::array<int, 2> descriptors = {-1, -1};
    if (::pipe2(descriptors.data(), O_CLOEXEC) != 0) {
        return systemError(errno, {});
    }
    Ends ends{FileDescriptor(descriptors[0]), FileDescriptor(descriptors[1])};
    (void)::fcntl(ends.ours.get(), F_SETFL, O_NONBLOCK);
    return ends;
}

/// A socket, because writing to a pipe without a reader is a signal to the whole process.
Result<Ends> makeInput()
{
    std::array<int, 2> descriptors = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors.data()) != 0) {
        return systemError(errno, {});
    }
    return Ends{FileDescriptor(descriptors[0]), FileDescriptor(descriptors[1])};
}

/// What posix_spawn(3) is told, freed at the end.
class SpawnPlan
{
public:
    SpawnPlan()
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t none;
        sigset_t defaults;
        ::sigemptyset(&none);
        ::sigemptyset(&defaults);
        for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) {
            ::sigaddset(&defaults, signal);
        }
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setsigdefault(&m_attributes, &defaults);
        ::posix_spawnattr_setpgroup(&m_attributes, 0);
        ::posix_spawnattr_setflags(
            &m_attributes, short(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP));
    }
    ~SpawnPlan()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;

    void connect(const FileDescriptor &theirs, int descriptor)
    {
        ::posix_spawn_file_actions_adddup2(&m_actions, theirs.get(), descriptor);
    }
    Result<pid_t> start(const Path &program, const QStringList &arguments)
    {
        std::vector<std::string> words{program.string()};
        for (const QString &argument : arguments) {
            words.push_back(argument.toStdString());
        }
        std::vector<char *> pointers;
        std::transform(words.begin(), words.end(), std::back_inserter(pointers),
                       [](std::string &word) { return word.data(); });
        pointers.push_back(nullptr);
        pid_t pid = -1;
        const int failed
            = ::posix_spawn(&pid, program.c_str(), &m_actions, &m_attributes, pointers.data(), environ);
        return failed == 0 ? Result<pid_t>(pid) : systemError(failed, program);
    }

private:
    posix_spawn_file_actions_t m_actions = {};
    posix_spawnattr_t m_attributes = {};
};

/// Appends what is there now; false at the end of the stream.
bool readAvailable(int descriptor, QByteArray &into)
{
    const qsizetype before = into.size();
    into.resize(before + chunkBytes);
    ssize_t count = -1;
    do {
        count = ::read(descriptor, into.data() + before, size_t(chunkBytes));
    } while (count < 0 && errno == EINTR);
    into.resize(before + std::max<ssize_t>(count, 0));
    return count > 0 || (count < 0 && errno == EAGAIN);
}

} // namespace

Result<ChildConversation> ChildConversation::start(const Path &program, const QStringList &arguments)
{
    Result<Ends> input = makeInput();
    Result<Ends> output = makeOutput();
    Result<Ends> errors = makeOutput();
    if (!input || !output || !errors) {
        return !input ? input.error() : !output ? output.error() : errors.error();
    }
    SpawnPlan plan;
    plan.connect(input->theirs, STDIN_FILENO);
    plan.connect(output->theirs, STDOUT_FILENO);
    plan.connect(errors->theirs, STDERR_FILENO);
    const Result<pid_t> pid = plan.start(program, arguments);
    if (!pid) {
        return pid.error();
    }
    return ChildConversation(*pid, std::move(input->ours), std::move(output->ours), std::move(errors->ours));
}

ChildConversation::ChildConversation(pid_t pid, FileDescriptor input, FileDescriptor output,
                                     FileDescriptor errors)
    : m_pid(pid)
    , m_input(std::move(input))
    , m_output(std::move(output))
    , m_errors(std::move(errors))
{
}

ChildConversation::ChildConversation(ChildConversation &&other) noexcept
    : m_pid(std::exchange(other.m_pid, -1))
    , m_input(std::move(other.m_input))
    , m_output(std::move(other.m_output))
    , m_errors(std::move(other.m_errors))
    , m_pending(std::move(other.m_pending))
    , m_heard(std::move(other.m_heard))
    , m_searched(std::exchange(other.m_searched, 0))
    , m_errorText(std::move(other.m_errorText))
    , m_end(std::move(other.m_end))
{
}

ChildConversation &ChildConversation::operator=(ChildConversation &&other) noexcept
{
    if (this != &other) {
        abandon();
        m_pid = std::exchange(other.m_pid, -1);
        m_input = std::move(other.m_input);
        m_output = std::move(other.m_output);
        m_errors = std::move(other.m_errors);
        m_pending = std::move(other.m_pending);
        m_heard = std::move(other.m_heard);
        m_searched = std::exchange(other.m_searched, 0);
        m_errorText = std::move(other.m_errorText);
        m_end = std::move(other.m_end);
    }
    return *this;
}

ChildConversation::~ChildConversation()
{
    abandon();
}

void ChildConversation::write(const QByteArray &lines)
{
    if (m_input.isValid()) {
        m_pending += lines;
        flush();
    }
}

void ChildConversation::flush()
{
    while (!m_pending.isEmpty() && m_input.isValid()) {
        const ssize_t count = ::send(m_input.get(), m_pending.constData(), size_t(m_pending.size()),
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            m_pending.remove(0, count);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        } else if (errno != EINTR) {
            m_input.reset();
            m_pending.clear();
        }
    }
}

void ChildConversation::readOutput()
{
    if (!readAvailable(m_output.get(), m_heard)) {
        m_output.reset();
    }
}

void ChildConversation::readErrors()
{
    if (!readAvailable(m_errors.get(), m_errorText)) {
        m_errors.reset();
    }
    m_errorText = m_errorText.right(keptErrorBytes);
}

bool ChildConversation::takeLine(QByteArray &line)
{
    const qsizetype end = m_heard.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_heard.size();
        return false;
    }
    line = m_heard.left(end);
    m_heard.remove(0, end + 1);
    m_searched = 0;
    return true;
}

void ChildConversation::waitForIo(std::chrono::milliseconds atMost)
{
    std::array<pollfd, 3> polled{
        pollfd{.fd = m_output.get(), .events = POLLIN, .revents = 0},
        pollfd{.fd = m_errors.get(), .events = POLLIN, .revents = 0},
        pollfd{.fd = m_pending.isEmpty() ? -1 : m_input.get(), .events = POLLOUT, .revents = 0}};
    if (::poll(polled.data(), polled.size(), int(atMost.count())) <= 0) {
        return;
    }
    if (polled[0].revents != 0) {
        readOutput();
    }
    if (polled[1].revents != 0) {
        readErrors();
    }
    if (polled[2].revents != 0) {
        flush();
    }
}

void ChildConversation::noteEnd(int status)
{
    m_pid = -1;
    m_end = {.kind = WIFEXITED(status) ? ChildEnd::Kind::Exited : ChildEnd::Kind::Died,
             .code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status),
             .text = {}};
    m_input.reset();
}

void ChildConversation::noteDeath(const QString &text)
{
    abandon();
    m_heard.clear();
    m_errorText = text.toUtf8();
}

bool ChildConversation::lookForEnd()
{
    int status = 0;
    if (m_pid > 0 && ::waitpid(m_pid, &status, WNOHANG) == m_pid) {
        noteEnd(status);
    }
    return m_pid < 0;
}

ChildConversation::Heard ChildConversation::hear(std::chrono::milliseconds atMost)
{
    QElapsedTimer timer;
    timer.start();
    while (true) {
        Heard heard{.kind = Heard::Kind::Line};
        if (takeLine(heard.line)) {
            return heard;
        }
        if (m_heard.size() > mostLineBytes) {
            noteDeath(QCoreApplication::translate("ChildConversation", "it said more than is allowed"));
        }
        const bool hasEnded = lookForEnd();
        const qsizetype before = m_heard.size();
        const std::chrono::milliseconds left
            = std::max(atMost - std::chrono::milliseconds(timer.elapsed()), std::chrono::milliseconds(0));
        // After its end there may still be something in the pipe.
        waitForIo(hasEnded ? std::chrono::milliseconds(0) : std::min(left, endInterval));
        if (m_heard.size() != before) {
            continue;
        }
        if (hasEnded) {
            m_output.reset();
            m_end.text = QString::fromUtf8(m_errorText).trimmed();
            return {.kind = Heard::Kind::Ended, .line = {}, .end = m_end};
        }
        if (left.count() == 0) {
            return {};
        }
    }
}

void ChildConversation::abandon()
{
    if (m_pid < 0) {
        return;
    }
    // What it started goes with it, before its number can be another one's.
    ::kill(-m_pid, SIGKILL);
    ::kill(m_pid, SIGKILL);
    if (::waitpid(m_pid, nullptr, WNOHANG) == 0) {
        reapLater(m_pid);
    }
    noteEnd(SIGKILL);
    m_output.reset();
    m_errors.reset();
    m_pending.clear();
}

} // namespace litekeeper

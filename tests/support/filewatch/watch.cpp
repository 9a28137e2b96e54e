// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/filewatch/watch.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>

namespace litekeeper::test {

namespace {

void writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const long count = ::syscall(SYS_write, descriptor, bytes.data(), bytes.size());
        if (count <= 0) {
            ::abort();
        }
        bytes.remove_prefix(size_t(count));
    }
}

void die()
{
    ::syscall(SYS_kill, ::getpid(), SIGKILL);
    while (true) {
        ::pause();
    }
}

} // namespace

Disturbance Disturbance::fromEnvironment()
{
    const char *text = std::getenv("FILEWATCH_DISTURB");
    if (text == nullptr) {
        return {};
    }
    char *rest = nullptr;
    Disturbance wish;
    wish.number = std::strtol(text, &rest, 10);
    wish.onwards = *rest == '+';
    const std::string what = std::strchr(rest, ':') + 1;
    wish.kind = what == "kill" ? Kind::Kill
        : what == "stop"       ? Kind::Stop
        : what == "short"      ? Kind::Short
                               : Kind::Error;
    wish.errnoValue = std::atoi(what.c_str());
    return wish;
}

Watch &Watch::instance()
{
    // Calls may come before main and after the end of all statics.
    alignas(Watch) static char place[sizeof(Watch)];
    static Watch *const watch = new (place) Watch;
    return *watch;
}

Watch::Watch()
    : m_disturbance(Disturbance::fromEnvironment())
    , m_log(openFromEnvironment("FILEWATCH_LOG"))
    , m_record(openFromEnvironment("FILEWATCH_RECORD"))
{
    const char *ignored = std::getenv("FILEWATCH_IGNORE");
    m_ignored = ignored == nullptr ? "" : ignored;
}

int Watch::openFromEnvironment(const char *variable)
{
    const char *path = std::getenv(variable);
    if (path == nullptr) {
        return -1;
    }
    const long descriptor
        = ::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    // Out of the way of a program that counts on the lowest free number.
    return ::fcntl(int(descriptor), F_DUPFD_CLOEXEC, 900);
}

Watch::Turn::Turn(CallKind kind, const char *name, std::string path, bool canBeShort)
    : m_watch(Watch::instance())
    , m_lock(m_watch.m_mutex)
{
    m_isIgnored = !m_watch.m_ignored.empty() && path.starts_with(m_watch.m_ignored);
    if (m_isIgnored) {
        return;
    }
    const long number = ++m_watch.m_count;
    if (m_watch.m_log >= 0) {
        writeAll(m_watch.m_log,
                 std::to_string(number) + ' ' + std::to_string(::gettid()) + ' ' + name + ' ' + path + '\n');
    }
    const Disturbance &wish = m_watch.m_disturbance;
    const bool later = wish.onwards && number > wish.number && kind == CallKind::Grows;
    if (number != wish.number && !later) {
        return;
    }
    switch (wish.kind) {
    case Disturbance::Kind::None:
        break;
    case Disturbance::Kind::Kill:
        die();
        break;
    case Disturbance::Kind::Stop:
        ::syscall(SYS_kill, ::getpid(), SIGSTOP);
        break;
    case Disturbance::Kind::Short:
        m_isShort = canBeShort;
        break;
    case Disturbance::Kind::Error:
        if (wish.errnoValue != EINTR || kind != CallKind::Plain) {
            m_errno = wish.errnoValue;
            errno = m_errno;
        }
        break;
    }
}

bool Watch::Turn::isRecording() const
{
    return m_watch.m_record >= 0 && !m_isIgnored;
}

void Watch::Turn::record(const std::string &fields, std::string_view payload)
{
    const int kept = errno;
    std::string line = fields + '\n';
    line += payload;
    writeAll(m_watch.m_record, line);
    errno = kept;
}

} // namespace litekeeper::test

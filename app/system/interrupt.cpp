// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/interrupt.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace litekeeper {

namespace {

// A handler has no argument of its own, so its end of the pipe has to be global.
volatile sig_atomic_t signalPipe = -1;

constexpr int caught[] = {SIGINT, SIGTERM, SIGHUP};

void onSignal(int number)
{
    const int savedErrno = errno;
    const char byte = static_cast<char>(number);
    // If the pipe is full, enough bytes lie in it already.
    [[maybe_unused]] const ssize_t written = ::write(signalPipe, &byte, 1);
    errno = savedErrno;
}

bool isIgnored(int number)
{
    struct sigaction current = {};
    return ::sigaction(number, nullptr, &current) == 0 && current.sa_handler == SIG_IGN;
}

void install(void (*handler)(int), int flags)
{
    for (const int number : caught) {
        if (isIgnored(number)) {
            continue; // nohup asked for that
        }
        struct sigaction action = {};
        action.sa_handler = handler;
        action.sa_flags = flags;
        sigemptyset(&action.sa_mask);
        ::sigaction(number, &action, nullptr);
    }
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return;
    }
    m_readEnd = ends[0];
    m_writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interrupt::read);
    signalPipe = m_writeEnd;
    install(onSignal, SA_RESTART);
}

Interrupt::~Interrupt()
{
    if (m_readEnd < 0) {
        return;
    }
    install(SIG_DFL, 0);
    signalPipe = -1;
    ::close(m_readEnd);
    ::close(m_writeEnd);
}

void Interrupt::read()
{
    char signal = 0;
    while (::read(m_readEnd, &signal, 1) > 0) {
        m_signal = m_signal == 0 ? signal : m_signal;
    }
    install(SIG_DFL, 0);
    Q_EMIT interrupted();
}

bool Interrupt::isWishOfAPerson() const
{
    return m_signal == SIGINT;
}

QString Interrupt::name() const
{
    switch (m_signal) {
    case SIGINT:
        return QStringLiteral("SIGINT");
    case SIGTERM:
        return QStringLiteral("SIGTERM");
    case SIGHUP:
        return QStringLiteral("SIGHUP");
    default:
        return {};
    }
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"
#include "runner/childend.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>

#include <sys/types.h>

namespace litekeeper {

/// A child process that is talked to in lines, for worker threads: hear() blocks, and no longer than it is
/// told. The child may hang in a file system where no signal reaches it; ending this object kills it and does
/// not wait for that. It is the leader of a process group of its own, so that Ctrl+C on a terminal reaches
/// only us. One thread at a time, and that of start() has to live as long as the child is to live: children
/// that ask for a signal at the death of their parent (prctl(2), PR_SET_PDEATHSIG) mean its thread.
class ChildConversation
{
public:
    /// A longer line is no answer but a flood, and ends the child.
    static constexpr qsizetype mostLineBytes = qsizetype(64) << 20;

    /// `arguments` without the name of the program. ErrorKind::NotFound and the like if it cannot be started.
    [[nodiscard]] static Result<ChildConversation> start(const Path &program, const QStringList &arguments);

    ChildConversation(ChildConversation &&other) noexcept;
    ChildConversation &operator=(ChildConversation &&other) noexcept;
    ChildConversation(const ChildConversation &) = delete;
    ChildConversation &operator=(const ChildConversation &) = delete;
    ~ChildConversation(); ///< as abandon()

    /// Never blocks: what the child does not take now is kept, and sent by hear(). Nothing happens once it
    /// has ended or closed its input.
    void write(const QByteArray &lines);

    struct Heard
    {
        enum class Kind {
            Line,
            Nothing, ///< within the time
            Ended,   ///< after its last line; again at every later call
        };
        Kind kind = Kind::Nothing;
        QByteArray line = {}; ///< without its line feed
        ChildEnd end = {};
    };
    /// The next line, the end, or nothing after `atMost`. A child that closes its output without ending says
    /// nothing from then on.
    [[nodiscard]] Heard hear(std::chrono::milliseconds atMost);

    /// Kills it and its process group, and leaves it to end when it can. hear() gives ChildEnd::Kind::Died.
    void abandon();

    [[nodiscard]] pid_t pid() const { return m_pid; } ///< -1 once it has ended or was abandoned

private:
    ChildConversation(pid_t pid, FileDescriptor input, FileDescriptor output, FileDescriptor errors);
    void flush();
    void readOutput();
    void readErrors();
    void waitForIo(std::chrono::milliseconds atMost);
    [[nodiscard]] bool takeLine(QByteArray &line);
    void noteEnd(int status);
    void noteDeath(const QString &text);
    bool lookForEnd();

    pid_t m_pid = -1;
    FileDescriptor m_input; ///< of the child, as the next two
    FileDescriptor m_output;
    FileDescriptor m_errors;
    QByteArray m_pending;     ///< not taken by the child yet
    QByteArray m_heard;       ///< not given to the caller yet
    qsizetype m_searched = 0; ///< so much of m_heard has no line feed
    QByteArray m_errorText;
    ChildEnd m_end;
};

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "runner/childconversation.h"
#include "service/networkaccess.h"
#include "service/networkprotocol.h"

#include <QElapsedTimer>

namespace litekeeper {

/// One conversation with the child that touches network mounts, from the request to the answer, under
/// supervision: silence that lasts too long ends it, and so does the wish to stop, whether or not the child
/// can heed it. Passes progress and wishes on. Blocking, worker thread.
class NetworkTalk
{
public:
    enum class Pace {
        Look, ///< NetworkLimits::look, whatever the child does
        Work, ///< as the phase demands that it tells
    };

    NetworkTalk(NetworkAccess access, Path about, const RunControl &control, Pace pace);
    /// Ends the child, if it has not ended.
    ~NetworkTalk() = default;
    NetworkTalk(const NetworkTalk &) = delete;
    NetworkTalk &operator=(const NetworkTalk &) = delete;

    /// The path that silence speaks of while the child delivers a backup.
    void setDestination(const Path &destination) { m_destination = destination; }
    [[nodiscard]] Result<void> begin(const char *operation, const QJsonObject &arguments);
    /// The plan of a backup. Any other answer than that is an error.
    [[nodiscard]] Result<QJsonObject> plan() { return await(QStringLiteral("plan")); }
    void go();
    [[nodiscard]] Result<QJsonObject> answer() { return await(QStringLiteral("answer")); }

private:
    [[nodiscard]] Result<QJsonObject> await(const QString &expected);
    [[nodiscard]] std::optional<Error> supervise();
    void passWishes();
    void tellOfSilence();
    [[nodiscard]] std::chrono::milliseconds limit() const;
    [[nodiscard]] bool isDelivering() const;
    [[nodiscard]] Error failure(ErrorKind kind, const QString &detail) const;
    [[nodiscard]] Error errorOf(const ChildEnd &end) const;

    NetworkAccess m_access;
    Path m_about;
    Path m_destination;
    const RunControl &m_control;
    Pace m_pace;
    std::optional<ChildConversation> m_child;
    QElapsedTimer m_silence;              ///< since it said something, or was told to go on
    QElapsedTimer m_sinceStop;            ///< valid once it was told to stop
    std::chrono::milliseconds m_grace{0}; ///< from then on
    bool m_isPaused = false;
    Progress m_progress; ///< that it has told last
    bool m_isStalled = false;
};

} // namespace litekeeper

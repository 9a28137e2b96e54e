// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networktalk.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

// Wishes are looked at that often.
constexpr auto interval = 25ms;
// A child that has something to tell tells it 20 times a second.
constexpr auto talkative = 300ms;
// Behind that, how fast it went and how long it will take is no longer true.
constexpr auto stalled = 2s;
constexpr auto noLimit = std::chrono::milliseconds::max();

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkTalk", text);
}

QByteArray wish(const char *what)
{
    return networkprotocol::lineOf("wish", {{QStringLiteral("what"), QLatin1String(what)}});
}

} // namespace

NetworkTalk::NetworkTalk(NetworkAccess access, Path about, const RunControl &control, Pace pace)
    : m_access(std::move(access))
    , m_about(std::move(about))
    , m_control(control)
    , m_pace(pace)
{
}

Error NetworkTalk::failure(ErrorKind kind, const QString &detail) const
{
    const bool isOfDestination = isDelivering() && !m_destination.empty();
    return {.kind = kind, .path = isOfDestination ? m_destination : m_about, .detail = detail};
}

bool NetworkTalk::isDelivering() const
{
    switch (m_progress.phase) {
    case Phase::Delivering:
    case Phase::Syncing:
    case Phase::ReadingBack:
    case Phase::Publishing:
        return true;
    default:
        return false;
    }
}

Result<void> NetworkTalk::begin(const char *operation, const QJsonObject &arguments)
{
    Result<ChildConversation> child
        = ChildConversation::start(m_access.program(), {QString::fromLatin1(networkprotocol::command)});
    if (!child) {
        Error error = failure(ErrorKind::Unknown,
                              tr("“%1”, which reads network places, could not be started (%2)")
                                  .arg(displayPath(m_access.program()), describe(child.error())));
        error.advice = tr("Install Litekeeper again, with its command line.");
        return error;
    }
    m_child = std::move(*child);
    QJsonObject request = arguments;
    request.insert(QStringLiteral("do"), QLatin1String(operation));
    m_child->write(networkprotocol::lineOf("request", request));
    m_silence.start();
    return {};
}

void NetworkTalk::go()
{
    m_child->write(networkprotocol::lineOf("go", {}));
    m_silence.start();
}

std::chrono::milliseconds NetworkTalk::limit() const
{
    if (m_isPaused) {
        return noLimit;
    }
    if (m_pace == Pace::Look) {
        return m_access.limits().look;
    }
    switch (m_progress.phase) {
    case Phase::Syncing:
    case Phase::Retrying:
        return m_access.limits().syncing;
    case Phase::Waiting:
    case Phase::PreCopying:
    case Phase::Copying:
    case Phase::Comparing:
    case Phase::Compressing:
    case Phase::Checking:
    case Phase::Rehearsing:
        return m_access.limits().local;
    case Phase::Preparing:
    case Phase::ReadingBack:
    case Phase::Reading:
    case Phase::Publishing:
    case Phase::Fetching:
    case Phase::Confirming:
    case Phase::Delivering:
        break;
    }
    return m_access.limits().network;
}

void NetworkTalk::passWishes()
{
    if (m_control.stopRequested() && !m_sinceStop.isValid()) {
        m_child->write(wish("stop"));
        m_grace = m_silence.elapsed() < std::chrono::milliseconds(talkative).count()
            ? m_access.limits().tidying
            : m_access.limits().hanging;
        m_sinceStop.start();
    }
    if (m_control.pauseRequested() != m_isPaused) {
        m_isPaused = !m_isPaused;
        m_child->write(wish(m_isPaused ? "pause" : "resume"));
        m_silence.start();
    }
}

void NetworkTalk::tellOfSilence()
{
    if (!m_isStalled && !m_isPaused && m_progress.bytesTotal >= 0
        && m_silence.hasExpired(std::chrono::milliseconds(stalled).count())) {
        m_isStalled = true;
        m_progress.bytesPerSecond = 0;
        m_progress.millisecondsLeft = -1;
        m_control.report(m_progress);
    }
}

/// Why it is not waited for any longer.
std::optional<Error> NetworkTalk::supervise()
{
    passWishes();
    if (m_sinceStop.isValid() && m_sinceStop.hasExpired(m_grace.count())) {
        return failure(ErrorKind::Cancelled, {});
    }
    if (limit() != noLimit && m_silence.hasExpired(limit().count())) {
        return failure(ErrorKind::NotAnswering,
                       tr("there was no sign of life for %1 seconds")
                           .arg(std::chrono::duration_cast<std::chrono::seconds>(limit()).count()));
    }
    return std::nullopt;
}

Error NetworkTalk::errorOf(const ChildEnd &end) const
{
    if (m_sinceStop.isValid()) {
        return failure(ErrorKind::Cancelled, {});
    }
    if (end.kind == ChildEnd::Kind::Died) {
        return failure(ErrorKind::Unknown,
                       tr("the process that worked on it was ended by signal %1").arg(end.code));
    }
    return failure(ErrorKind::Unknown,
                   tr("the process that worked on it ended too early (%1)")
                       .arg(end.text.isEmpty() ? QString::number(end.code) : end.text));
}

Result<QJsonObject> NetworkTalk::await(const QString &expected)
{
    using Heard = ChildConversation::Heard;
    while (true) {
        if (const std::optional<Error> over = supervise()) {
            m_child.reset(); // and whatever holds it does not hold us
            return *over;
        }
        const Heard heard = m_child->hear(interval);
        if (heard.kind == Heard::Kind::Ended) {
            return errorOf(heard.end);
        }
        if (heard.kind == Heard::Kind::Nothing) {
            tellOfSilence();
            continue;
        }
        m_silence.start();
        m_isStalled = false;
        const std::optional<networkprotocol::Message> message = networkprotocol::messageFromLine(heard.line);
        if (message && message->name == expected) {
            return message->body;
        }
        const bool isError = message && message->name == QLatin1String("error");
        const auto error = isError ? networkprotocol::errorFromJson(message->body) : std::nullopt;
        const bool isProgress = message && message->name == QLatin1String("progress");
        const auto progress = isProgress ? networkprotocol::strictProgress(message->body) : std::nullopt;
        if (error) {
            return *error;
        }
        if (!progress) {
            m_child.reset();
            return failure(ErrorKind::Unknown,
                           tr("the process that worked on it said what nobody understands"));
        }
        m_progress = *progress;
        m_control.report(*progress);
    }
}

} // namespace litekeeper

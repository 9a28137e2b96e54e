// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/networkchild.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/restraint.h"
#include "common/durablefile.h"
#include "places/destination.h"
#include "runner/inputthread.h"
#include "service/networkbackup.h"
#include "service/networkoperations.h"
#include "service/networkprotocol.h"
#include "service/progressjson.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>

namespace litekeeper {

namespace {

using networkprotocol::lineOf;
using networkprotocol::Message;

bool say(const char *name, const QJsonObject &body)
{
    static std::mutex mutex; // progress comes from several threads
    const std::lock_guard lock(mutex);
    return console::writeRaw(lineOf(name, body));
}

/// What the parent says: wishes for the control, everything else in its order.
class Parent
{
public:
    explicit Parent(RunControl &control)
        : m_control(control)
        , m_input([this](const QByteArray &line) { take(line); }, [this] { end(); })
    {
    }

    /// The next message; nothing once the parent is gone or talks nonsense.
    [[nodiscard]] std::optional<Message> next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isOver || !m_messages.empty(); });
        if (m_messages.empty()) {
            return std::nullopt;
        }
        Message message = std::move(m_messages.front());
        m_messages.pop_front();
        return message;
    }

private:
    void take(const QByteArray &line)
    {
        const std::optional<Message> message = networkprotocol::messageFromLine(line);
        if (!message) {
            end();
        } else if (message->name == QLatin1String("wish")) {
            heed(message->body.value(QLatin1String("what")).toString());
        } else {
            const std::lock_guard lock(m_mutex);
            m_messages.push_back(*message);
            m_changed.notify_all();
        }
    }
    void heed(const QString &wish)
    {
        if (wish == QLatin1String("pause")) {
            m_control.requestPause();
        } else if (wish == QLatin1String("resume")) {
            m_control.requestResume();
        } else {
            end();
        }
    }
    /// Nobody waits for the work any more.
    void end()
    {
        m_control.requestStop();
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_changed.notify_all();
    }

    RunControl &m_control;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Message> m_messages; ///< guarded by m_mutex
    bool m_isOver = false;          ///< guarded by m_mutex
    InputThread m_input;            ///< the last member: it uses the others
};

int sayError(const Error &error)
{
    return say("error", networkprotocol::toJson(error)) ? ExitDone : ExitFailed;
}

/// What an earlier attempt of the same run has left. If it cannot be removed now, the run tells.
void removeLeftover(const Path &file)
{
    if (file.extension() == ".partial") {
        (void)removeDurably(file);
    }
}

int backUpForParent(const NetworkBackupRequest &wanted, Parent &parent, const RunControl &control)
{
    removeLeftover(wanted.leftover);
    if (wanted.makeFolder) {
        if (const Result<void> made = createPrivateFolder(wanted.request.destination); !made) {
            return sayError(made.error());
        }
    }
    const Result<BackupPlan> plan = planBackup(wanted.request);
    if (!plan) {
        return sayError(plan.error());
    }
    if (!say("plan", networkprotocol::toJson(*plan))) {
        return ExitFailed;
    }
    // The parent keeps a record of the run now, before any byte of it is written.
    const std::optional<Message> going = parent.next();
    if (!going || going->name != QLatin1String("go")) {
        return sayError({.kind = ErrorKind::Cancelled, .path = plan->source});
    }
    NetworkBackupAnswer answer{.report = backUp(wanted.request, *plan, wanted.lockFolder, control),
                               .destinationId = {}};
    if (answer.report.backup) {
        const Result<Destination> destination = Destination::open(plan->finalFile.parent_path());
        answer.destinationId = destination ? destination->id() : QUuid();
    }
    return say("answer", networkprotocol::toJson(answer)) ? ExitDone : ExitFailed;
}

int perform(const QJsonObject &request, Parent &parent, const RunControl &control)
{
    if (request.value(QLatin1String("do")).toString() == QLatin1String(networkprotocol::backUp)) {
        const auto wanted = networkprotocol::networkBackupFromJson(request);
        return wanted ? backUpForParent(*wanted, parent, control)
                      : sayError({.kind = ErrorKind::InvalidArgument});
    }
    const Result<QJsonObject> answer = performNetworkOperation(request, control);
    if (!answer) {
        return sayError(answer.error());
    }
    return say("answer", *answer) ? ExitDone : ExitFailed;
}

} // namespace

NetworkChild::NetworkChild(CLI::App &program)
    : m_app(program.add_subcommand(networkprotocol::command, ""))
{
    m_app->group(""); // not in the help
}

int NetworkChild::run(Session &)
{
    endWithParent();
    RunControl control([](const Progress &progress) { (void)say("progress", toJson(progress)); });
    Parent parent(control);
    const std::optional<Message> request = parent.next();
    if (!request || request->name != QLatin1String("request")) {
        console::printError(
            QStringLiteral("Litekeeper starts this by itself; use “backup” with a path on the share."));
        return ExitUsage;
    }
    try {
        return perform(request->body, parent, control);
    } catch (const std::exception &exception) {
        return sayError({.detail = QString::fromLocal8Bit(exception.what())});
    }
}

} // namespace litekeeper

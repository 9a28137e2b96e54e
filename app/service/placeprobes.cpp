// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/placeprobes.h"

#include "runner/childprocess.h"
#include "service/paths.h"
#include "service/probeprotocol.h"

#include <QTimer>

#include <algorithm>
#include <list>
#include <utility>

namespace litekeeper {

using namespace std::chrono_literals;

class PlaceProbes::Private
{
public:
    /// One question, until its child has ended.
    struct Probe
    {
        Path folder;
        int shareDepth = 0;
        std::unique_ptr<ChildProcess> child; ///< null: waits for its turn
        QTimer timer;
        bool isAnswered = false;
        bool isRunning = false; ///< counts among the few; not once its time is over
    };

    Private(PlaceProbes *probes, Path childProgram)
        : q(probes)
        , program(childProgram.empty() ? programBeside() : std::move(childProgram))
    {
    }

    void startNext();
    void start(Probe &probe);
    void take(Probe &probe, const QByteArray &line);
    void giveUp(Probe &probe);
    void end(Probe &probe, const ChildEnd &end);
    void answer(Probe &probe, const Result<PlaceAnswer> &answer);
    void leave(Probe &probe);

    PlaceProbes *q;
    Path program;
    std::chrono::milliseconds limit = 10s;
    std::list<Probe> probes;
};

void PlaceProbes::Private::startNext()
{
    for (Probe &probe : probes) {
        const auto running
            = std::count_if(probes.begin(), probes.end(), [](const Probe &each) { return each.isRunning; });
        if (running >= parallelProbes) {
            return;
        }
        if (!probe.child) {
            start(probe);
        }
    }
}

void PlaceProbes::Private::start(Probe &probe)
{
    probe.isRunning = true;
    probe.child = std::make_unique<ChildProcess>();
    Probe *started = &probe;
    connect(probe.child.get(), &ChildProcess::lineReceived, q,
            [this, started](const QByteArray &line) { take(*started, line); });
    connect(
        probe.child.get(), &ChildProcess::ended, q,
        [this, started](const ChildEnd &ended) { end(*started, ended); }, Qt::QueuedConnection);
    connect(&probe.timer, &QTimer::timeout, q, [this, started] { giveUp(*started); });
    probe.timer.setSingleShot(true);
    probe.timer.start(limit);
    probe.child->start(program, {QString::fromLatin1(probeprotocol::command)},
                       probeprotocol::requestLine({.folder = probe.folder, .shareDepth = probe.shareDepth}));
}

void PlaceProbes::Private::take(Probe &probe, const QByteArray &line)
{
    if (!probe.isRunning) {
        return; // too late, and told so
    }
    const probeprotocol::Said said = probeprotocol::saidFromLine(line);
    if (said.answer) {
        answer(probe, *said.answer);
    }
    if (said.shares) {
        Q_EMIT q->sharesFound(probe.folder, *said.shares);
    }
}

void PlaceProbes::Private::answer(Probe &probe, const Result<PlaceAnswer> &answer)
{
    if (!std::exchange(probe.isAnswered, true)) {
        Q_EMIT q->answered(probe.folder, answer);
    }
}

/// It is killed, but may hang in the kernel where that does not reach it, so it is kept until it ends.
void PlaceProbes::Private::giveUp(Probe &probe)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limit).count();
    answer(probe,
           Error{.kind = ErrorKind::NotAnswering,
                 .path = probe.folder,
                 .detail = tr("it gave no answer within %n second(s)", nullptr, int(seconds))});
    leave(probe);
    probe.child->kill();
}

void PlaceProbes::Private::end(Probe &probe, const ChildEnd &end)
{
    probe.timer.stop();
    answer(probe,
           Error{.kind = ErrorKind::Unknown,
                 .path = probe.folder,
                 .detail = tr("the process that asked it ended too early (%1)")
                               .arg(end.text.isEmpty() ? QString::number(end.code) : end.text)});
    leave(probe);
    probes.remove_if([&probe](const Probe &each) { return &each == &probe; });
}

void PlaceProbes::Private::leave(Probe &probe)
{
    if (!std::exchange(probe.isRunning, false)) {
        return; // its time was over before
    }
    Q_EMIT q->done(probe.folder);
    // Behind the signal that led here.
    QMetaObject::invokeMethod(
        q, [this] { startNext(); }, Qt::QueuedConnection);
}

PlaceProbes::PlaceProbes(Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(program)))
{
}

PlaceProbes::~PlaceProbes()
{
    for (Private::Probe &probe : d->probes) {
        if (probe.child) {
            probe.child->disconnect(this);
            ChildProcess::abandon(std::move(probe.child));
        }
    }
}

void PlaceProbes::setTimeLimit(std::chrono::milliseconds limit)
{
    d->limit = limit;
}

std::chrono::milliseconds PlaceProbes::timeLimit() const
{
    return d->limit;
}

bool PlaceProbes::isAsking(const Path &folder) const
{
    return std::any_of(d->probes.begin(), d->probes.end(),
                       [&folder](const Private::Probe &each) { return each.folder == folder; });
}

void PlaceProbes::ask(const Path &folder, int shareDepth)
{
    if (isAsking(folder)) {
        return;
    }
    Private::Probe &probe = d->probes.emplace_back();
    probe.folder = folder;
    probe.shareDepth = shareDepth;
    d->startNext();
}

} // namespace litekeeper

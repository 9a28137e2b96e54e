// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/gaterecord.h"

#include "runner/childprocess.h"
#include "service/paths.h"

#include <QPromise>
#include <QTimer>

#include <list>

namespace litekeeper {

class GateRecordReader::Private
{
public:
    using Records = Result<QList<GateRecord>>;
    struct Task
    {
        Path path;
        QPromise<Records> promise;
    };

    explicit Private(GateRecordReader *reader, Path childProgram)
        : q(reader)
        , program(childProgram.empty() ? programBeside() : std::move(childProgram))
    {
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, q, [this] { finish(failure(tr("it gave no answer in time"))); });
    }

    void startNext();
    void finish(const Records &records);
    [[nodiscard]] Records failure(const QString &why) const;
    [[nodiscard]] Records endOf(const ChildEnd &end) const;

    GateRecordReader *q;
    Path program;
    std::list<Task> tasks; ///< the first one is being read
    std::unique_ptr<ChildProcess> child;
    std::optional<Records> answer;
    QTimer timer;
};

void GateRecordReader::Private::startNext()
{
    if (child || tasks.empty()) {
        return;
    }
    answer.reset();
    child = std::make_unique<ChildProcess>();
    connect(child.get(), &ChildProcess::lineReceived, q,
            [this](const QByteArray &line) { answer = gaterecordprotocol::recordsFromLine(line); });
    connect(
        child.get(), &ChildProcess::ended, q, [this](const ChildEnd &end) { finish(endOf(end)); },
        Qt::QueuedConnection);
    timer.start(timeLimit);
    child->start(program, {QString::fromLatin1(gaterecordprotocol::command)},
                 gaterecordprotocol::requestLine(tasks.front().path));
}

GateRecordReader::Private::Records GateRecordReader::Private::failure(const QString &why) const
{
    return Error{.kind = ErrorKind::Unknown, .path = tasks.front().path, .detail = why};
}

GateRecordReader::Private::Records GateRecordReader::Private::endOf(const ChildEnd &end) const
{
    return answer ? *answer
                  : failure(tr("the process that reads it ended too early (%1)")
                                .arg(end.text.isEmpty() ? QString::number(end.code) : end.text));
}

void GateRecordReader::Private::finish(const Records &records)
{
    timer.stop();
    child->disconnect(q);
    ChildProcess::abandon(std::move(child));
    Task task = std::move(tasks.front());
    tasks.pop_front();
    task.promise.addResult(records);
    task.promise.finish();
    startNext();
}

GateRecordReader::GateRecordReader(Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(program)))
{
}

GateRecordReader::~GateRecordReader()
{
    if (d->child) {
        d->child->disconnect(this);
        ChildProcess::abandon(std::move(d->child));
    }
    for (Private::Task &task : d->tasks) {
        task.promise.addResult(Private::Records(Error{.kind = ErrorKind::Cancelled, .path = task.path}));
        task.promise.finish();
    }
}

QFuture<Result<QList<GateRecord>>> GateRecordReader::read(const Path &path)
{
    d->tasks.push_back({.path = path, .promise = {}});
    Private::Task &task = d->tasks.back();
    task.promise.start();
    const QFuture<Result<QList<GateRecord>>> future = task.promise.future();
    d->startNext();
    return future;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/databaselook.h"

#include "common/privatefolder.h"
#include "runner/childprocess.h"
#include "runner/taskrunner.h"
#include "service/lookprotocol.h"
#include "service/paths.h"

#include <QTimer>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

// While it unpacks it tells how far it is, and for a page it gives itself less time than that.
constexpr auto openSilence = 10min;
constexpr auto pageSilence = 2min;

} // namespace

class DatabaseLook::Private
{
public:
    Private(DatabaseLook *look, TaskRunner &taskRunner, const Paths &paths, Path childProgram)
        : q(look)
        , runner(taskRunner)
        , scratch(paths.scratch)
        , program(childProgram.empty() ? programBeside() : std::move(childProgram))
    {
        silence.setSingleShot(true);
    }

    void take(const QByteArray &line);
    void takePage(const RowPage &page);
    void take(const Error &error);
    void fail(const QString &sentence);
    void endChild();
    void removeEnded();
    [[nodiscard]] QString sentenceFor(const ChildEnd &end) const;

    DatabaseLook *q;
    TaskRunner &runner;
    Path scratch;
    Path program;
    std::unique_ptr<ChildProcess> child;
    std::unique_ptr<ChildProcess> ended; ///< nobody listens to it any more
    QTimer silence;                      ///< runs while an answer is due
    QList<lookprotocol::RowsRequest> due;
    bool isOpen = false;
};

void DatabaseLook::Private::take(const QByteArray &line)
{
    const lookprotocol::Answer answer = lookprotocol::answerFromLine(line);
    if (answer.error) {
        take(*answer.error);
    } else if (answer.progress && !isOpen) {
        silence.start(openSilence);
        Q_EMIT q->progressed(*answer.progress);
    } else if (answer.tables && !isOpen) {
        isOpen = true;
        silence.stop();
        Q_EMIT q->opened(*answer.tables);
    } else if (answer.page && isOpen) {
        takePage(*answer.page);
    } else {
        fail(tr("The process that reads the database says what nobody understands. Nothing of it is shown."));
    }
}

void DatabaseLook::Private::take(const Error &error)
{
    const bool isWrong = error.kind == ErrorKind::PasswordWrong;
    if (child && !isOpen && (isWrong || error.kind == ErrorKind::PasswordNeeded)) {
        endChild();
        Q_EMIT q->passwordWanted(isWrong);
    } else {
        fail(describe(error));
    }
}

void DatabaseLook::Private::takePage(const RowPage &page)
{
    if (due.isEmpty() || due.front().table != page.table || due.front().from != page.from) {
        fail(tr("The process that reads the database gave rows that nobody asked for. Nothing of it is "
                "shown."));
        return;
    }
    due.removeFirst();
    if (due.isEmpty()) {
        silence.stop();
    } else {
        silence.start(pageSilence);
    }
    Q_EMIT q->rowsArrived(page);
}

void DatabaseLook::Private::fail(const QString &sentence)
{
    if (child) {
        endChild();
        Q_EMIT q->failed(sentence);
    }
}

// It may be a signal of the child's own that led here, so that it goes a moment later.
void DatabaseLook::Private::endChild()
{
    silence.stop();
    child->disconnect(q);
    ended = std::move(child);
    QMetaObject::invokeMethod(
        q, [this] { removeEnded(); }, Qt::QueuedConnection);
}

// What a killed child leaves in the scratch folder may be large.
void DatabaseLook::Private::removeEnded()
{
    if (ended) {
        // It may hang in a file system, and nobody waits for that.
        ChildProcess::abandon(std::move(ended));
        runner.startTask([folder = scratch] { removeAbandonedFolders(folder); });
    }
}

QString DatabaseLook::Private::sentenceFor(const ChildEnd &end) const
{
    switch (end.kind) {
    case ChildEnd::Kind::NotStarted:
        return tr("The database cannot be looked into: “%1” could not be started (%2). Install Litekeeper "
                  "again, with its command line.")
            .arg(displayPath(program), end.text);
    case ChildEnd::Kind::Died:
        return tr("The process that read the database was ended by signal %1, as happens when a file is made "
                  "to break programs, or needs more memory or time than is allowed. The file is unchanged; "
                  "open it only with programs that you trust with it.")
            .arg(end.code);
    case ChildEnd::Kind::Exited:
        break;
    }
    return tr("The process that read the database ended before it was done (%1). Close this window and look "
              "inside again.")
        .arg(end.text.isEmpty() ? tr("code %1").arg(end.code) : end.text);
}

DatabaseLook::DatabaseLook(TaskRunner &runner, const Paths &paths, Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner, paths, std::move(program)))
{
    connect(&d->silence, &QTimer::timeout, this, [this] {
        d->fail(tr("The process that reads the database gave no answer for too long, and was ended. If the "
                   "file is on a network drive, copy it to this computer first."));
    });
}

DatabaseLook::~DatabaseLook()
{
    if (d->child) {
        d->ended = std::move(d->child);
    }
    d->removeEnded();
}

void DatabaseLook::open(const Path &file, const Path &database, const QByteArray &password)
{
    Q_ASSERT(!d->child);
    d->isOpen = false;
    d->due.clear();
    d->child = std::make_unique<ChildProcess>();
    connect(d->child.get(), &ChildProcess::lineReceived, this,
            [this](const QByteArray &line) { d->take(line); });
    connect(
        d->child.get(), &ChildProcess::ended, this,
        [this](const ChildEnd &end) {
            d->silence.stop();
            d->fail(d->sentenceFor(end));
        },
        Qt::QueuedConnection);
    d->silence.start(openSilence);
    d->child->startConversation(
        d->program, {QString::fromLatin1(lookprotocol::command)},
        lookprotocol::openRequestLine(
            {.place = {.file = absolutePath(file), .database = database, .password = password},
             .scratchFolder = d->scratch}));
}

void DatabaseLook::fetchRows(const QString &table, qint64 from)
{
    if (!d->child || !d->isOpen) {
        return;
    }
    const lookprotocol::RowsRequest request{.table = table, .from = from, .limit = pageRows};
    d->due.append(request);
    d->silence.start(pageSilence);
    d->child->write(lookprotocol::rowsRequestLine(request));
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/databaselook.h"

#include "common/privatefolder.h"
#include "runner/childprocess.h"
#include "runner/taskrunner.h"
#include "service/lookprotocol.h"
#include "service/networkaccess.h"
#include "service/paths.h"
#include "service/privatedatabase.h"
#include "service/progressslot.h"
#include "service/whendone.h"

#include <QTimer>

#include <algorithm>
#include <deque>
#include <utility>

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
    [[nodiscard]] bool isExporting() const
    {
        return !due.empty() && std::holds_alternative<lookprotocol::ExportQuestion>(due.front());
    }
    void say(const QByteArray &line);
    void takePiece(const QByteArray &bytes);
    void stopExport();
    void takeAnswer(const lookprotocol::Answer &answer);
    [[nodiscard]] bool isWhatWasAsked(const lookprotocol::Answer &answer) const;
    void tell(const lookprotocol::Question &question, const lookprotocol::Answer &answer);
    void ask(const lookprotocol::Question &question);
    void writeQuestions();
    void start(const lookprotocol::OpenRequest &request);
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
    std::deque<lookprotocol::Question> due;
    size_t written = 0; ///< of `due`: the child knows of them
    bool isExportWritten = false;
    bool isStopWritten = false; ///< of that export
    bool isOpen = false;
    std::shared_ptr<RunControl> taking;      ///< while a snapshot is taken
    std::shared_ptr<PrivateDatabase> copied; ///< what the child reads, if we have made it
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
    } else if (isOpen && answer.piece && isExporting()) {
        takePiece(*answer.piece);
    } else if (isOpen && isWhatWasAsked(answer)) {
        takeAnswer(answer);
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

void DatabaseLook::Private::takePiece(const QByteArray &bytes)
{
    if (!isStopWritten) { // it had not heard of that when it wrote the piece
        silence.stop();   // it is our turn
        Q_EMIT q->pieceArrived(bytes);
    }
}

bool DatabaseLook::Private::isWhatWasAsked(const lookprotocol::Answer &answer) const
{
    if (due.empty()) {
        return false;
    }
    const lookprotocol::Question &question = due.front();
    if (const auto *rows = std::get_if<RowsWish>(&question)) {
        return answer.page && answer.page->table == rows->table && answer.page->serial == rows->serial;
    }
    if (const auto *count = std::get_if<lookprotocol::CountQuestion>(&question)) {
        return answer.count && answer.count->table == count->table;
    }
    return std::holds_alternative<lookprotocol::PositionQuestion>(question) ? answer.position.has_value()
        : std::holds_alternative<lookprotocol::SearchQuestion>(question)    ? answer.found.has_value()
        : std::holds_alternative<lookprotocol::ExportQuestion>(question)    ? answer.exported.has_value()
                                                                            : answer.value.has_value();
}

void DatabaseLook::Private::takeAnswer(const lookprotocol::Answer &answer)
{
    const lookprotocol::Question question = std::move(due.front());
    due.pop_front();
    --written;
    if (std::holds_alternative<lookprotocol::ExportQuestion>(question)) {
        isExportWritten = false;
    }
    if (due.empty()) {
        silence.stop();
    } else {
        silence.start(isExportWritten ? openSilence : pageSilence);
    }
    writeQuestions();
    tell(question, answer);
}

void DatabaseLook::Private::tell(const lookprotocol::Question &question, const lookprotocol::Answer &answer)
{
    if (answer.page) {
        Q_EMIT q->rowsArrived(*answer.page);
    } else if (answer.count) {
        Q_EMIT q->rowsCounted(*answer.count);
    } else if (answer.found) {
        Q_EMIT q->searched(*answer.found);
    } else if (answer.exported) {
        Q_EMIT q->exported(answer.exported->rows, answer.exported->wasStopped, answer.exported->problem);
    } else if (const auto *row = std::get_if<lookprotocol::PositionQuestion>(&question)) {
        Q_EMIT q->rowFound(row->table, row->key, *answer.position);
    } else if (const auto *value = std::get_if<lookprotocol::ValueQuestion>(&question)) {
        Q_EMIT q->valueArrived(value->place, *answer.value);
    }
}

void DatabaseLook::Private::ask(const lookprotocol::Question &question)
{
    if (child && isOpen) {
        due.push_back(question);
        writeQuestions();
    }
}

/// While an export goes on, every line is about that, so that the other questions wait behind it.
void DatabaseLook::Private::writeQuestions()
{
    while (written < due.size() && !isExportWritten) {
        const lookprotocol::Question &question = due.at(written++);
        isExportWritten = std::holds_alternative<lookprotocol::ExportQuestion>(question);
        isStopWritten = false;
        silence.start(isExportWritten ? openSilence : pageSilence);
        child->write(lookprotocol::questionLine(question));
    }
}

void DatabaseLook::Private::say(const QByteArray &line)
{
    if (child && isExporting() && !isStopWritten) {
        silence.start(openSilence);
        child->write(line);
    }
}

/// The newest one, which may wait for the end of another.
void DatabaseLook::Private::stopExport()
{
    const auto newest = std::find_if(due.rbegin(), due.rend(), [](const lookprotocol::Question &question) {
        return std::holds_alternative<lookprotocol::ExportQuestion>(question);
    });
    if (!child || newest == due.rend()) {
        return;
    }
    const auto position = due.size() - 1 - size_t(newest - due.rbegin());
    if (position >= written) { // nobody has told the child
        due.erase(due.begin() + qsizetype(position));
        QMetaObject::invokeMethod(
            q, [this] { Q_EMIT q->exported(0, true, {}); }, Qt::QueuedConnection);
    } else if (!std::exchange(isStopWritten, true)) {
        silence.start(pageSilence);
        child->write(lookprotocol::stopLine());
    }
}

void DatabaseLook::Private::start(const lookprotocol::OpenRequest &request)
{
    written = 0;
    isExportWritten = false;
    isStopWritten = false;
    child = std::make_unique<ChildProcess>();
    connect(child.get(), &ChildProcess::lineReceived, q, [this](const QByteArray &line) { take(line); });
    connect(
        child.get(), &ChildProcess::ended, q,
        [this](const ChildEnd &end) {
            silence.stop();
            fail(sentenceFor(end));
        },
        Qt::QueuedConnection);
    silence.start(openSilence);
    child->startConversation(program, {QString::fromLatin1(lookprotocol::command)},
                             lookprotocol::openRequestLine(request));
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
    if (d->taking) {
        d->taking->requestStop();
    }
    if (d->child) {
        d->ended = std::move(d->child);
    }
    d->removeEnded();
    if (d->copied) { // removing a large file takes a moment
        d->runner.startTask([copied = std::move(d->copied)]() mutable { copied.reset(); });
    }
}

void DatabaseLook::open(const Path &file, const Path &database, const QByteArray &password)
{
    Q_ASSERT(!d->child && !d->taking);
    d->isOpen = false;
    d->due.clear();
    d->start({.place = {.file = absolutePath(file), .database = database, .password = password},
              .scratchFolder = d->scratch});
}

void DatabaseLook::openStill(const Path &file, const NetworkAccess &network)
{
    Q_ASSERT(!d->child && !d->taking);
    d->isOpen = false;
    d->due.clear();
    d->copied.reset();
    auto slot = std::make_shared<ProgressSlot>();
    d->taking = std::make_shared<RunControl>([slot](const Progress &progress) { slot->put(progress); });
    auto *ticks = new QTimer(this);
    connect(ticks, &QTimer::timeout, this, [this, slot] {
        if (const std::optional<Progress> progress = slot->take()) {
            Q_EMIT progressed(*progress);
        }
    });
    ticks->start(100ms);
    // Futures want what can be copied.
    using Taken = Result<std::shared_ptr<PrivateDatabase>>;
    const auto work
        = [file = absolutePath(file), scratch = d->scratch, network](const RunControl &control) -> Taken {
        Result<PrivateDatabase> taken = takePrivately(file, scratch, network, control);
        return taken ? Taken(std::make_shared<PrivateDatabase>(*std::move(taken))) : Taken(taken.error());
    };
    whenDone(d->runner.startTask(d->taking, work), this, [this, ticks](const Taken &taken) {
        ticks->deleteLater();
        d->taking.reset();
        if (!taken) {
            Q_EMIT failed(describe(taken.error()));
            return;
        }
        d->copied = *taken;
        d->start({.place = {.file = d->copied->file, .database = d->copied->file.filename()},
                  .scratchFolder = d->scratch,
                  .isOurs = true});
    });
}

void DatabaseLook::fetchRows(const RowsWish &wish)
{
    d->ask(wish);
}

void DatabaseLook::countRows(const QString &table)
{
    d->ask(lookprotocol::CountQuestion{table});
}

void DatabaseLook::findRow(const QString &table, qint64 key)
{
    d->ask(lookprotocol::PositionQuestion{table, key});
}

void DatabaseLook::search(const QString &text, const TextPlace &from, int limit)
{
    d->ask(lookprotocol::SearchQuestion{text, from, limit});
}

void DatabaseLook::exportRows(const QString &table, ExportFormat format, const QString &filter,
                              const QString &column)
{
    d->ask(lookprotocol::ExportQuestion{
        .table = table, .format = format, .filter = filter, .filterColumn = column});
}

void DatabaseLook::takeMore()
{
    d->say(lookprotocol::moreLine());
}

void DatabaseLook::stopExport()
{
    d->stopExport();
}

void DatabaseLook::fetchValue(const ValuePlace &place, qint64 offset, qint64 length)
{
    d->ask(lookprotocol::ValueQuestion{place, offset, length});
}

} // namespace litekeeper

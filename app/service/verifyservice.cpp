// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verifyservice.h"

#include "common/privatefolder.h"
#include "runner/childprocess.h"
#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"
#include "service/paths.h"
#include "service/verdictcomparison.h"
#include "service/verifyprotocol.h"
#include "service/whendone.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <csignal>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

// A check of one database that takes longer is given up, and so is a child that says nothing for so long.
constexpr auto checkLimit = 2h;
constexpr auto silenceLimit = 10min;
// While it reads from a network mount it tells more often than that, unless the mount is dead.
constexpr auto networkSilenceLimit = 60s;
constexpr auto silenceLook = 5s;
constexpr int verdictsToCompare = 200;

Finding notFinished(const QString &reason)
{
    return {
        Severity::Problem,
        QStringLiteral("not-finished"),
        VerifyService::tr("The verification could not be finished: %1 Nothing can be said about the file.")
            .arg(reason),
        {}};
}

} // namespace

class VerifyService::Private
{
public:
    Private(VerifyService *service, CatalogueService &catalogueService, TaskRunner &taskRunner,
            const Paths &paths, Path childProgram)
        : q(service)
        , catalogue(catalogueService)
        , runner(taskRunner)
        , scratch(paths.scratch)
        , program(childProgram.empty() ? programBeside() : std::move(childProgram))
    {
    }

    struct Wish
    {
        Item item;
        VerifyWish wish;
    };

    void startNext();
    void take(const QByteArray &line);
    void end(const ChildEnd &end);
    void lookAtSilence();
    [[nodiscard]] std::chrono::milliseconds limitOfSilence() const;
    void askForItsPlace();
    void abandonChild();
    void cleanUp();
    [[nodiscard]] FileVerdict verdictOf(const Wish &wish, const ChildEnd &end);
    void compare(const FileVerdict &verdict);
    void compareWith(FileVerdict verdict, const QList<Backup> &backups);
    void finish(const FileVerdict &verdict);

    VerifyService *q;
    CatalogueService &catalogue;
    TaskRunner &runner;
    Path scratch;
    Path program;
    QList<Wish> wishes; ///< the first one is running if there is a child
    std::unique_ptr<ChildProcess> child;
    verifyprotocol::Answer answer; ///< what the child has said for good
    QElapsedTimer duration;
    QElapsedTimer silence;
    QTimer silenceTimer;
    Phase phase = Phase::Preparing; ///< that the child has told last
    bool isOnNetwork = false;       ///< the file, as far as is known by now
    bool wasSilent = false;
    bool isCancelled = false;
};

void VerifyService::Private::startNext()
{
    if (child || wishes.isEmpty()) {
        return;
    }
    Wish &next = wishes.front();
    next.item.running = true;
    answer = {};
    wasSilent = false;
    isCancelled = false;
    phase = Phase::Preparing;
    askForItsPlace();
    child = std::make_unique<ChildProcess>();
    QObject::connect(child.get(), &ChildProcess::lineReceived, q,
                     [this](const QByteArray &line) { take(line); });
    QObject::connect(
        child.get(), &ChildProcess::ended, q,
        [this, token = child.get()](const ChildEnd &ended) {
            if (child.get() == token) { // and was not given up meanwhile
                end(ended);
            }
        },
        Qt::QueuedConnection);
    duration.start();
    silence.start();
    silenceTimer.start(silenceLook);
    child->start(program, {QString::fromLatin1(verifyprotocol::command)},
                 verifyprotocol::requestLine({.file = absolutePath(next.wish.file),
                                              .level = next.wish.level,
                                              .password = next.wish.password,
                                              .scratchFolder = scratch,
                                              .timeLimit = checkLimit}));
    Q_EMIT q->started(next.item.id);
}

void VerifyService::Private::take(const QByteArray &line)
{
    silence.restart();
    verifyprotocol::Answer said = verifyprotocol::answerFromLine(line);
    if (said.progress && !wishes.isEmpty() && !isCancelled) {
        phase = said.progress->phase;
        wishes.front().item.progress = *said.progress;
        Q_EMIT q->progressed(wishes.front().item.id, *said.progress);
    }
    if (said.verdict || said.error) {
        answer = std::move(said);
    }
}

void VerifyService::Private::lookAtSilence()
{
    if (child && silence.hasExpired(limitOfSilence().count())) {
        wasSilent = true;
        abandonChild();
    }
}

/// Once it works on its private copy, a share has nothing to do with how long that takes.
std::chrono::milliseconds VerifyService::Private::limitOfSilence() const
{
    return isOnNetwork && phase != Phase::Checking ? std::chrono::milliseconds(networkSilenceLimit)
                                                   : std::chrono::milliseconds(silenceLimit);
}

void VerifyService::Private::askForItsPlace()
{
    isOnNetwork = false;
    const Item &asked = wishes.front().item;
    whenDone(runner.startTask(
                 [file = asked.file, network = catalogue.network()] { return network.isRemote(file); }),
             q, [this, id = asked.id](bool isRemote) {
                 isOnNetwork = isRemote && !wishes.isEmpty() && wishes.front().item.id == id;
             });
}

/// Ends it without waiting for its end, which never comes while it hangs in a file system.
void VerifyService::Private::abandonChild()
{
    child->disconnect(q);
    ChildProcess::abandon(std::move(child));
    end({.kind = ChildEnd::Kind::Died, .code = SIGKILL, .text = {}});
}

void VerifyService::Private::end(const ChildEnd &end)
{
    silenceTimer.stop();
    child.reset();
    const Wish done = wishes.takeFirst();
    if (end.kind != ChildEnd::Kind::Exited) {
        cleanUp();
    }
    if (isCancelled || (answer.error && answer.error->kind == ErrorKind::Cancelled)) {
        Q_EMIT q->cancelled(done.item.id);
    } else {
        compare(verdictOf(done, end));
    }
    startNext();
}

// What a killed child left in the scratch folder may be large.
void VerifyService::Private::cleanUp()
{
    runner.startTask([folder = scratch] { removeAbandonedFolders(folder); });
}

FileVerdict VerifyService::Private::verdictOf(const Wish &wish, const ChildEnd &end)
{
    FileVerdict verdict = answer.verdict.value_or(FileVerdict{});
    const bool isWhole = answer.verdict && end.kind == ChildEnd::Kind::Exited && end.code == 0;
    verdict.id = wish.item.id;
    verdict.file = wish.item.file;
    verdict.level = wish.wish.level;
    if (isWhole) {
        return verdict;
    }
    verdict.verifiedAt = QDateTime::currentDateTimeUtc();
    verdict.milliseconds = duration.elapsed();
    verdict.container = QStringLiteral("unknown");
    verdict.verdict = Verdict::Unsupported;
    if (answer.error) {
        verdict.findings.append(
            {Severity::Problem, errorCode(answer.error->kind), describe(*answer.error), {}});
    } else if (end.kind == ChildEnd::Kind::NotStarted) {
        verdict.findings.append(
            notFinished(tr("“%1” could not be started (%2).").arg(displayPath(program), end.text)));
    } else if (wasSilent) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(limitOfSilence()).count();
        verdict.findings.append(notFinished(
            isOnNetwork ? tr("Its network place gave no answer for %n minute(s). Check that the server runs "
                             "and that its share is mounted, then verify again.",
                             nullptr, int(minutes))
                        : tr("It made no progress for %n minute(s).", nullptr, int(minutes))));
    } else if (end.kind == ChildEnd::Kind::Died) {
        verdict.findings.append(notFinished(tr("The process that read it was ended by signal %1, as happens "
                                               "when a file is made to break programs, "
                                               "or needs more memory or time than is allowed.")
                                                .arg(end.code)));
    } else {
        verdict.findings.append(
            notFinished(tr("The process that read it gave no answer (%1).").arg(end.text)));
    }
    return verdict;
}

void VerifyService::Private::compare(const FileVerdict &verdict)
{
    whenDone(catalogue.backups(), q, [this, verdict](const Result<QList<Backup>> &backups) {
        QList<Backup> known = backups ? *backups : QList<Backup>();
        known.removeIf([&](const Backup &backup) {
            return std::none_of(verdict.databases.cbegin(), verdict.databases.cend(),
                                [&](const DatabaseVerdict &database) {
                                    return database.path.filename() == backup.source.filename();
                                });
        });
        if (known.isEmpty()) {
            compareWith(verdict, {});
            return;
        }
        // Lists come without tables; those of the newest backup are what is compared.
        whenDone(catalogue.backup(known.front().id), q,
                 [this, verdict, known](const Result<Backup> &whole) mutable {
                     if (whole) {
                         known.front() = *whole;
                     }
                     compareWith(verdict, known);
                 });
    });
}

void VerifyService::Private::compareWith(FileVerdict verdict, const QList<Backup> &backups)
{
    whenDone(
        catalogue.verdicts(verdictsToCompare), q,
        [this, verdict = std::move(verdict), backups](const Result<QList<FileVerdict>> &verdicts) mutable {
            const QList<FileVerdict> earlier = verdicts ? *verdicts : QList<FileVerdict>();
            for (DatabaseVerdict &database : verdict.databases) {
                database.findings
                    += compareWithKnown(database, knownStatesOf(database, verdict.sha256, backups, earlier));
            }
            verdict.findings += missingDatabases(verdict, earlier);
            finish(verdict);
        });
}

void VerifyService::Private::finish(const FileVerdict &verdict)
{
    whenDone(catalogue.storeVerdict(verdict), q,
             [this, verdict](const Result<void> &) { Q_EMIT q->finished(verdict); });
}

VerifyService::VerifyService(CatalogueService &catalogue, TaskRunner &runner, const Paths &paths,
                             Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalogue, runner, paths, std::move(program)))
{
    connect(&d->silenceTimer, &QTimer::timeout, this, [this] { d->lookAtSilence(); });
    d->cleanUp();
}

VerifyService::~VerifyService()
{
    if (d->child) {
        d->child->disconnect(this);
        ChildProcess::abandon(std::move(d->child));
        d->cleanUp();
    }
}

QUuid VerifyService::verify(const VerifyWish &wish)
{
    const Item item{.id = QUuid::createUuid(),
                    .file = absolutePath(wish.file),
                    .level = wish.level,
                    .running = false,
                    .progress = {}};
    d->wishes.append({item, wish});
    Q_EMIT queued(item.id, item.file);
    QMetaObject::invokeMethod(
        this, [this] { d->startNext(); }, Qt::QueuedConnection);
    return item.id;
}

void VerifyService::cancel(const QUuid &id)
{
    const auto found = std::find_if(d->wishes.begin(), d->wishes.end(),
                                    [&](const Private::Wish &wish) { return wish.item.id == id; });
    if (found == d->wishes.end()) {
        return;
    }
    if (found->item.running && d->child) {
        d->isCancelled = true;
        d->abandonChild();
        return;
    }
    d->wishes.erase(found);
    Q_EMIT cancelled(id);
}

void VerifyService::cancelAll()
{
    const QList<Item> items = queue();
    for (auto item = items.crbegin(); item != items.crend(); ++item) {
        cancel(item->id);
    }
}

QList<VerifyService::Item> VerifyService::queue() const
{
    QList<Item> items;
    for (const Private::Wish &wish : d->wishes) {
        items.append(wish.item);
    }
    return items;
}

} // namespace litekeeper

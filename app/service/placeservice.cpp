// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/placeservice.h"

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/placeprobes.h"
#include "service/whendone.h"

#include <QSet>
#include <QTimer>

#include <algorithm>
#include <map>

namespace litekeeper {

namespace {

/// A reason stands behind "not answering since 14:03: ".
QString clauseOf(const Error &error)
{
    if (error.kind == ErrorKind::NotFound) {
        return PlaceService::tr("there is no such folder");
    }
    return error.detail.isEmpty() ? PlaceService::tr("it gave an error") : error.detail;
}

} // namespace

class PlaceService::Private
{
public:
    /// What is known of one folder on the network, for as long as the program runs.
    struct Knowledge
    {
        PlaceEntry::Health health = PlaceEntry::Health::NotAsked;
        PlaceAnswer answer;
        QDateTime askedAt;
        QDateTime notAnsweringSince;
        QString reason;
        bool isFolder = true; ///< containers mount single files over others
        QList<Path> shares;
    };

    Private(PlaceService *service, TaskRunner &taskRunner, const Clock &givenClock, Path program)
        : q(service)
        , runner(taskRunner)
        , clock(givenClock)
        , probes(std::move(program))
    {
    }

    void take(const QList<SearchPlace> &places);
    void ask(const SearchPlace &place);
    void hear(const Path &folder, const Result<PlaceAnswer> &answer);
    void hearShares(const Path &folder, const QList<Path> &shares);
    void settle();
    [[nodiscard]] PlaceEntry entryOf(const SearchPlace &place) const;
    [[nodiscard]] QList<SearchPlace> sharesOf(const SearchPlace &place) const;

    PlaceService *q;
    TaskRunner &runner;
    const Clock &clock;
    PlaceProbes probes;
    QTimer timer;
    QList<Path> folders;
    QList<SearchPlace> found;
    std::map<Path, Knowledge> known;
    QSet<QByteArray> due; ///< folders whose answers this refresh waits for
    bool isListing = false;
    bool isListingStale = false; ///< another look at what is mounted was asked for meanwhile
    bool isRefreshing = false;
};

void PlaceService::Private::take(const QList<SearchPlace> &places)
{
    found = places;
    for (const SearchPlace &place : places) {
        ask(place);
        for (const SearchPlace &share : sharesOf(place)) {
            ask(share);
        }
    }
    Q_EMIT q->changed();
    settle();
}

void PlaceService::Private::ask(const SearchPlace &place)
{
    if (!place.network || probes.isAsking(place.folder)) {
        return;
    }
    known[place.folder].askedAt = clock.nowUtc();
    due.insert(pathBytes(place.folder));
    const bool isWhole = place.folder == place.mountPoint;
    probes.ask(place.folder, isWhole ? shareDepth(place.fileSystem) : 0);
}

void PlaceService::Private::hear(const Path &folder, const Result<PlaceAnswer> &answer)
{
    Knowledge &knowledge = known[folder];
    // A share that says no has answered.
    const bool answers = answer || answer.error().kind == ErrorKind::PermissionDenied;
    knowledge.health = answers ? PlaceEntry::Health::Answers : PlaceEntry::Health::NotAnswering;
    knowledge.isFolder = answer || answer.error().kind != ErrorKind::NotFound;
    knowledge.reason = answer ? QString() : clauseOf(answer.error());
    if (answer) {
        knowledge.answer = *answer;
    }
    if (answers) {
        knowledge.notAnsweringSince = {};
    } else if (!knowledge.notAnsweringSince.isValid()) {
        knowledge.notAnsweringSince = knowledge.askedAt;
    }
    Q_EMIT q->changed();
}

void PlaceService::Private::hearShares(const Path &folder, const QList<Path> &shares)
{
    known[folder].shares = shares;
    for (const SearchPlace &place : std::as_const(found)) {
        if (place.folder == folder && place.kind == SearchPlace::Kind::Share) {
            for (const SearchPlace &share : sharesOf(place)) {
                ask(share);
            }
        }
    }
    Q_EMIT q->changed();
}

void PlaceService::Private::settle()
{
    if (isRefreshing && !isListing && due.isEmpty()) {
        isRefreshing = false;
        Q_EMIT q->refreshed();
    }
}

PlaceEntry PlaceService::Private::entryOf(const SearchPlace &place) const
{
    PlaceEntry entry{.place = place, .isAsking = probes.isAsking(place.folder)};
    if (!place.network && place.mountPoint.empty()) {
        entry.health = PlaceEntry::Health::NotAnswering;
        entry.reason = tr("there is no such folder");
        return entry;
    }
    const auto found = known.find(place.folder);
    if (!place.network || found == known.end()) {
        entry.health = place.network ? PlaceEntry::Health::NotAsked : PlaceEntry::Health::Answers;
        return entry;
    }
    const Knowledge &knowledge = found->second;
    entry.health = knowledge.health;
    entry.latencyMicroseconds = knowledge.answer.latencyMicroseconds;
    entry.notAnsweringSince = knowledge.notAnsweringSince;
    entry.reason = knowledge.reason;
    entry.place.freeBytes = knowledge.answer.freeBytes;
    entry.place.totalBytes = knowledge.answer.totalBytes;
    return entry;
}

QList<SearchPlace> PlaceService::Private::sharesOf(const SearchPlace &place) const
{
    QList<SearchPlace> shares;
    const auto mount = known.find(place.folder);
    if (place.kind == SearchPlace::Kind::Share && mount != known.end()) {
        for (const Path &folder : mount->second.shares) {
            shares.append(shareIn(place, folder));
        }
    }
    return shares;
}

PlaceService::PlaceService(TaskRunner &runner, const Clock &clock, Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner, clock, std::move(program)))
{
    connect(&d->probes, &PlaceProbes::answered, this,
            [this](const Path &folder, const Result<PlaceAnswer> &answer) { d->hear(folder, answer); });
    connect(&d->probes, &PlaceProbes::sharesFound, this,
            [this](const Path &folder, const QList<Path> &shares) { d->hearShares(folder, shares); });
    connect(&d->probes, &PlaceProbes::done, this, [this](const Path &folder) {
        d->due.remove(pathBytes(folder));
        d->settle();
    });
    d->timer.setInterval(interval);
    connect(&d->timer, &QTimer::timeout, this, &PlaceService::refresh);
}

PlaceService::~PlaceService() = default;

void PlaceService::setTimeLimit(std::chrono::milliseconds limit)
{
    d->probes.setTimeLimit(limit);
}

void PlaceService::setFolders(const QList<Path> &folders)
{
    if (d->folders != folders) {
        d->folders = folders;
        if (d->timer.isActive() || d->isRefreshing) {
            refresh();
        }
    }
}

void PlaceService::setWatching(bool watching)
{
    if (!watching) {
        d->timer.stop();
    } else if (!d->timer.isActive()) {
        d->timer.start();
        refresh();
    }
}

void PlaceService::refresh()
{
    d->isRefreshing = true;
    if (d->isListing) {
        d->isListingStale = true; // an automounter may hold it up, and then not many times over
        return;
    }
    d->isListing = true;
    d->isListingStale = false;
    whenDone(d->runner.startTask([folders = d->folders] { return currentSearchPlaces(folders); }), this,
             [this](const QList<SearchPlace> &places) {
                 d->isListing = false;
                 d->take(places);
                 if (d->isListingStale) {
                     refresh();
                 }
             });
}

bool PlaceService::isRefreshing() const
{
    return d->isRefreshing;
}

QList<PlaceEntry> PlaceService::places() const
{
    QList<PlaceEntry> entries;
    for (const SearchPlace &place : std::as_const(d->found)) {
        const auto known = d->known.find(place.folder);
        const bool isFile
            = place.kind != SearchPlace::Kind::Folder && known != d->known.end() && !known->second.isFolder;
        // What GVfs mounts is a folder of shares and no share itself.
        const bool isHolder
            = place.kind == SearchPlace::Kind::Share && place.fileSystem == QLatin1String("fuse.gvfsd-fuse");
        if (!isFile && !isHolder) {
            entries.append(d->entryOf(place));
        }
        for (const SearchPlace &share : d->sharesOf(place)) {
            entries.append(d->entryOf(share));
        }
    }
    return entries;
}

} // namespace litekeeper

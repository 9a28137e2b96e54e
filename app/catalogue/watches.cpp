// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"

#include "catalogue/catalogue_p.h"
#include "catalogue/rowvalues.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

/// Of the evidence, a list has the machine that looked: what it has been through is counted by that.
const std::string spanColumns = "id, watch_id, state, survived, first_at, last_at, looks, sequence,"
                                " json_extract(evidence, '$.host')";
constexpr int spanColumnCount = 9;

QString tr(const char *text)
{
    return QCoreApplication::translate("Catalogue", text);
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject objectFrom(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

Watch readWatch(const Statement &row)
{
    Reader reader(row);
    Watch watch;
    watch.id = reader.id();
    watch.kind = watchKindFromCode(reader.text());
    watch.folder = reader.path();
    watch.lockFolder = reader.path();
    watch.createdAt = reader.instant();
    watch.lookedAt = reader.instant();
    watch.memory = canaryMemoryFromJson(objectFrom(reader.text()));
    return watch;
}

/// The columns of spanColumns, and behind them the evidence where it was asked for.
ObservationSpan readSpan(const Statement &row)
{
    Reader reader(row);
    ObservationSpan span;
    span.id = reader.integer();
    span.newest.watchId = reader.id();
    span.newest.state = watchStateFromCode(reader.text()).value_or(WatchState::Unreachable);
    if (const QString survived = reader.text(); !survived.isEmpty()) {
        span.newest.survived = survived.split(u',');
    }
    span.firstAt = reader.instant();
    span.newest.at = reader.instant();
    span.looks = reader.integer();
    span.newest.sequence = reader.integer();
    const QJsonObject host = objectFrom(reader.text());
    span.newest.evidence = {{QStringLiteral("host"), host}};
    if (row.columnCount() > spanColumnCount) {
        span.newest.evidence = objectFrom(reader.text());
    }
    return span;
}

} // namespace

Result<QList<Watch>> Catalogue::watches()
{
    QList<Watch> watches;
    const Result<void> done
        = d->read("SELECT id, kind, folder, lock_folder, created_at, looked_at, memory FROM watches"
                  " WHERE is_watched <> 0 ORDER BY folder, kind",
                  {}, [&watches](const Statement &row) { watches.append(readWatch(row)); });
    return done ? Result<QList<Watch>>(std::move(watches)) : done.error();
}

Result<QUuid> Catalogue::storeWatch(const Watch &watch)
{
    QUuid id = watch.id;
    const Result<void> done = d->inTransaction([&]() -> Result<void> {
        Result<void> stored
            = d->run("INSERT INTO watches (id, kind, folder, lock_folder, created_at, looked_at, is_watched,"
                     " memory) VALUES (?, ?, ?, ?, ?, ?, 1, ?)"
                     " ON CONFLICT (folder, kind) DO UPDATE SET lock_folder = excluded.lock_folder,"
                     " is_watched = 1, memory = excluded.memory",
                     [&watch](Statement &row) {
                         Binder(row)
                             .id(watch.id)
                             .text(watchKindCode(watch.kind))
                             .path(watch.folder)
                             .path(watch.lockFolder)
                             .instant(watch.createdAt)
                             .instant(watch.lookedAt)
                             .text(compact(toJson(watch.memory)));
                     });
        if (!stored) {
            return stored;
        }
        return d->read(
            "SELECT id FROM watches WHERE folder = ? AND kind = ?",
            [&watch](Statement &query) { Binder(query).path(watch.folder).text(watchKindCode(watch.kind)); },
            [&id](const Statement &row) { id = Reader(row).id(); });
    });
    return done ? Result<QUuid>(id) : done.error();
}

Result<void> Catalogue::removeWatch(const QUuid &id)
{
    return d->inTransaction([&]() -> Result<void> {
        const auto bind = [&id](Statement &row) { row.bindBlob(1, idBytes(id)); };
        for (const char *sql : {"DELETE FROM observations WHERE watch_id = ?1",
                                "DELETE FROM watches WHERE id = ?1 AND kind <> 'destination'",
                                "UPDATE watches SET is_watched = 0 WHERE id = ?1"}) {
            if (Result<void> done = d->run(sql, bind); !done) {
                return done;
            }
        }
        return {};
    });
}

Result<bool> Catalogue::claimLook(const QUuid &watchId, const QDateTime &expected, const QDateTime &now)
{
    const Result<void> done
        = d->run("UPDATE watches SET looked_at = ?1 WHERE id = ?2 AND looked_at IS ?3",
                 [&](Statement &row) { Binder(row).instant(now).id(watchId).instant(expected); });
    if (!done) {
        return done.error();
    }
    const Result<qint64> changes = d->file.connection.queryInteger("SELECT changes()");
    return changes ? Result<bool>(*changes > 0) : changes.error();
}

Result<void> Catalogue::storeLook(const Observation &observation, const CanaryMemory &memory)
{
    return d->inTransaction([&]() -> Result<void> {
        std::optional<CanaryMemory> stored;
        std::optional<ObservationSpan> last;
        const auto bind = [&observation](Statement &row) { row.bindBlob(1, idBytes(observation.watchId)); };
        Result<void> done
            = d->read("SELECT memory FROM watches WHERE id = ?1", bind, [&stored](const Statement &row) {
                  stored = canaryMemoryFromJson(objectFrom(row.text(0)));
              });
        if (done && stored) {
            done = d->read("SELECT " + spanColumns
                               + ", evidence FROM observations WHERE watch_id = ?1 ORDER BY id DESC LIMIT 1",
                           bind, [&last](const Statement &row) { last = readSpan(row); });
        }
        if (!done || !stored) {
            return done;
        }
        done
            = d->run("UPDATE watches SET looked_at = max(coalesce(looked_at, 0), ?), memory = ? WHERE id = ?",
                     [&](Statement &row) {
                         Binder(row)
                             .instant(observation.at)
                             .text(compact(toJson(supersedes(memory, *stored) ? memory : *stored)))
                             .id(observation.watchId);
                     });
        if (!done) {
            return done;
        }
        const QString evidence = compact(observation.evidence);
        if (last && continues(*last, observation)) {
            return d->run("UPDATE observations SET last_at = ?, looks = looks + 1, sequence = ?, evidence = "
                          "? WHERE id = ?",
                          [&](Statement &row) {
                              Binder(row)
                                  .instant(observation.at)
                                  .integer(observation.sequence)
                                  .text(evidence)
                                  .integer(last->id);
                          });
        }
        return d->run(
            "INSERT INTO observations (watch_id, state, survived, first_at, last_at, looks, sequence,"
            " evidence) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
            [&](Statement &row) {
                Binder(row)
                    .id(observation.watchId)
                    .text(watchStateCode(observation.state))
                    .text(observation.survived.join(u','))
                    .instant(observation.at)
                    .instant(observation.at)
                    .integer(observation.sequence)
                    .text(evidence);
            });
    });
}

Result<QList<ObservationSpan>> Catalogue::observations(const QUuid &watchId, const QDateTime &since)
{
    QList<ObservationSpan> spans;
    const Result<void> done = d->read(
        "SELECT " + spanColumns + " FROM observations WHERE watch_id = ? AND last_at >= ? ORDER BY id",
        [&](Statement &query) {
            Binder(query).id(watchId).integer(since.isValid() ? since.toMSecsSinceEpoch() : 0);
        },
        [&spans](const Statement &row) { spans.append(readSpan(row)); });
    return done ? Result<QList<ObservationSpan>>(std::move(spans)) : done.error();
}

Result<ObservationSpan> Catalogue::observation(qint64 id)
{
    std::optional<ObservationSpan> span;
    const Result<void> done = d->read(
        "SELECT " + spanColumns + ", evidence FROM observations WHERE id = ?1",
        [id](Statement &query) { query.bindInteger(1, id); },
        [&span](const Statement &row) { span = readSpan(row); });
    if (!done) {
        return done.error();
    }
    return span ? Result<ObservationSpan>(*std::move(span))
                : Error{.kind = ErrorKind::NotFound, .detail = tr("this look at a watch")};
}

Result<QHash<QUuid, ObservationSpan>> Catalogue::lastObservations()
{
    QHash<QUuid, ObservationSpan> last;
    const Result<void> done = d->read(
        "SELECT " + spanColumns
            + ", evidence FROM observations WHERE id IN"
              " (SELECT (SELECT max(o.id) FROM observations o WHERE o.watch_id = w.id) FROM watches w)",
        {}, [&last](const Statement &row) {
            const ObservationSpan span = readSpan(row);
            last.insert(span.newest.watchId, span);
        });
    return done ? Result<QHash<QUuid, ObservationSpan>>(std::move(last)) : done.error();
}

Result<void> Catalogue::Private::watchDestination(const KnownDestination &destination)
{
    CanaryMemory memory;
    memory.canaryId = destination.id;
    // Another identity is another disk: what was remembered of the former one is over.
    return run("INSERT INTO watches (id, kind, folder, lock_folder, created_at, is_watched, memory)"
               " VALUES (?1, 'destination', ?2, x'', ?3, 1, ?4)"
               " ON CONFLICT (folder, kind) DO UPDATE SET is_watched = 1,"
               " memory = iif(json_extract(memory, '$.canary') = ?5, memory, excluded.memory)",
               [&](Statement &row) {
                   Binder(row)
                       .id(QUuid::createUuid())
                       .path(destination.folder)
                       .instant(QDateTime::currentDateTimeUtc())
                       .text(compact(toJson(memory)))
                       .text(destination.id.toString(QUuid::WithoutBraces));
               });
}

} // namespace litekeeper

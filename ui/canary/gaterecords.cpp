// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/gaterecords.h"

#include "service/whendone.h"

#include <algorithm>

namespace litekeeper {

namespace {

QUuid idOf(const Path &origin, const GateRecord &record)
{
    const QByteArray name
        = pathBytes(origin) + '\n' + pathBytes(record.place) + '\n' + record.database.toUtf8();
    return QUuid::createUuidV5(QUuid(), name);
}

QList<ObservationSpan> spansOf(const GateRecord &record)
{
    QList<ObservationSpan> spans;
    for (const GateEntry &boot : record.boots) {
        spans.append(
            {.id = spans.size() + 1, .firstAt = boot.observation.at, .looks = 1, .newest = boot.observation});
    }
    return spans;
}

} // namespace

GateRecords::GateRecords(const WatchHistories &watches, QObject *parent)
    : QObject(parent)
    , m_watches(watches)
{
    connect(&watches, &WatchHistories::changed, this, &GateRecords::readWatched);
    readWatched();
}

const GateHistory *GateRecords::record(const QUuid &id) const
{
    const auto found = std::find_if(m_records.cbegin(), m_records.cend(),
                                    [&id](const GateHistory &each) { return each.id == id; });
    return found == m_records.cend() ? nullptr : &*found;
}

/// A folder is read once after each look at it, and only if that has reached it.
void GateRecords::readWatched()
{
    for (const WatchHistory &history : m_watches.all()) {
        const Watch &watch = history.entry.watch;
        const std::optional<ObservationSpan> &last = history.entry.last;
        if (watch.kind != WatchKind::Folder || !last || last->newest.state == WatchState::Unreachable
            || m_readAt.value(pathBytes(watch.folder)) == last->newest.at) {
            continue;
        }
        m_readAt.insert(pathBytes(watch.folder), last->newest.at);
        whenDone(m_reader.read(watch.folder), this,
                 [this, folder = watch.folder](const Result<QList<GateRecord>> &records) {
                     // Most folders have none, and what cannot be read is said by the watch itself.
                     if (records) {
                         put(folder, *records, true);
                     }
                 });
    }
}

void GateRecords::open(const Path &path)
{
    whenDone(m_reader.read(path), this, [this, path](const Result<QList<GateRecord>> &records) {
        if (!records) {
            Q_EMIT failed(describe(records.error()));
            return;
        }
        put(path, *records, false);
        Q_EMIT opened(idOf(path, records->constFirst()));
    });
}

void GateRecords::readAgain(const QUuid &id)
{
    if (const GateHistory *known = record(id)) {
        open(known->origin);
    }
}

void GateRecords::close(const QUuid &id)
{
    if (m_records.removeIf([&id](const GateHistory &each) { return each.id == id; }) > 0) {
        Q_EMIT changed();
    }
}

void GateRecords::put(const Path &origin, const QList<GateRecord> &records, bool isWatched)
{
    for (const GateRecord &record : records) {
        GateHistory history{.id = idOf(origin, record),
                            .origin = origin,
                            .place = record.place,
                            .database = record.database,
                            .spans = spansOf(record),
                            .isWatched = isWatched};
        history.story = watchStory(history.spans);
        const auto known = std::find_if(m_records.begin(), m_records.end(),
                                        [&](const GateHistory &each) { return each.id == history.id; });
        if (known == m_records.end()) {
            m_records.append(history);
        } else {
            history.isWatched = history.isWatched || known->isWatched;
            *known = history;
        }
    }
    Q_EMIT changed();
}

} // namespace litekeeper

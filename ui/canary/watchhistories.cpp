// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchhistories.h"

#include "service/catalogueservice.h"
#include "service/whendone.h"

#include <algorithm>

namespace litekeeper {

namespace {

/// Takes in the last span as the service has it, whole. False if there may be others before it that are
/// missing.
bool bringUpToDate(WatchHistory &history)
{
    const std::optional<ObservationSpan> &last = history.entry.last;
    bool isComplete = true;
    if (!last) {
        history.spans.clear();
    } else if (!history.spans.isEmpty() && history.spans.constLast().id == last->id) {
        history.spans.last() = *last;
    } else {
        isComplete = false;
        if (!history.spans.isEmpty() && history.spans.constLast().id < last->id) {
            history.spans.append(*last); // so that headline and state are of the same look meanwhile
        }
    }
    history.story = watchStory(history.spans);
    return isComplete;
}

} // namespace

WatchHistories::WatchHistories(WatchService &watches, CatalogueService &catalogue, QObject *parent)
    : QObject(parent)
    , m_watches(watches)
    , m_catalogue(catalogue)
{
    connect(&watches, &WatchService::watchesChanged, this, &WatchHistories::takeEntries);
    takeEntries();
}

const WatchHistory *WatchHistories::history(const QUuid &watchId) const
{
    const auto found
        = std::find_if(m_histories.cbegin(), m_histories.cend(),
                       [&watchId](const WatchHistory &each) { return each.entry.watch.id == watchId; });
    return found == m_histories.cend() ? nullptr : &*found;
}

void WatchHistories::takeEntries()
{
    QList<WatchHistory> histories;
    QList<QUuid> behind;
    const QList<WatchEntry> entries = m_watches.watches();
    for (const WatchEntry &entry : entries) {
        const WatchHistory *known = history(entry.watch.id);
        WatchHistory next = known ? *known : WatchHistory();
        next.entry = entry;
        const bool isComplete = bringUpToDate(next);
        if (!isComplete) {
            behind.append(entry.watch.id);
        }
        histories.append(next);
    }
    m_histories = histories;
    for (const QUuid &id : std::as_const(behind)) {
        load(id);
    }
    Q_EMIT changed();
}

void WatchHistories::load(const QUuid &watchId)
{
    if (m_loading.contains(watchId)) {
        return;
    }
    m_loading.insert(watchId);
    whenDone(m_catalogue.observations(watchId, {}), this,
             [this, watchId](const Result<QList<ObservationSpan>> &spans) {
                 m_loading.remove(watchId);
                 if (spans) {
                     takeSpans(watchId, *spans);
                 } else {
                     Q_EMIT failed(describe(spans.error()));
                 }
                 // Once for all that are on their way: who hears it draws everything anew.
                 if (m_loading.isEmpty()) {
                     Q_EMIT changed();
                 }
             });
}

void WatchHistories::takeSpans(const QUuid &watchId, const QList<ObservationSpan> &spans)
{
    const auto found
        = std::find_if(m_histories.begin(), m_histories.end(),
                       [&watchId](const WatchHistory &each) { return each.entry.watch.id == watchId; });
    if (found == m_histories.end()) {
        return; // removed meanwhile
    }
    found->spans = spans;
    // The catalogue may be ahead of the service, which will tell of it.
    bringUpToDate(*found);
}

} // namespace litekeeper

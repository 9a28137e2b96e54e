// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/canaryview.h"

#include "common/clock.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/canary/canarylanes.h"
#include "ui/canary/watchactions.h"
#include "ui/common/quietsplitter.h"

#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

QString kindText(const Watch &watch)
{
    return watch.kind == WatchKind::Destination ? CanaryView::tr("Destination of backups, watched by itself")
                                                : CanaryView::tr("Watched folder");
}

} // namespace

CanaryView::CanaryView(const CanaryServices &services, const WatchHistories &histories,
                       const GateRecords &records, WatchActions &actions, QWidget *parent)
    : Panel(parent)
    , m_services(services)
    , m_histories(histories)
    , m_records(records)
    , m_actions(actions)
    , m_lanes(new CanaryLanes(histories, records, this))
    , m_toolBar(actions.makeToolBar(this))
    , m_details(new WatchDetails(actions.copy(), this))
{
    setObjectName(QStringLiteral("canaryView"));
    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(m_toolBar);
    belowLayout->addWidget(m_details, 1);
    m_details->setMinimumHeight(96);
    m_lanes->setMinimumHeight(150);

    auto *splitter = new QuietSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("canarySplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_lanes);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({280, 320});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(listMargin, listMargin, listMargin, listMargin);
    layout->addWidget(splitter);

    connect(m_lanes, &CanaryLanes::chosen, this, &CanaryView::select);
    connect(m_lanes, &CanaryLanes::runRequested, this, &CanaryView::runRequested);
    connect(m_details, &WatchDetails::spanChosen, this, [this](qint64 span) { select(m_shown, span); });
}

void CanaryView::setNow()
{
    m_lanes->setNow(m_services.clock.nowUtc());
    showDetails();
}

void CanaryView::setRuns(const QList<Run> &runs)
{
    m_lanes->setRuns(runs);
}

/// What was shown stays shown; else what is worst.
void CanaryView::showChanges()
{
    const QList<WatchHistory> &all = m_histories.all();
    if (!watch() && !record()) {
        const auto worst = std::max_element(
            all.begin(), all.end(), [](const WatchHistory &left, const WatchHistory &right) {
                const auto harm = [](const WatchHistory &history) {
                    return history.entry.last ? harmOf(history.entry.last->newest.state) : -1;
                };
                return harm(left) < harm(right);
            });
        const bool hasRecord = !m_records.all().isEmpty();
        select(worst != all.end() ? worst->entry.watch.id
                   : hasRecord    ? m_records.all().constFirst().id
                                  : QUuid(),
               0);
    }
    showDetails();
}

const WatchHistory *CanaryView::watch() const
{
    return m_histories.history(m_shown);
}

const GateHistory *CanaryView::record() const
{
    return m_records.record(m_shown);
}

QString CanaryView::evidence() const
{
    return m_details->evidence();
}

void CanaryView::select(const QUuid &id, qint64 spanId)
{
    m_shown = id;
    m_spanId = spanId;
    m_lanes->setSelected(id, spanId);
    const WatchHistory *history = watch();
    if (history && history->entry.last && history->entry.last->id == spanId) {
        m_spanId = 0; // and goes on being the last one
    }
    if (history && m_spanId != 0 && m_span.id != m_spanId) {
        loadSpan(m_spanId);
    }
    showDetails();
}

void CanaryView::loadSpan(qint64 spanId)
{
    whenDone(m_services.catalogue.observation(spanId), this,
             [this, spanId](const Result<ObservationSpan> &span) {
                 if (span && spanId == m_spanId) {
                     m_span = *span;
                     showDetails();
                 }
             });
}

/// Whole, unless its evidence is on its way.
std::optional<ObservationSpan> CanaryView::shownSpan(const WatchHistory &history) const
{
    if (m_spanId == 0) {
        return history.entry.last;
    }
    if (m_span.id == m_spanId) {
        return m_span;
    }
    const auto span = std::find_if(history.spans.begin(), history.spans.end(),
                                   [this](const ObservationSpan &each) { return each.id == m_spanId; });
    return span == history.spans.end() ? history.entry.last : std::optional(*span);
}

void CanaryView::showDetails()
{
    if (const GateHistory *known = record()) {
        showRecord(*known);
        return;
    }
    const WatchHistory *history = watch();
    if (!history) {
        m_details->clearWatch();
        m_actions.setSelection({});
        return;
    }
    const WatchEntry &entry = history->entry;
    const std::optional<ObservationSpan> span = shownSpan(*history);
    m_details->setWatch(entry.watch, wordsFor(*history, span), history->spans, span);
    m_actions.setSelection({.hasWatch = true,
                            .isLooking = entry.isLooking,
                            .hasLock = !entry.watch.lockFolder.empty(),
                            .hasEvidence = span.has_value()});
}

void CanaryView::showRecord(const GateHistory &record)
{
    const qsizetype at
        = m_spanId > 0 && m_spanId <= record.spans.size() ? m_spanId - 1 : record.spans.size() - 1;
    const ObservationSpan &boot = record.spans.at(at);
    const WatchDetails::Words words{
        .status = statusOf(boot.newest.state),
        .title = displayPath(decodePath(record.database)),
        .subtitle = tr("Starts of an application, as its boot gate has recorded them in %1")
                        .arg(displayPath(record.origin)),
        .headline = watchHeadline(record.story, record.spans.constLast().firstAt)};
    m_details->setWatch({.id = record.id, .folder = {}}, words, record.spans, boot);
    m_actions.setSelection({.hasRecord = true, .isOpened = !record.isWatched, .hasEvidence = true});
}

WatchDetails::Words CanaryView::wordsFor(const WatchHistory &history,
                                         const std::optional<ObservationSpan> &span) const
{
    const QDateTime now = m_services.clock.nowUtc();
    WatchDetails::Words words{.status = span
                                  ? statusOf(span->newest.state)
                                  : Status{tr("Not looked at yet"), Glyph::Dots, Tone::Unreachable},
                              .title = displayPath(history.entry.watch.folder),
                              .subtitle = kindText(history.entry.watch),
                              .headline = watchHeadline(history.story, now)};
    if (m_spanId == 0 && isStale(history.story, now)) {
        // What was good then says nothing of now.
        words.status = {tr("%1 when it was last looked at").arg(words.status.word), Glyph::Question,
                        Tone::Unreachable};
    }
    if (history.entry.isLooking) {
        words.subtitle = tr("%1; looking at it now…").arg(words.subtitle);
    } else if (m_spanId != 0) {
        words.subtitle = tr("%1; as it was seen at an earlier time").arg(words.subtitle);
    }
    return words;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchstory.h"

#include "canary/judge.h"

namespace litekeeper {

namespace {

enum class Telling {
    Nothing, ///< nobody saw the canary, nor that it is gone
    Planted,
    Alive,
    Harmed,
};

Telling tellingOf(WatchState state)
{
    switch (state) {
    case WatchState::Unreachable:
    case WatchState::NotMounted:
    case WatchState::Disabled:
        return Telling::Nothing;
    case WatchState::Planted:
        return Telling::Planted;
    case WatchState::Volatile:
    case WatchState::Unproven:
    case WatchState::Proven:
    case WatchState::Asserted:
    case WatchState::ReadOnly:
        return Telling::Alive;
    case WatchState::Corrupt:
    case WatchState::Lost:
    case WatchState::Foreign:
    case WatchState::RolledBack:
    case WatchState::Cloned:
        break;
    }
    return Telling::Harmed;
}

/// The greatest of the changes: another machine has another boot as well.
WatchEvent::Kind kindOf(const QStringList &changes)
{
    if (changes.contains(QLatin1String("host"))) {
        return WatchEvent::Kind::Host;
    }
    if (changes.contains(QLatin1String("container"))) {
        return WatchEvent::Kind::Container;
    }
    return changes.isEmpty() ? WatchEvent::Kind::Change : WatchEvent::Kind::Restart;
}

/// Goes through the looks once and keeps what the next one is compared with.
class Teller
{
public:
    void take(const ObservationSpan &span)
    {
        const WatchState state = span.newest.state;
        const Telling telling = tellingOf(state);
        m_event = {.at = span.firstAt, .state = state, .spanId = span.id};
        if (telling == Telling::Planted) {
            plant();
        } else if (telling != Telling::Nothing) {
            m_event.kind = kindOf(changesSince(span));
        }
        if (telling == Telling::Alive) {
            live();
        } else if (telling == Telling::Harmed) {
            harm();
        }
        const bool isOther = m_state && *m_state != state;
        if (m_event.kind != WatchEvent::Kind::Change || isOther) {
            m_story.events.append(m_event);
        }
        if (!m_state || isOther) {
            m_story.stateSince = span.firstAt;
        }
        if (telling != Telling::Nothing) {
            m_host = hostOf(span.newest);
        }
        m_state = state;
        m_story.last = span.newest;
    }

    [[nodiscard]] const WatchStory &story() const { return m_story; }

private:
    /// Where nobody of us looked before, the canary itself tells what has changed since it was planted.
    [[nodiscard]] QStringList changesSince(const ObservationSpan &span) const
    {
        return m_host ? changesBetween(*m_host, hostOf(span.newest)) : span.newest.survived;
    }

    void plant()
    {
        m_story.plantedAt = m_event.at;
        m_story.restarts = m_story.containers = m_story.hosts = 0;
        m_story.blow.reset();
    }

    [[nodiscard]] int *countOf(WatchEvent::Kind kind)
    {
        switch (kind) {
        case WatchEvent::Kind::Restart:
            return &m_story.restarts;
        case WatchEvent::Kind::Container:
            return &m_story.containers;
        case WatchEvent::Kind::Host:
            return &m_story.hosts;
        case WatchEvent::Kind::Change:
            break;
        }
        return nullptr;
    }

    void live()
    {
        m_story.blow.reset();
        if (int *count = countOf(m_event.kind)) {
            m_event.number = ++*count;
            m_event.isSurvived = true;
        }
    }

    /// What is lost stays lost: only the first look at it tells when.
    void harm()
    {
        if (const int *count = countOf(m_event.kind)) {
            m_event.number = *count + 1;
        }
        if (!m_story.blow || m_story.blow->state != m_event.state) {
            m_story.blow = m_event;
        } else {
            m_event.kind = WatchEvent::Kind::Change;
            m_event.number = 0;
        }
    }

    WatchStory m_story;
    WatchEvent m_event;
    std::optional<HostFacts> m_host;
    std::optional<WatchState> m_state;
};

} // namespace

HostFacts hostOf(const Observation &observation)
{
    return hostFactsFromJson(observation.evidence.value(QLatin1String("host")).toObject());
}

WatchStory watchStory(const QList<ObservationSpan> &spans)
{
    Teller teller;
    for (const ObservationSpan &span : spans) {
        teller.take(span);
    }
    return teller.story();
}

bool isStale(const WatchStory &story, const QDateTime &now)
{
    return story.last && story.last->at.msecsTo(now) > watchedGapMilliseconds;
}

} // namespace litekeeper

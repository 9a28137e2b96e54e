// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchstory.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

QString tr(const char *text, const char *disambiguation = nullptr)
{
    return QCoreApplication::translate("WatchStory", text, disambiguation);
}

QString dayText(const QDateTime &instant)
{
    return QLocale().toString(instant.toLocalTime().date(), tr("d MMMM yyyy", "format of a date"));
}

/// For where there is little room; the year only where it is not this one.
QString shortDayText(const QDateTime &instant, const QDateTime &now)
{
    const QDate day = instant.toLocalTime().date();
    return QLocale().toString(day,
                              day.year() == now.toLocalTime().date().year()
                                  ? tr("d MMM", "format of a date of this year")
                                  : tr("d MMM yyyy", "format of a date"));
}

/// "1st", "2nd", "11th".
QString ordinalText(int number)
{
    const int tens = number % 100;
    const int ones = tens >= 11 && tens <= 13 ? 0 : number % 10;
    switch (ones) {
    case 1:
        return tr("%L1st").arg(number);
    case 2:
        return tr("%L1nd").arg(number);
    case 3:
        return tr("%L1rd").arg(number);
    default:
        return tr("%L1th").arg(number);
    }
}

QString countedText(WatchEvent::Kind kind, int count)
{
    switch (kind) {
    case WatchEvent::Kind::Restart:
        return count == 1 ? tr("a restart") : tr("%L1 restarts").arg(count);
    case WatchEvent::Kind::Container:
        return count == 1 ? tr("a new container") : tr("%L1 new containers").arg(count);
    case WatchEvent::Kind::Host:
        return count == 1 ? tr("a move to another machine") : tr("%L1 moves to another machine").arg(count);
    case WatchEvent::Kind::Change:
        break;
    }
    return {};
}

QString survivedText(const WatchStory &story)
{
    QStringList parts;
    for (const auto &[kind, count] : {std::pair(WatchEvent::Kind::Restart, story.restarts),
                                      std::pair(WatchEvent::Kind::Container, story.containers),
                                      std::pair(WatchEvent::Kind::Host, story.hosts)}) {
        if (count > 0) {
            parts.append(countedText(kind, count));
        }
    }
    const QString last = parts.isEmpty() ? QString() : parts.takeLast();
    return parts.isEmpty() ? last : tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
}

/// At which of the tests: "at the 15th" where the sentence has named them, else "at the 15th restart".
QString testText(const WatchEvent &event, bool isNamed)
{
    if (event.kind == WatchEvent::Kind::Change) {
        return {};
    }
    if (isNamed && event.number > 1) {
        return tr("at the %1", "a test of a list of them").arg(ordinalText(event.number));
    }
    const QString number = event.number == 1 ? tr("first") : ordinalText(event.number);
    switch (event.kind) {
    case WatchEvent::Kind::Restart:
        return tr("at the %1 restart").arg(number);
    case WatchEvent::Kind::Container:
        return tr("at the %1 new container").arg(number);
    default:
        return tr("at the %1 move to another machine").arg(number);
    }
}

QString harmText(WatchState state)
{
    switch (state) {
    case WatchState::Corrupt:
        return tr("damaged");
    case WatchState::Foreign:
        return tr("replaced by another volume");
    case WatchState::RolledBack:
        return tr("rolled back to an older state");
    case WatchState::Cloned:
        return tr("replaced by a copy");
    default:
        return tr("lost");
    }
}

QString blowText(const WatchStory &story)
{
    const bool isNamed = story.survived() > 0 && story.blow->number == story.survived() + 1;
    const QString test = testText(*story.blow, isNamed);
    const QString harm = harmText(story.blow->state);
    const QString day = dayText(story.blow->at);
    return test.isEmpty() ? tr("%1 on %2, without a restart", "lost on a day").arg(harm, day)
                          : tr("%1 %2, on %3", "lost at a restart, on a day").arg(harm, test, day);
}

bool hasLock(const Observation &observation)
{
    return observation.evidence.value(QLatin1String("lock")).toString() == QLatin1String("present");
}

QString plantedText(const WatchStory &story)
{
    const QString test
        = hasLock(*story.last) ? tr("deploy once more to test it") : tr("restart once to test it");
    return story.plantedAt.isValid() ? tr("planted on %1; %2").arg(dayText(story.plantedAt), test)
                                     : tr("not tested yet; %1").arg(test);
}

/// How it is now, where that is not said by what it survived.
QString presentText(const WatchStory &story)
{
    const QString since = dayText(story.stateSince);
    switch (story.last->state) {
    case WatchState::Unreachable:
        return tr("cannot be reached since %1").arg(since);
    case WatchState::NotMounted:
        return tr("not mounted since %1").arg(since);
    case WatchState::Volatile: {
        const VolumeFacts volume
            = volumeFactsFromJson(story.last->evidence.value(QLatin1String("volume")).toObject());
        return volume.type.isEmpty() ? tr("not on a disk that lasts")
                                     : tr("on %1, which does not last").arg(volume.type);
    }
    case WatchState::Planted:
        return plantedText(story);
    case WatchState::Unproven:
        return hasLock(*story.last) || story.survived() == 0 ? plantedText(story) : QString();
    case WatchState::Asserted:
        return tr("you vouched for it on %1; not proven").arg(since);
    case WatchState::ReadOnly:
        return tr("read-only since %1, so it is only looked at").arg(since);
    case WatchState::Disabled:
        return tr("the test is switched off");
    default:
        return {};
    }
}

QString capitalised(const QString &text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString briefOfBlow(const WatchStory &story, const QDateTime &now)
{
    const WatchEvent &blow = *story.blow;
    const QString harm = blow.state == WatchState::RolledBack ? tr("rolled back") : harmText(blow.state);
    const bool isShort = blow.state == WatchState::Lost || blow.state == WatchState::Corrupt;
    const QString test = isShort ? testText(blow, false) : QString();
    return test.isEmpty() ? tr("%1 on %2", "lost on a day").arg(harm, shortDayText(blow.at, now))
                          : tr("%1 %2", "lost at a restart").arg(harm, test);
}

} // namespace

QString watchHeadline(const WatchStory &story, const QDateTime &now)
{
    if (!story.last) {
        return tr("Not looked at yet");
    }
    QStringList parts;
    if (story.survived() > 0) {
        const bool isAlone = !story.blow && story.plantedAt.isValid();
        const QString survived = tr("survived %1").arg(survivedText(story));
        parts.append(isAlone ? tr("%1 since it was planted on %2").arg(survived, dayText(story.plantedAt))
                             : survived);
    }
    if (story.blow) {
        parts.append(blowText(story));
    }
    if (const QString present = presentText(story); !present.isEmpty()) {
        parts.append(present);
    }
    if (parts.isEmpty()) {
        parts.append(tr("alive since the first look"));
    }
    if (isStale(story, now)) {
        const QString time = QLocale().toString(story.last->at.toLocalTime().time(), QLocale::ShortFormat);
        parts.append(tr("not looked at since %1, %2").arg(dayText(story.last->at), time));
    }
    return capitalised(parts.join(QStringLiteral("; ")));
}

QString watchBrief(const WatchStory &story, const QDateTime &now)
{
    if (!story.last) {
        return tr("Not looked at yet");
    }
    if (story.blow) {
        return capitalised(briefOfBlow(story, now));
    }
    if (isStale(story, now)) {
        return tr("Not looked at since %1").arg(shortDayText(story.last->at, now));
    }
    switch (story.last->state) {
    case WatchState::Unreachable:
    case WatchState::NotMounted:
    case WatchState::ReadOnly:
        return tr("%1 since %2", "a state since a day")
            .arg(watchStateWord(story.last->state), shortDayText(story.stateSince, now));
    case WatchState::Volatile:
    case WatchState::Disabled:
        return capitalised(presentText(story));
    case WatchState::Asserted:
        return tr("You vouched for it");
    case WatchState::Planted:
    case WatchState::Unproven:
        if (hasLock(*story.last) || story.survived() == 0) {
            return hasLock(*story.last) ? tr("Deploy once to test it") : tr("Restart once to test it");
        }
        break;
    default:
        break;
    }
    if (story.survived() == 0) {
        return watchStateWord(story.last->state);
    }
    const bool isOneKind = std::max({story.restarts, story.containers, story.hosts}) == story.survived();
    return isOneKind ? tr("Survived %1").arg(survivedText(story))
                     : tr("Survived %L1 tests", "of several kinds").arg(story.survived());
}

QString watchEventText(const WatchEvent &event)
{
    const QString word = watchStateWord(event.state);
    switch (event.kind) {
    case WatchEvent::Kind::Restart:
        return event.isSurvived ? tr("Restart of the machine, survived")
                                : tr("Restart of the machine: %1").arg(word);
    case WatchEvent::Kind::Container:
        return event.isSurvived ? tr("New container, survived") : tr("New container: %1").arg(word);
    case WatchEvent::Kind::Host:
        return event.isSurvived ? tr("Move to another machine, survived")
                                : tr("Move to another machine: %1").arg(word);
    case WatchEvent::Kind::Change:
        break;
    }
    return tr("Changed to: %1").arg(word);
}

QString watchStateWord(WatchState state)
{
    switch (state) {
    case WatchState::Unreachable:
        return tr("Unreachable");
    case WatchState::Corrupt:
        return tr("Corrupt");
    case WatchState::NotMounted:
        return tr("Not mounted");
    case WatchState::Lost:
        return tr("Lost");
    case WatchState::Planted:
        return tr("Planted");
    case WatchState::Volatile:
        return tr("Volatile");
    case WatchState::Foreign:
        return tr("Another volume");
    case WatchState::RolledBack:
        return tr("Rolled back");
    case WatchState::Cloned:
        return tr("A copy");
    case WatchState::Unproven:
        return tr("Not tested yet");
    case WatchState::Proven:
        return tr("Proven");
    case WatchState::Asserted:
        return tr("Vouched for");
    case WatchState::ReadOnly:
        return tr("Read-only");
    case WatchState::Disabled:
        return tr("Switched off");
    }
    return {};
}

} // namespace litekeeper

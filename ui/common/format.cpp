// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace litekeeper {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Format)
};

QString unknown()
{
    return QStringLiteral("–");
}

/// `milliseconds` in whole steps of `step`, never less than one.
qint64 stepsOf(qint64 milliseconds, qint64 step)
{
    return std::max<qint64>(1, (milliseconds + step / 2) / step);
}

QString hoursAndMinutes(qint64 minutes)
{
    if (minutes % 60 == 0) {
        return Words::tr("%L1 h").arg(minutes / 60);
    }
    return Words::tr("%L1 h %L2 min").arg(minutes / 60).arg(minutes % 60);
}

QString minutesAndSeconds(qint64 seconds)
{
    if (seconds % 60 == 0) {
        return Words::tr("%L1 min").arg(seconds / 60);
    }
    return Words::tr("%L1 min %L2 s").arg(seconds / 60).arg(seconds % 60);
}

QString daysAgo(qint64 days)
{
    const int count = int(days);
    if (count == 1) {
        return Words::tr("yesterday");
    }
    if (count < 14) {
        return Words::tr("%Ln days ago", nullptr, count);
    }
    if (count < 60) {
        return Words::tr("%Ln weeks ago", nullptr, count / 7);
    }
    if (count < 730) {
        return Words::tr("%Ln months ago", nullptr, int(std::lround(count / 30.44)));
    }
    return Words::tr("%Ln years ago", nullptr, int(count / 365.25));
}

QString inDays(qint64 days)
{
    const int count = int(days);
    if (count == 1) {
        return Words::tr("tomorrow");
    }
    if (count < 14) {
        return Words::tr("in %Ln days", nullptr, count);
    }
    if (count < 60) {
        return Words::tr("in %Ln weeks", nullptr, count / 7);
    }
    if (count < 730) {
        return Words::tr("in %Ln months", nullptr, int(std::lround(count / 30.44)));
    }
    return Words::tr("in %Ln years", nullptr, int(count / 365.25));
}

} // namespace

QString countText(qint64 count)
{
    return count < 0 ? unknown() : QLocale().toString(count);
}

QString bytesText(qint64 bytes)
{
    if (bytes < 0) {
        return unknown();
    }
    // The divisor that formattedDataSize() will choose decides how many decimals make three digits.
    double shown = double(bytes);
    while (shown >= 1024) {
        shown /= 1024;
    }
    const int decimals = bytes < 1024 || shown >= 100 ? 0 : shown >= 10 ? 1 : 2;
    return QLocale().formattedDataSize(bytes, decimals, QLocale::DataSizeIecFormat);
}

QString rateText(double bytesPerSecond)
{
    return Words::tr("%1/s", "a rate, such as 420 MiB/s").arg(bytesText(std::llround(bytesPerSecond)));
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 0) {
        return unknown();
    }
    if (milliseconds < second) {
        return Words::tr("%L1 ms").arg(milliseconds);
    }
    if (milliseconds < 9950) {
        return Words::tr("%1 s").arg(QLocale().toString(milliseconds / 1000.0, 'f', 1));
    }
    const qint64 seconds = stepsOf(milliseconds, second);
    if (seconds < 60) {
        return Words::tr("%L1 s").arg(seconds);
    }
    if (seconds < 3600) {
        return minutesAndSeconds(seconds);
    }
    const qint64 minutes = stepsOf(milliseconds, minute);
    if (minutes < 48 * 60) {
        return hoursAndMinutes(minutes);
    }
    return Words::tr("%L1 d %L2 h").arg(minutes / 60 / 24).arg(minutes / 60 % 24);
}

QString timeLeftText(qint64 milliseconds)
{
    if (milliseconds < 0) {
        return {};
    }
    if (milliseconds < 5 * second) {
        return Words::tr("a few seconds left");
    }
    if (milliseconds < 55 * second) {
        return Words::tr("about %L1 s left").arg(5 * stepsOf(milliseconds, 5 * second));
    }
    if (milliseconds < hour - minute / 2) {
        return Words::tr("about %L1 min left").arg(stepsOf(milliseconds, minute));
    }
    return Words::tr("about %1 left").arg(hoursAndMinutes(10 * stepsOf(milliseconds, 10 * minute)));
}

QString ageText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid()) {
        return Words::tr("never");
    }
    const qint64 age = then.msecsTo(now);
    if (age < -minute) {
        return Words::tr("in the future", "the date of a backup lies after the computer's clock");
    }
    if (age < minute) {
        return Words::tr("just now");
    }
    if (age < hour) {
        const int minutes = int(age / minute);
        return minutes == 1 ? Words::tr("1 minute ago") : Words::tr("%Ln minutes ago", nullptr, minutes);
    }
    const qint64 days = then.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (days == 0 || age < 6 * hour) {
        const int hours = int(std::min(age, day) / hour);
        return hours == 1 ? Words::tr("1 hour ago") : Words::tr("%Ln hours ago", nullptr, hours);
    }
    return daysAgo(days);
}

QString untilText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid()) {
        return unknown();
    }
    const qint64 wait = now.msecsTo(then);
    if (wait <= 0) {
        return Words::tr("now", "a run is due");
    }
    if (wait < minute) {
        return Words::tr("in less than a minute");
    }
    if (wait < hour) {
        const int minutes = int(wait / minute);
        return minutes == 1 ? Words::tr("in 1 minute") : Words::tr("in %Ln minutes", nullptr, minutes);
    }
    const qint64 days = now.toLocalTime().date().daysTo(then.toLocalTime().date());
    if (days == 0 || wait < 12 * hour) {
        const int hours = int(stepsOf(wait, hour));
        return hours == 1 ? Words::tr("in 1 hour") : Words::tr("in %Ln hours", nullptr, hours);
    }
    return inDays(days);
}

QString dateTimeText(const QDateTime &instant)
{
    return instant.isValid() ? QLocale().toString(instant.toLocalTime(), QLocale::ShortFormat) : unknown();
}

QString timeText(const QDateTime &instant)
{
    return instant.isValid() ? QLocale().toString(instant.toLocalTime().time(), QLocale::ShortFormat)
                             : unknown();
}

QString utcText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"))
                             : unknown();
}

QString formatText(Format format)
{
    switch (format) {
    case Format::Database:
        return Words::tr("SQLite");
    case Format::Zip:
        return Words::tr("Zip");
    case Format::Zstd:
        return Words::tr("Zstandard");
    }
    return {};
}

QString phaseText(Phase phase)
{
    switch (phase) {
    case Phase::Preparing:
        return Words::tr("Getting ready");
    case Phase::Waiting:
        return Words::tr("Waiting for another program to release the database");
    case Phase::PreCopying:
        return Words::tr("Copying ahead, writers go on");
    case Phase::Copying:
        return Words::tr("Copying pages");
    case Phase::Comparing:
        return Words::tr("Reading the tables to compare");
    case Phase::Compressing:
        return Words::tr("Compressing");
    case Phase::Syncing:
        return Words::tr("Writing to the disk for good");
    case Phase::ReadingBack:
        return Words::tr("Reading the backup back");
    case Phase::Reading:
        return Words::tr("Reading the file");
    case Phase::Checking:
        return Words::tr("Checking the backup");
    case Phase::Publishing:
        return Words::tr("Giving the backup its name");
    case Phase::Fetching:
        return Words::tr("Fetching the database from the share");
    case Phase::Confirming:
        return Words::tr("Comparing the copy with the share again");
    case Phase::Delivering:
        return Words::tr("Copying the backup to the share");
    case Phase::Retrying:
        return Words::tr("Waiting to try again");
    case Phase::Rehearsing:
        return Words::tr("Rehearsing a restore");
    }
    return {};
}

QString triggerText(Trigger trigger)
{
    switch (trigger) {
    case Trigger::Window:
        return Words::tr("You, in the window");
    case Trigger::CommandLine:
        return Words::tr("The command line");
    case Trigger::Schedule:
        return Words::tr("The schedule");
    case Trigger::CatchUp:
        return Words::tr("The schedule, catching up on a missed run");
    }
    return {};
}

QString wrappableText(const QString &text)
{
    constexpr int longestWord = 24;
    QString wrappable;
    int run = 0;
    for (const QChar character : text) {
        run = character.isSpace() || character == u'/' || character == u'-' ? 0 : run + 1;
        // Never between the halves of a surrogate pair or before a combining mark.
        if (run > longestWord && !character.isLowSurrogate() && !character.isMark()) {
            wrappable.append(QChar(0x200B));
            run = 1;
        }
        wrappable.append(character);
    }
    return wrappable;
}

QString shortHashText(const QByteArray &hash)
{
    return hash.isEmpty() ? unknown() : QString::fromLatin1(hash.left(4).toHex()) + QStringLiteral("…");
}

} // namespace litekeeper

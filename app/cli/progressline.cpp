// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progressline.h"

#include "cli/console.h"
#include "cli/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace litekeeper {

namespace {

/// The context of the translations.
struct ProgressWords
{
    Q_DECLARE_TR_FUNCTIONS(ProgressWords)
};

QString phaseText(Phase phase)
{
    switch (phase) {
    case Phase::Preparing:
        return ProgressWords::tr("Preparing");
    case Phase::Waiting:
        return ProgressWords::tr("Waiting: another program holds the database locked");
    case Phase::PreCopying:
        return ProgressWords::tr("Copying ahead");
    case Phase::Copying:
        return ProgressWords::tr("Copying");
    case Phase::Comparing:
        return ProgressWords::tr("Reading the source's tables");
    case Phase::Compressing:
        return ProgressWords::tr("Compressing");
    case Phase::Syncing:
        return ProgressWords::tr("Syncing");
    case Phase::ReadingBack:
        return ProgressWords::tr("Reading back");
    case Phase::Reading:
        return ProgressWords::tr("Reading");
    case Phase::Checking:
        return ProgressWords::tr("Checking");
    case Phase::Publishing:
        return ProgressWords::tr("Publishing");
    case Phase::Fetching:
        return ProgressWords::tr("Fetching from the share");
    case Phase::Confirming:
        return ProgressWords::tr("Comparing with the share again");
    case Phase::Delivering:
        return ProgressWords::tr("Copying to the share");
    case Phase::Retrying:
        return ProgressWords::tr("Waiting to try again");
    case Phase::Rehearsing:
        return ProgressWords::tr("Rehearsing a restore");
    }
    return {};
}

QString timeLeftText(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 999) / 1000;
    return ProgressWords::tr("%1:%2 left").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

/// The figures in the order in which they matter.
QStringList figures(const Progress &progress)
{
    QStringList parts;
    // A phase may have more to do after it has passed every byte once, as checks have; 100 % and no time left
    // would be a promise.
    const bool measured = progress.bytesTotal > 0 && progress.bytesDone < progress.bytesTotal;
    if (measured) {
        parts.append(QStringLiteral("%1 %").arg(
            std::max<qint64>(0, 100 * progress.bytesDone / progress.bytesTotal), 3));
        if (progress.millisecondsLeft >= 0) {
            parts.append(timeLeftText(progress.millisecondsLeft));
        }
        parts.append(
            ProgressWords::tr("%1 of %2").arg(bytesText(progress.bytesDone), bytesText(progress.bytesTotal)));
        if (progress.bytesPerSecond > 0) {
            parts.append(ProgressWords::tr("%1/s").arg(bytesText(qint64(progress.bytesPerSecond))));
        }
    } else if (progress.bytesTotal > 0) {
        parts.append(ProgressWords::tr("finishing"));
    }
    if (progress.restarts > 0) {
        parts.append(
            countText(progress.restarts, ProgressWords::tr("restart"), ProgressWords::tr("restarts")));
    }
    if (progress.walGrowthBytes > 0) {
        parts.append(ProgressWords::tr("-wal grew by %1").arg(bytesText(progress.walGrowthBytes)));
    }
    return parts;
}

} // namespace

QString progressText(const Progress &progress, int width)
{
    QString line = progress.paused ? ProgressWords::tr("Paused")
        : progress.queued          ? ProgressWords::tr("Waiting for its turn")
                                   : phaseText(progress.phase);
    for (const QString &part : figures(progress)) {
        if (line.size() + 2 + part.size() > width) {
            break;
        }
        line += QStringLiteral("  ") + part;
    }
    return line;
}

ProgressLine::ProgressLine(bool wanted)
    : m_drawing(wanted && console::errorIsTerminal())
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::show(const Progress &progress)
{
    show(progressText(progress, console::errorWidth() - 1));
}

void ProgressLine::show(const QString &text)
{
    if (m_drawing) {
        console::redrawErrorLine(text);
    }
}

void ProgressLine::clear()
{
    if (m_drawing) {
        console::redrawErrorLine({});
    }
}

} // namespace litekeeper

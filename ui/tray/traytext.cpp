// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/traytext.h"

#include <QCoreApplication>

#include <array>

namespace litekeeper {

namespace {

constexpr int mostNames = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("TrayText", text);
}

/// How many jobs are in a state; the first of a sentence says that it speaks of jobs.
QString countText(JobState state, int count, bool isFirst)
{
    const QString number = QString::number(count);
    const QString jobs = !isFirst ? number
        : count == 1              ? tr("%1 job").arg(number)
                                  : tr("%1 jobs").arg(number);
    switch (state) {
    case JobState::Off:
        return tr("%1 off").arg(jobs);
    case JobState::Waiting:
        return tr("%1 not run yet").arg(jobs);
    case JobState::Running:
        return tr("%1 running").arg(jobs);
    case JobState::Well:
        return tr("%1 well").arg(jobs);
    case JobState::Warned:
        return tr("%1 with a warning").arg(jobs);
    case JobState::Overdue:
        return tr("%1 overdue").arg(jobs);
    case JobState::Failing:
        return tr("%1 failing").arg(jobs);
    }
    return {};
}

QString namesText(const QStringList &names)
{
    if (names.size() <= mostNames) {
        return names.join(QStringLiteral(", "));
    }
    return tr("%1 and %2 more")
        .arg(names.mid(0, mostNames).join(QStringLiteral(", ")), QString::number(names.size() - mostNames));
}

} // namespace

QString jobsSentence(const QList<JobEntry> &jobs)
{
    // What is well comes first, so that the names of the others stand at the end.
    constexpr std::array order{JobState::Well,   JobState::Running, JobState::Waiting, JobState::Off,
                               JobState::Warned, JobState::Overdue, JobState::Failing};
    QStringList parts;
    for (const JobState state : order) {
        QStringList names;
        for (const JobEntry &entry : jobs) {
            if (entry.health.state == state) {
                names.append(entry.job.name);
            }
        }
        if (!names.isEmpty()) {
            const QString count = countText(state, int(names.size()), parts.isEmpty());
            parts.append(state < JobState::Warned ? count
                                                  : QStringLiteral("%1: %2").arg(count, namesText(names)));
        }
    }
    return parts.isEmpty() ? tr("There are no jobs yet.") : parts.join(QStringLiteral(", "));
}

QString trayToolTip(const QList<JobEntry> &jobs, bool isPaused)
{
    QString text = QStringLiteral("Litekeeper\n") + jobsSentence(jobs);
    if (isPaused) {
        text += QLatin1Char('\n') + tr("All jobs are paused.");
    }
    return text;
}

} // namespace litekeeper

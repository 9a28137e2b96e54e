// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/runstrip.h"

#include "ui/common/format.h"
#include "ui/common/status.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::RunStrip)
};

} // namespace

QList<int> stripOutcomes(const QList<Run> &newestFirst)
{
    QList<int> outcomes;
    outcomes.reserve(newestFirst.size());
    for (auto run = newestFirst.rbegin(); run != newestFirst.rend(); ++run) {
        outcomes.append(int(run->outcome));
    }
    return outcomes;
}

QStringList stripTips(const QList<Run> &newestFirst)
{
    QStringList tips;
    for (auto run = newestFirst.rbegin(); run != newestFirst.rend(); ++run) {
        const QString head
            = Words::tr("%1, %2").arg(statusOf(run->outcome).word, dateTimeText(run->startedAt));
        tips.append(run->reason.isEmpty() ? head : head + u'\n' + run->reason);
    }
    return tips;
}

QString stripSummary(const QList<Run> &newestFirst)
{
    const auto good = std::count_if(newestFirst.begin(), newestFirst.end(), [](const Run &run) {
        return run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning;
    });
    return newestFirst.isEmpty()
        ? Words::tr("No run yet")
        : Words::tr("%1 of the last %2 runs left a backup").arg(good).arg(newestFirst.size());
}

} // namespace litekeeper

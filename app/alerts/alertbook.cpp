// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/alertbook.h"

#include "domain/goodrun.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 sameCauseSeconds = qint64(20) * 3600;

const QString occasionKey = QStringLiteral("occasion");
const QString causeKey = QStringLiteral("cause");
const QString atKey = QStringLiteral("at");
const QString noticedKey = QStringLiteral("noticed");

QString tr(const char *text)
{
    return QCoreApplication::translate("JobAlerts", text);
}

bool isBad(const Run &run)
{
    return !isGoodRun(run)
        && (run.outcome == Outcome::Failed || run.outcome == Outcome::Interrupted || failedRehearsalOf(run));
}

QString instantText(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

JobAlert failingAlert(const JobEntry &entry)
{
    const auto run = std::find_if(entry.recentRuns.cbegin(), entry.recentRuns.cend(), isBad);
    JobAlert alert{.occasion = entry.health.sentence,
                   .cause = entry.health.sentence,
                   .title = tr("The job “%1” fails").arg(entry.job.name),
                   .text = entry.health.sentence};
    if (run != entry.recentRuns.cend() && entry.health.failuresInARow > 0) {
        alert.occasion = run->id.toString(QUuid::WithoutBraces);
        alert.cause = run->errorCode.isEmpty() ? run->reason : run->errorCode;
        if (failedRehearsalOf(*run) != nullptr) {
            alert.occasion += QLatin1Char('/') + rehearsalFailedCode;
            alert.cause = rehearsalFailedCode;
            alert.title = tr("The rehearsal of “%1” failed").arg(entry.job.name);
        }
    }
    if (entry.health.lastGoodUtc.isValid()) {
        alert.text += QLatin1Char(' ')
            + tr("Its newest good backup is of %1.").arg(instantText(entry.health.lastGoodUtc));
    }
    return alert;
}

JobAlert overdueAlert(const JobEntry &entry, bool isPaused)
{
    JobAlert alert{.occasion = entry.health.overdueSinceUtc.toString(Qt::ISODate),
                   .cause = QStringLiteral("overdue"),
                   .title = tr("The job “%1” is overdue").arg(entry.job.name),
                   .text = entry.health.sentence};
    if (isPaused) {
        alert.text += QLatin1Char(' ') + tr("All jobs are paused: resume them in Litekeeper.");
    }
    return alert;
}

} // namespace

QByteArray toBytes(const AlertBook &book)
{
    QJsonObject object; // keeps its keys in order, so that equal books have equal bytes
    for (auto told = book.cbegin(); told != book.cend(); ++told) {
        object.insert(told.key().toString(QUuid::WithoutBraces),
                      QJsonObject{{occasionKey, told->occasion},
                                  {causeKey, told->cause},
                                  {atKey, told->at.toString(Qt::ISODate)},
                                  {noticedKey, told->noticed}});
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

AlertBook alertBookFromBytes(const QByteArray &bytes)
{
    AlertBook book;
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry) {
        const QUuid id(entry.key());
        const QJsonObject told = entry->toObject();
        if (!id.isNull()) {
            book.insert(id,
                        {.occasion = told.value(occasionKey).toString(),
                         .cause = told.value(causeKey).toString(),
                         .at = QDateTime::fromString(told.value(atKey).toString(), Qt::ISODate),
                         .noticed = told.value(noticedKey).toString()});
        }
    }
    return book;
}

std::optional<JobAlert> alertFor(const JobEntry &entry, bool isPaused)
{
    switch (entry.health.state) {
    case JobState::Failing:
        return failingAlert(entry);
    case JobState::Overdue:
        return overdueAlert(entry, isPaused);
    case JobState::Off:
    case JobState::Waiting:
    case JobState::Running:
    case JobState::Well:
    case JobState::Warned:
        break;
    }
    return std::nullopt;
}

bool isWellAgain(const JobEntry &entry)
{
    return entry.health.state < JobState::Overdue && entry.health.state != JobState::Running;
}

bool isNews(const JobAlert &alert, const std::optional<ToldAlert> &told, const QDateTime &nowUtc)
{
    if (!told) {
        return true;
    }
    const bool isLongAgo
        = !told->at.isValid() || told->at > nowUtc || told->at.secsTo(nowUtc) >= sameCauseSeconds;
    return told->occasion != alert.occasion && (told->cause != alert.cause || isLongAgo);
}

} // namespace litekeeper

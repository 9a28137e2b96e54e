// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobnames.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace litekeeper {

namespace {

const QString nightly = QStringLiteral("0 30 2 * * *");

} // namespace

QSet<QString> takenNames(const QList<JobEntry> &jobs)
{
    QSet<QString> names;
    for (const JobEntry &entry : jobs) {
        names.insert(entry.job.name);
    }
    return names;
}

QString freeName(const QString &wanted, const QSet<QString> &taken)
{
    QString name = wanted;
    for (int number = 2; taken.contains(name); ++number) {
        name = QStringLiteral("%1 (%2)").arg(wanted).arg(number);
    }
    return name;
}

Job nightlyJob(const Path &source, const Path &destination, Format format, const QSet<QString> &taken)
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = freeName(source.empty() ? QCoreApplication::translate("litekeeper::Jobs", "New job")
                                       : displayName(source),
                        taken);
    job.source = source;
    job.destination = destination;
    job.format = format;
    job.schedule = nightly;
    job.timeZone = QTimeZone::systemTimeZoneId();
    return job;
}

} // namespace litekeeper

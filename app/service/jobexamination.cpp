// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/jobexamination.h"

#include "common/durablefile.h"
#include "domain/nametemplate.h"
#include "domain/schedule.h"
#include "engine/backup.h"
#include "places/destination.h"
#include "service/networkoperations.h"

#include <QCoreApplication>
#include <QUrl>

#include <cerrno>

#include <unistd.h>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JobExamination", text);
}

class Examination
{
public:
    explicit Examination(const Job &job)
        : m_job(job)
    {
    }

    [[nodiscard]] QList<Finding> carryOut(const NetworkAccess &network, const RunControl &control)
    {
        lookAtName();
        lookAtTemplate();
        lookAtSchedule();
        lookAtPingUrl();
        lookAtRehearsal();
        const bool hasSource = lookAtPath(m_job.source, "source", tr("Choose the database file."));
        const bool hasDestination
            = lookAtPath(m_job.destination, "destination", tr("Choose the folder for the backups."));
        if (hasSource && hasDestination) {
            lookAtPlaces(network, control);
        }
        return m_findings;
    }
    [[nodiscard]] QList<Finding> carryOutAtPlaces(const Path &stagingFolder)
    {
        lookAtPlaces(stagingFolder);
        return m_findings;
    }

private:
    void tellOfNetwork(const char *field, const QString &text)
    {
        m_findings.append({.severity = Severity::Note,
                           .code = onNetworkCode,
                           .text = text,
                           .where = QString::fromLatin1(field)});
    }
    void add(Severity severity, const char *field, const QString &text)
    {
        m_findings.append({.severity = severity,
                           .code = QString::fromLatin1(field),
                           .text = text,
                           .where = QString::fromLatin1(field)});
    }
    void lookAtName()
    {
        if (m_job.name.trimmed().isEmpty()) {
            add(Severity::Problem, "name", tr("Give the job a name by which you will know it in messages."));
        }
    }
    void lookAtTemplate();
    void lookAtSchedule();
    void lookAtPingUrl();
    void lookAtRehearsal()
    {
        if (const Result<void> usable = check(m_job.rehearsal); !usable) {
            add(Severity::Problem, "rehearsal", describe(usable.error()));
        }
    }
    bool lookAtPath(const Path &path, const char *field, const QString &whatToDo);
    void lookAtPlaces(const NetworkAccess &network, const RunControl &control);
    void lookAtPlaces(const Path &stagingFolder);
    void tellOfNetworkMounts(bool isSourceRemote, bool isDestinationRemote);
    void lookAtFutureFolder();

    const Job &m_job;
    QList<Finding> m_findings;
};

void Examination::lookAtTemplate()
{
    const Result<NameTemplate> name = NameTemplate::parse(m_job.nameTemplate);
    if (!name) {
        add(Severity::Problem, "nameTemplate", describe(name.error()));
    } else if (name->isFixed()) {
        add(Severity::Note, "retention",
            tr("With one fixed name, each backup replaces the one before: there is never more than one."));
    }
}

void Examination::lookAtSchedule()
{
    if (m_job.schedule.isEmpty()) {
        return;
    }
    const QTimeZone zone(m_job.timeZone);
    if (!zone.isValid()) {
        add(Severity::Problem, "schedule",
            tr("“%1” is no time zone of this system. Choose one like “Europe/Berlin”.")
                .arg(QString::fromUtf8(m_job.timeZone)));
    } else if (const Result<Schedule> schedule = Schedule::parse(m_job.schedule, zone); !schedule) {
        add(Severity::Problem, "schedule", describe(schedule.error()));
    }
}

void Examination::lookAtPingUrl()
{
    const QUrl url(m_job.pingUrl, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!m_job.pingUrl.isEmpty() && (!url.isValid() || !isWeb || url.host().isEmpty())) {
        add(Severity::Problem, "pingUrl",
            tr("This is no web address. It begins with https:// and comes from the monitoring service."));
    }
}

bool Examination::lookAtPath(const Path &path, const char *field, const QString &whatToDo)
{
    if (path.empty()) {
        add(Severity::Problem, field, whatToDo);
    } else if (!path.is_absolute()) {
        add(Severity::Problem, field, tr("Give the whole path, from the root on."));
    }
    return path.is_absolute();
}

/// What is on a network mount a child process looks at.
void Examination::lookAtPlaces(const NetworkAccess &network, const RunControl &control)
{
    const bool isSourceRemote = network.isRemote(m_job.source);
    const bool isDestinationRemote = network.isRemote(m_job.destination);
    if (!isSourceRemote && !isDestinationRemote) {
        lookAtPlaces(Path());
        return;
    }
    tellOfNetworkMounts(isSourceRemote, isDestinationRemote);
    if (const Result<QList<Finding>> findings = examinePlacesThere(network, m_job, control)) {
        m_findings += *findings;
    } else {
        add(Severity::Problem, isSourceRemote ? "source" : "destination", describe(findings.error()));
    }
}

void Examination::tellOfNetworkMounts(bool isSourceRemote, bool isDestinationRemote)
{
    if (isSourceRemote) {
        tellOfNetwork(
            "source",
            tr("This database is on a network mount, so it is backed up by a network copy: it is fetched "
               "whole, without being opened there, and proven on this computer. Programs that are writing to "
               "it are not disturbed."));
    }
    if (isDestinationRemote) {
        tellOfNetwork(
            "destination",
            tr("This folder is on a network mount. A backup is made and proven on this computer, then copied "
               "there and read back."));
    }
}

/// The same look that a run takes before it writes anything.
void Examination::lookAtPlaces(const Path &stagingFolder)
{
    const BackupRequest request{.source = m_job.source,
                                .destination = m_job.destination,
                                .format = m_job.format,
                                .proof = m_job.proof,
                                .nameTemplate = {},
                                .destinationId = m_job.destinationId,
                                .stagingFolder = stagingFolder};
    std::error_code failed;
    const bool isThere = std::filesystem::exists(m_job.destination, failed);
    if (isThere && !std::filesystem::is_directory(m_job.destination, failed)) {
        add(Severity::Problem, "destination", tr("This is a file. Choose the folder for the backups."));
        return;
    }
    const Result<BackupPlan> plan = planBackup(request);
    if (!plan && (plan.error().path == m_job.source || isThere)) {
        const bool isSource = plan.error().path == m_job.source;
        add(Severity::Problem, isSource ? "source" : "destination", describe(plan.error()));
    } else if (!isThere) {
        lookAtFutureFolder();
    }
}

/// A job without a destination yet makes its folder at the first run; one that had a disk does not.
void Examination::lookAtFutureFolder()
{
    if (!m_job.destinationId.isNull()) {
        add(Severity::Problem, "destination",
            describe({.kind = ErrorKind::WrongDestination,
                      .path = m_job.destination,
                      .detail = tr("it is not there")}));
        return;
    }
    std::error_code failed;
    Path parent = folderOf(m_job.destination);
    while (!std::filesystem::exists(parent, failed) && parent != parent.root_path()) {
        parent = folderOf(parent);
    }
    if (!std::filesystem::is_directory(parent, failed)) {
        add(Severity::Problem, "destination",
            tr("“%1” is a file, so there can be no folder in it. Choose another folder for the backups.")
                .arg(displayPath(parent)));
    } else if (::access(parent.c_str(), W_OK | X_OK) != 0) {
        Error error = systemError(errno, parent);
        error.detail = tr("this account may not make the folder there");
        add(Severity::Problem, "destination", describe(error));
    } else {
        add(Severity::Note, "destination", tr("This folder is not there yet. The first run will make it."));
    }
}

} // namespace

const QString onNetworkCode = QStringLiteral("on-network");

QList<Finding> examineJob(const Job &job, const NetworkAccess &network, const RunControl &control)
{
    return Examination(job).carryOut(network, control);
}

QList<Finding> examinePlaces(const Job &job, const Path &stagingFolder)
{
    return Examination(job).carryOutAtPlaces(stagingFolder);
}

Result<void> checkReachable(const Job &job, const NetworkAccess &network)
{
    if (!network.isRemote(job.source) && ::access(job.source.c_str(), R_OK) != 0) {
        return systemError(errno, job.source);
    }
    if (job.destinationId.isNull() || network.isRemote(job.destination)) {
        return {};
    }
    return checkDestination(job.destination, job.destinationId);
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkbackup.h"

#include "service/networktalk.h"
#include "service/wirereader.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <cerrno>
#include <set>

#include <unistd.h>

namespace litekeeper {

namespace {

using std::chrono::milliseconds;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkBackup", text);
}

QString secondsText(milliseconds duration)
{
    return QLocale().toString(qint64((duration.count() + 999) / 1000));
}

/// Every attempt of one run.
class NetworkBackup
{
public:
    explicit NetworkBackup(const BackupWork &work)
        : m_work(work)
        , m_network(*work.network)
        , m_control(*work.ticket->control)
        , m_run(work.run)
        , m_began(QDateTime::currentDateTimeUtc())
        , m_sourceIsRemote(m_network.isRemote(work.request.source))
        , m_destinationIsRemote(m_network.isRemote(work.request.destination))
    {
        m_timer.start();
    }

    [[nodiscard]] BackupWorkResult perform();

private:
    /// The error that ended the attempt before there was a report, or nothing.
    [[nodiscard]] std::optional<Error> attempt();
    [[nodiscard]] std::optional<Error> converse(NetworkTalk &talk);
    [[nodiscard]] Result<void> begin(const BackupPlan &plan);
    [[nodiscard]] NetworkBackupRequest request() const;
    [[nodiscard]] bool waitForNext(const Error &error);
    [[nodiscard]] bool mayPassHere(const Error &error, bool wasSeen) const;
    void take(const NetworkBackupAnswer &answer, const BackupPlan &plan);
    [[nodiscard]] std::optional<Error> reportedError() const;
    [[nodiscard]] Error final(Error error) const;
    [[nodiscard]] milliseconds left() const;
    [[nodiscard]] Path subject() const;
    [[nodiscard]] BackupWorkResult close(const std::optional<Error> &error);

    const BackupWork &m_work;
    const NetworkAccess &m_network;
    const RunControl &m_control;
    Run m_run;
    QDateTime m_began;     ///< UTC
    bool m_sourceIsRemote; ///< when it began: a share that is unmounted leaves a local folder
    bool m_destinationIsRemote;
    QElapsedTimer m_timer;
    int m_attempts = 0;
    bool m_wasPlanned = false; ///< source and destination were there once
    bool m_hasFailedToAnswer = false;
    std::optional<BackupReport> m_report; ///< of the last attempt
    std::optional<KnownDestination> m_destination;
};

milliseconds NetworkBackup::left() const
{
    return std::max(m_work.request.patience - milliseconds(m_timer.elapsed()), milliseconds(0));
}

/// The place that errors speak of where nothing better is known.
Path NetworkBackup::subject() const
{
    return m_sourceIsRemote ? m_work.request.source : m_work.request.destination;
}

NetworkBackupRequest NetworkBackup::request() const
{
    NetworkBackupRequest request{.request = m_work.request,
                                 .makeFolder = m_work.makeFolder,
                                 .lockFolder = m_work.lockFolder,
                                 .leftover = m_run.partial};
    request.request.stagingFolder = m_network.stagingFolder();
    request.request.patience = left();
    return request;
}

Result<void> NetworkBackup::begin(const BackupPlan &plan)
{
    BackupTicket &ticket = *m_work.ticket;
    const bool isFirst = !m_wasPlanned;
    m_wasPlanned = true;
    if ((isFirst && !ticket.leaveWaitingFor(BackupTicket::State::Begun)) || m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_run.source};
    }
    m_run.source = plan.source;
    m_run.partial = plan.partialFile;
    return m_work.store(m_run);
}

std::optional<Error> NetworkBackup::converse(NetworkTalk &talk)
{
    if (const Result<void> begun = talk.begin(networkprotocol::backUp, networkprotocol::toJson(request()));
        !begun) {
        return begun.error();
    }
    const Result<QJsonObject> planned = talk.plan();
    if (!planned) {
        return planned.error();
    }
    const Error nonsense{.kind = ErrorKind::Unknown,
                         .path = subject(),
                         .detail = tr("the process that worked on it said what nobody understands")};
    const std::optional<BackupPlan> plan = networkprotocol::planFromJson(*planned);
    if (!plan) {
        return nonsense;
    }
    if (const Result<void> stored = begin(*plan); !stored) {
        m_run.partial.clear(); // nothing was written
        return stored.error();
    }
    talk.go();
    const Result<QJsonObject> told = talk.answer();
    if (!told) {
        return told.error();
    }
    const std::optional<NetworkBackupAnswer> answer = networkprotocol::networkAnswerFromJson(*told);
    if (!answer || (answer->report.backup && answer->report.backup->file != plan->finalFile)) {
        return nonsense;
    }
    take(*answer, *plan);
    return std::nullopt;
}

void NetworkBackup::take(const NetworkBackupAnswer &answer, const BackupPlan &plan)
{
    m_report = answer.report;
    if (m_report->backup && !answer.destinationId.isNull()) {
        m_destination = KnownDestination{.folder = plan.finalFile.parent_path(), .id = answer.destinationId};
    }
}

std::optional<Error> NetworkBackup::attempt()
{
    m_control.report({.restarts = m_attempts});
    ++m_attempts;
    m_report.reset();
    std::optional<Error> error;
    {
        NetworkTalk talk(m_network, subject(), m_control, NetworkTalk::Pace::Work);
        if (m_destinationIsRemote) {
            talk.setDestination(m_work.request.destination);
        }
        error = converse(talk);
    }
    if (error) {
        m_network.removeAbandoned(); // the child may have had no time for it
        return error;
    }
    return reportedError();
}

std::optional<Error> NetworkBackup::reportedError() const
{
    return m_report->backup ? std::nullopt : std::optional(m_report->error.value_or(Error()));
}

/// False if there is no time left, or somebody does not want to wait.
bool NetworkBackup::waitForNext(const Error &error)
{
    const NetworkLimits &limits = m_network.limits();
    const int doublings = std::min(m_attempts - 1, 16);
    const milliseconds pause = std::min(limits.firstPause * (1 << doublings), limits.longestPause);
    if (left() <= pause) {
        return false;
    }
    m_work.ticket->phases.note(tr("Attempt %1 failed: %2 It is tried again in %3 seconds.")
                                   .arg(QString::number(m_attempts), describe(error), secondsText(pause)));
    QElapsedTimer waited;
    waited.start();
    Progress progress{.phase = Phase::Retrying, .restarts = m_attempts};
    while (!waited.hasExpired(pause.count())) {
        if (m_control.stopRequested()) {
            return false;
        }
        progress.millisecondsLeft = std::max<qint64>(pause.count() - waited.elapsed(), 0);
        m_control.report(progress);
        ::usleep(25'000);
    }
    return true;
}

/// What fails on a disk of this computer does not pass by waiting for a server.
bool NetworkBackup::mayPassHere(const Error &error, bool wasSeen) const
{
    const bool isSource = error.path == m_run.source || error.path == m_work.request.source;
    const bool isOfShare = error.path.empty() || (isSource && m_sourceIsRemote)
        || (!isSource && m_destinationIsRemote) || m_network.isRemote(error.path);
    const bool isStaged = error.path.native().starts_with(m_network.stagingFolder().native() + '/');
    return isOfShare && !isStaged && mayPass(error, wasSeen);
}

/// Since when it failed, and how often it was tried.
Error NetworkBackup::final(Error error) const
{
    if (error.kind == ErrorKind::Cancelled || m_control.stopRequested()) {
        Error cancelled{.kind = ErrorKind::Cancelled, .path = m_run.source};
        if (!m_report && !m_run.partial.empty()) {
            cancelled.advice = tr("Start it again when you like.");
        }
        return cancelled;
    }
    if (!mayPassHere(error, true)) {
        return error;
    }
    if (m_attempts < 2) {
        return error;
    }
    const QString history = tr("%1 attempts since %2")
                                .arg(m_attempts)
                                .arg(QLocale().toString(m_began.toLocalTime(), QLocale::ShortFormat));
    error.detail = error.detail.isEmpty() ? history : error.detail + QStringLiteral("; ") + history;
    return error;
}

BackupWorkResult NetworkBackup::close(const std::optional<Error> &error)
{
    const Path partial = m_run.partial;
    if (m_report) {
        m_report->error = error;
        m_report->milliseconds = m_timer.elapsed(); // of all attempts, and the time between them
        m_report->restarts += m_attempts - 1;
        closeWithReport(m_run, *m_report);
    } else {
        closeWithError(m_run, error.value_or(Error{.path = m_run.source}));
        m_run.log = QStringLiteral("%1\t%2").arg(m_run.finishedAt.toString(Qt::ISODateWithMs), m_run.reason);
    }
    // A child that told of its end by itself has tidied up, unless the share was away.
    const bool isTidy = m_report && (m_report->backup || !mayPassHere(*error, true));
    m_run.partial = isTidy ? Path() : partial;
    if (!m_run.partial.empty()) {
        m_run.reason += QLatin1Char(' ')
            + tr("“%1” may still be there; it is removed as soon as the share answers.")
                  .arg(displayPath(m_run.partial));
    }
    return {.run = m_run, .backup = m_report ? m_report->backup : std::nullopt, .destination = m_destination};
}

BackupWorkResult NetworkBackup::perform()
{
    const bool wasSeenBefore = !m_work.request.destinationId.isNull();
    while (true) {
        std::optional<Error> error = attempt();
        if (!error) {
            return close(error);
        }
        if (error->kind == ErrorKind::InputOutput && mayPassHere(*error, false)) {
            error->kind = ErrorKind::NotAnswering; // no disk of this machine is to blame
        }
        m_hasFailedToAnswer = m_hasFailedToAnswer || mayPassHere(*error, false);
        const bool wasSeen = m_wasPlanned || m_hasFailedToAnswer || wasSeenBefore;
        if (m_control.stopRequested() || !mayPassHere(*error, wasSeen) || !waitForNext(*error)) {
            return close(final(*error));
        }
    }
}

} // namespace

namespace networkprotocol {

QJsonObject toJson(const NetworkBackupRequest &request)
{
    return {{key("request"), toJson(request.request)},
            {key("makeFolder"), request.makeFolder},
            {key("lockFolder"), encodePath(request.lockFolder)},
            {key("leftover"), encodePath(request.leftover)}};
}

std::optional<NetworkBackupRequest> networkBackupFromJson(const QJsonObject &object)
{
    WireReader read(object);
    const std::optional<BackupRequest> request = requestFromJson(read.object("request"));
    NetworkBackupRequest whole{.request = request.value_or(BackupRequest()),
                               .makeFolder = read.flag("makeFolder"),
                               .lockFolder = read.namedPath("lockFolder"),
                               .leftover = read.path("leftover")};
    return request && read.isWhole() ? std::optional(whole) : std::nullopt;
}

QJsonObject toJson(const NetworkBackupAnswer &answer)
{
    return {
        {key("report"), toJson(answer.report)},
        {key("destinationId"),
         answer.destinationId.isNull() ? QString() : answer.destinationId.toString(QUuid::WithoutBraces)}};
}

std::optional<NetworkBackupAnswer> networkAnswerFromJson(const QJsonObject &object)
{
    WireReader read(object);
    const std::optional<BackupReport> report = reportFromJson(read.object("report"));
    const QUuid destinationId = read.uuid("destinationId");
    return report && read.isWhole()
        ? std::optional(NetworkBackupAnswer{.report = *report, .destinationId = destinationId})
        : std::nullopt;
}

} // namespace networkprotocol

bool mayPass(const Error &error, bool wasSeen)
{
    static const std::set<int> codes{EIO,         ENOTCONN,  EHOSTDOWN,  EHOSTUNREACH, ETIMEDOUT,    ESTALE,
                                     ENODEV,      ENXIO,     ECONNRESET, ECONNABORTED, ECONNREFUSED, ENETDOWN,
                                     ENETUNREACH, ENETRESET, EREMOTEIO,  EPIPE,        ESHUTDOWN,    EAGAIN};
    switch (error.kind) {
    case ErrorKind::NotAnswering:
        return true;
    case ErrorKind::InputOutput:
        return codes.contains(error.code);
    case ErrorKind::NotFound:
    case ErrorKind::WrongDestination:
        // A mount that lost its server may look empty.
        return wasSeen;
    default:
        return false;
    }
}

BackupWorkResult performNetworkBackup(const BackupWork &work)
{
    return NetworkBackup(work).perform();
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobrehearsals.h"

#include "service/whendone.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"

namespace litekeeper {

namespace {

QString keyOf(const Job &job)
{
    return QStringLiteral("jobs/rehearsal/") + job.id.toString(QUuid::WithoutBraces);
}

} // namespace

JobRehearsals::JobRehearsals(CatalogueService &catalogue, TaskRunner &runner, MessageArea &messages,
                             QObject *parent)
    : QObject(parent)
    , m_service(catalogue, runner)
    , m_messages(messages)
{
}

JobRehearsals::~JobRehearsals()
{
    for (const auto &control : std::as_const(m_controls)) {
        control->requestStop();
    }
}

void JobRehearsals::rehearse(const QList<Job> &jobs)
{
    for (const Job &job : jobs) {
        if (!m_controls.contains(job.id)) {
            begin(job);
        }
    }
}

void JobRehearsals::begin(const Job &job)
{
    auto control = std::make_shared<RunControl>();
    m_controls.insert(job.id, control);
    MessageBar *bar = m_messages.show(
        Severity::Note, tr("Rehearsing a restore of the newest backup of “%1”…").arg(job.name), keyOf(job));
    bar->setDismissable(false);
    bar->addButton(tr("&Stop"), QStringLiteral("stopRehearsal"), [control] { control->requestStop(); });
    whenDone(m_service.rehearseJob(job, control), this, [this, job](const Result<RehearsalReport> &report) {
        m_controls.remove(job.id);
        tellEnd(job, report);
    });
}

void JobRehearsals::tellEnd(const Job &job, const Result<RehearsalReport> &report)
{
    if (!report) {
        const bool isStopped = report.error().kind == ErrorKind::Cancelled;
        m_messages.show(isStopped ? Severity::Note : Severity::Problem,
                        isStopped ? tr("The rehearsal of “%1” was stopped.").arg(job.name)
                                  : describe(report.error()),
                        keyOf(job));
        return;
    }
    m_messages.show(report->failure ? Severity::Problem : Severity::Note,
                    tr("%1: %2").arg(job.name, report->sentence()), keyOf(job));
}

} // namespace litekeeper

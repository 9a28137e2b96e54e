// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobdetails.h"

#include "common/error.h"
#include "service/rehearsalwords.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/tableview.h"
#include "ui/jobs/jobtext.h"
#include "ui/runs/runmodel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>

namespace litekeeper {

JobDetails::JobDetails(QWidget *parent)
    : DetailsPane(Shape::Wide, tr("Select a job to see how it does."), parent)
    , m_runs(new RunModel(this))
    , m_view(new TableView(this))
    , m_runsTitle(addSection(tr("&Last runs")))
{
    setObjectName(QStringLiteral("jobDetails"));
    addBelowHead(makeButtons());
    buildRuns();
    m_runsTitle->setBuddy(m_view);
    addContent(m_view);
}

QWidget *JobDetails::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_newDisk = new QPushButton(tr("This is a new &disk"), buttons);
    m_newDisk->setObjectName(QStringLiteral("newDiskButton"));
    m_newDisk->setToolTip(tr("The next run takes the folder as it is, and remembers it from then on."));
    m_lastRun = new QPushButton(tr("Show the last run and its &log"), buttons);
    m_lastRun->setObjectName(QStringLiteral("lastRunButton"));
    m_lastRun->setIcon(themedIcon(QStringLiteral("activity")));
    layout->addWidget(m_newDisk);
    layout->addWidget(m_lastRun);
    layout->addStretch();
    connect(m_newDisk, &QPushButton::clicked, this, &JobDetails::newDiskRequested);
    connect(m_lastRun, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(m_lastRunId); });
    return buttons;
}

void JobDetails::buildRuns()
{
    m_view->setObjectName(QStringLiteral("jobRuns"));
    m_view->setAccessibleName(tr("Last runs of the job"));
    m_view->setModel(m_runs);
    m_view->setSortingEnabled(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    for (const int column : {RunModel::DatabaseColumn, RunModel::ProofColumn, RunModel::SizeColumn}) {
        m_view->setColumnHidden(column, true);
    }
    QHeaderView *header = m_view->header();
    header->setSectionResizeMode(RunModel::StartedColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RunModel::OutcomeColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RunModel::DurationColumn, QHeaderView::ResizeToContents);
    header->setStretchLastSection(true);
    connect(m_view, &QTreeView::activated, this, &JobDetails::showRun);
}

void JobDetails::showRun(const QModelIndex &index)
{
    Q_EMIT runRequested(index.data(RunModel::RunIdRole).toUuid());
}

void JobDetails::setEntry(const JobEntry *entry, const QDateTime &now)
{
    if (!entry) {
        clear();
        return;
    }
    const Run *last = entry->recentRuns.isEmpty() ? nullptr : &entry->recentRuns.constFirst();
    setHead(statusOf(entry->health.state), entry->job.name, displayPath(entry->job.source));
    setSentence(entry->health.sentence);
    setFindings(last ? last->findings : QList<Finding>());
    setFacts(facts(*entry, now));
    m_lastRunId = last ? last->id : QUuid();
    m_lastRun->setVisible(last);
    m_newDisk->setVisible(last && last->errorCode == errorCode(ErrorKind::WrongDestination));
    m_runsTitle->setVisible(last);
    m_view->setVisible(last);
    m_runs->setNow(now);
    m_runs->setRuns(entry->recentRuns, {});
}

QList<FactsGrid::Fact> JobDetails::facts(const JobEntry &entry, const QDateTime &now) const
{
    const Job &job = entry.job;
    const QDateTime next = entry.health.nextDueUtc;
    const QDateTime good = entry.health.lastGoodUtc;
    QList<FactsGrid::Fact> facts{
        {tr("When"), scheduleText(job), job.schedule},
        {tr("Next run"),
         next.isValid() ? tr("%1, %2").arg(untilText(next, now), dateTimeText(next)) : tr("None"),
         next.isValid() ? utcText(next) : QString()},
        {tr("Newest backup"),
         good.isValid() ? tr("%1, %2").arg(ageText(good, now), dateTimeText(good)) : tr("None yet"),
         good.isValid() ? utcText(good) : QString()},
        {tr("Goes to"), displayPath(job.destination)},
        {tr("Format"), formatText(job.format)},
        {tr("Proof"), statusOf(job.proof).word, proofMeaning(job.proof)},
        {tr("Kept"), keptText(job)},
        {tr("Rehearsed"), rehearsalInWords(job.rehearsal)},
    };
    if (!job.schedule.isEmpty()) {
        const auto hours = std::chrono::duration_cast<std::chrono::hours>(job.catchUpDeadline).count();
        facts.append({tr("Missed runs"),
                      job.missedRun == MissedRun::Skip ? tr("Only recorded")
                                                       : tr("Caught up within %L1 h").arg(hours)});
    }
    if (job.patience != Job().patience) {
        facts.append({tr("Silent shares"), tr("Tried for %L1 min").arg(job.patience.count())});
    }
    return facts;
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobspage.h"

#include "common/clock.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/emptystate.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/common/pageheader.h"
#include "ui/common/questions.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobdetails.h"
#include "ui/jobs/jobdraft.h"
#include "ui/jobs/jobeditor.h"
#include "ui/jobs/jobexchange.h"
#include "ui/jobs/joblist.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobnames.h"
#include "ui/jobs/jobrehearsals.h"
#include "ui/jobs/jobtasks.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/pausednotice.h"
#include "ui/jobs/runningjobs.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

const QString errorKey = QStringLiteral("jobs/error");
const QString noteKey = QStringLiteral("jobs/note");
constexpr int discardChoice = 1;

} // namespace

JobsPage::JobsPage(const JobsServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new JobModel(this))
    , m_running(new RunningJobs(services.runs, this))
    , m_actions(new JobActions(this))
    , m_tasks(new JobTasks(services.jobs, services.questions, this))
    , m_exchange(new JobExchange(services.jobs, services.runner, services.questions, this))
    , m_header(new PageHeader(tr("Jobs"), this))
    , m_messages(new MessageArea(this))
    , m_rehearsals(new JobRehearsals(services.catalogue, services.runner, *m_messages, this))
    , m_stack(new QStackedWidget(this))
    , m_details(new JobDetails(this))
    , m_list(new JobList(*m_model, *m_actions, *m_details, services.settings, this))
    , m_editor(new JobEditor(services, this))
    , m_empty(makeEmptyState())
    , m_paused(new PausedNotice(services.jobs, *m_model, *m_actions, *m_messages, this))
    , m_minute(new QTimer(this))
{
    setObjectName(QStringLiteral("jobsPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    for (QWidget *side : {static_cast<QWidget *>(m_list), m_empty, static_cast<QWidget *>(m_editor)}) {
        m_stack->addWidget(side);
    }
    buildHeader();
    connectActions();
    connectEditor();
    watch();
    takeJobs();
}

JobsPage::~JobsPage()
{
    if (const std::optional<Job> unsaved = m_editor->unsaved()) {
        keepDraft(m_services.catalogue, *unsaved);
    }
}

QWidget *JobsPage::makeEmptyState()
{
    auto *empty = new EmptyState(
        QStringLiteral("jobs"), tr("No database is backed up by itself yet"),
        tr("A job backs a database up every night, or whenever you want it, also while this window is "
           "closed. "
           "It proves each backup, keeps as many as you say, and tells you when something is wrong."),
        this);
    auto *create = empty->addPrimaryButton(tr("&New job…"), QStringLiteral("emptyNewJob"));
    auto *import = empty->addButton(tr("&Import jobs…"), QStringLiteral("emptyImportJobs"));
    connect(create, &QPushButton::clicked, this, [this] { newJobFor({}); });
    connect(import, &QPushButton::clicked, m_exchange, &JobExchange::importJobs);
    return empty;
}

void JobsPage::buildHeader()
{
    auto *create = new QPushButton(themedIcon(QStringLiteral("add")), tr("&New job…"), m_header);
    create->setObjectName(QStringLiteral("newJobButton"));
    create->setDefault(true);
    create->setToolTip(tr("A new job (Ctrl+N)"));
    m_header->addWidget(create);
    connect(create, &QPushButton::clicked, this, [this] { newJobFor({}); });
}

void JobsPage::connectActions()
{
    connect(m_actions, &JobActions::createRequested, this, [this] { newJobFor({}); });
    connect(m_actions, &JobActions::editRequested, this, &JobsPage::edit);
    connect(m_actions, &JobActions::duplicateRequested, this, &JobsPage::duplicate);
    connect(m_actions, &JobActions::removeRequested, this, [this] { m_tasks->remove(selectedJobs()); });
    connect(m_actions, &JobActions::runRequested, this, [this] { m_tasks->run(selectedJobs()); });
    connect(m_actions, &JobActions::rehearseRequested, this,
            [this] { m_rehearsals->rehearse(selectedJobs()); });
    connect(m_actions, &JobActions::cancelRequested, this, &JobsPage::cancelRuns);
    connect(m_actions, &JobActions::toggleRequested, this, [this] { m_tasks->toggle(selectedJobs()); });
    connect(m_actions, &JobActions::importRequested, m_exchange, &JobExchange::importJobs);
    connect(m_actions, &JobActions::exportRequested, this,
            [this] { m_exchange->exportJobs(m_list->selection().isEmpty() ? allJobs() : selectedJobs()); });
    connect(m_list, &JobList::activated, this, &JobsPage::edit);
    connect(m_list, &JobList::selectionChanged, this, &JobsPage::showSelected);
    connect(m_model, &JobModel::enabledWanted, m_tasks, &JobTasks::setEnabled);
    connect(m_details, &JobDetails::newDiskRequested, this, [this] {
        if (const auto entry = m_services.jobs.job(m_list->current())) {
            m_tasks->acceptNewDisk(entry->job);
        }
    });
    connect(m_details, &JobDetails::runRequested, this, &JobsPage::runRequested);
}

void JobsPage::connectEditor()
{
    connect(m_editor, &JobEditor::saved, this, [this](const QUuid &jobId) {
        takeJobs();
        closeEditor();
        showJob(jobId);
    });
    connect(m_editor, &JobEditor::closed, this, &JobsPage::closeEditor);
    connect(m_exchange, &JobExchange::imported, this, [this](const QUuid &jobId) {
        takeJobs();
        showJob(jobId);
    });
    connect(m_exchange, &JobExchange::done, this,
            [this](const QString &sentence) { m_messages->show(Severity::Note, sentence, noteKey); });
    const auto showError
        = [this](const QString &sentence) { m_messages->show(Severity::Problem, sentence, errorKey); };
    connect(m_exchange, &JobExchange::failed, this, showError);
    connect(m_tasks, &JobTasks::failed, this, showError);
    connect(m_tasks, &JobTasks::done, this, &JobsPage::takeJobs); // a switch that was refused goes back
}

void JobsPage::watch()
{
    connect(&m_services.jobs, &JobService::jobsChanged, this, &JobsPage::takeJobs);
    connect(m_running, &RunningJobs::changed, m_model, &JobModel::setProgress);
    connect(m_running, &RunningJobs::changed, this,
            [this](const QUuid &, const std::optional<Progress> &progress) {
                if (!progress) {
                    showSelected();
                }
            });
    m_minute->setInterval(20s);
    connect(m_minute, &QTimer::timeout, this, &JobsPage::takeJobs);
    m_minute->start();
}

void JobsPage::takeJobs()
{
    const QDateTime now = m_services.clock.nowUtc();
    const QList<JobEntry> jobs = m_services.jobs.jobs();
    const bool wasEmpty = m_model->rowCount() == 0;
    m_model->setEntries(jobs);
    m_model->setNow(now);
    m_running->announceAll();
    m_header->setSubtitle(jobs.isEmpty() ? QString() : jobsSummary(jobs, now));
    m_paused->update();
    showState();
    if (wasEmpty) {
        m_list->selectFirst();
    }
    selectWanted();
    showSelected();
}

void JobsPage::showState()
{
    const bool editing = m_editor->isOpen();
    const bool empty = m_model->rowCount() == 0;
    m_stack->setCurrentWidget(editing     ? static_cast<QWidget *>(m_editor)
                                  : empty ? m_empty
                                          : static_cast<QWidget *>(m_list));
    m_header->setVisible(!editing);
    m_actions->setListShown(!editing);
}

void JobsPage::showSelected()
{
    const QList<QUuid> selected = m_list->selection();
    JobActions::Selection what;
    what.count = int(selected.size());
    what.all = m_model->rowCount();
    what.allEnabled = what.count > 0;
    for (const QUuid &id : selected) {
        const JobRow *row = m_model->rowWith(id);
        what.allEnabled = what.allEnabled && row && row->entry.job.enabled;
        what.anyRunning = what.anyRunning || (row && row->progress);
    }
    m_actions->setSelection(what);
    const JobRow *row = selected.isEmpty() ? nullptr : m_model->rowWith(m_list->current());
    m_details->setEntry(row ? &row->entry : nullptr, m_model->now());
}

void JobsPage::newJobFor(const Path &source)
{
    const QList<JobEntry> jobs = m_services.jobs.jobs();
    const auto known = std::find_if(jobs.begin(), jobs.end(), [&source](const JobEntry &entry) {
        return !source.empty() && entry.job.source == source;
    });
    const BackupOptions &usual = m_services.launcher.options();
    const Job fresh = nightlyJob(source, usual.destination, usual.format, takenNames(jobs));
    if (known == jobs.end() || isEditing()) {
        openEditor(fresh, true);
        return;
    }
    showJob(known->job.id);
    MessageBar *bar = m_messages->show(
        Severity::Note, tr("%1 has a job already: “%2”.").arg(displayName(source), known->job.name), noteKey);
    bar->addButton(tr("&Edit it"), QStringLiteral("editKnownJob"),
                   [this, job = known->job] { openEditor(job, false); });
    bar->addButton(tr("Make &another one"), QStringLiteral("anotherJob"),
                   [this, fresh] { openEditor(fresh, true); });
}

void JobsPage::showJob(const QUuid &jobId)
{
    m_wanted = jobId;
    selectWanted();
    m_list->focusTable();
}

void JobsPage::selectWanted()
{
    if (!m_wanted.isNull() && m_model->rowOf(m_wanted) >= 0) {
        m_list->select(std::exchange(m_wanted, QUuid()));
    }
}

bool JobsPage::isEditing() const
{
    return m_editor->isOpen() && m_editor->isChanged();
}

void JobsPage::openEditor(const Job &job, bool isNew)
{
    inEditor([this, job, isNew] { m_editor->edit(job, isNew); });
}

void JobsPage::resume(const Job &draft)
{
    inEditor([this, draft] {
        Job job = draft;
        const std::optional<JobEntry> stored = m_services.jobs.job(draft.id);
        if (stored) { // what people do not edit
            job.destinationId = stored->job.destinationId;
            job.createdAt = stored->job.createdAt;
            job.scheduledSince = stored->job.scheduledSince;
            job.evaluatedUntil = stored->job.evaluatedUntil;
        }
        m_editor->resume(job, !stored);
        m_hasDraft = true;
    });
}

/// Opens it for another job; asks first if one in it is not saved.
void JobsPage::inEditor(const std::function<void()> &fill)
{
    const auto open = [this, fill] {
        m_messages->clear(noteKey);
        forgetDraft();
        fill();
        showState();
        m_editor->focusFirst();
    };
    if (!isEditing()) {
        open();
        return;
    }
    const Question question{QStringLiteral("leaveEditor"),
                            tr("The job in the editor is not saved. Go on with it, or throw it away?"),
                            {tr("&Go on with it"), tr("&Throw it away")},
                            true};
    m_services.questions.ask(question, this, [open](int choice) {
        if (choice == discardChoice) {
            open();
        }
    });
}

void JobsPage::forgetDraft()
{
    if (std::exchange(m_hasDraft, false)) {
        dropDraft(m_services.catalogue);
    }
}

void JobsPage::closeEditor()
{
    forgetDraft();
    showState();
    m_list->focusTable();
}

void JobsPage::edit()
{
    if (const auto entry = m_services.jobs.job(m_list->current())) {
        openEditor(entry->job, false);
    }
}

void JobsPage::duplicate()
{
    const auto entry = m_services.jobs.job(m_list->current());
    if (!entry) {
        return;
    }
    Job copy = entry->job;
    copy.id = QUuid::createUuid();
    copy.name = freeName(copy.name, takenNames(m_services.jobs.jobs()));
    copy.createdAt = {};
    copy.evaluatedUntil = {};
    openEditor(copy, true);
}

QList<Job> JobsPage::selectedJobs() const
{
    const QList<QUuid> selected = m_list->selection();
    QList<Job> jobs = allJobs();
    jobs.removeIf([&selected](const Job &job) { return !selected.contains(job.id); });
    return jobs;
}

QList<Job> JobsPage::allJobs() const
{
    const QList<JobEntry> entries = m_services.jobs.jobs();
    QList<Job> jobs;
    for (const JobEntry &entry : entries) {
        jobs.append(entry.job);
    }
    return jobs;
}

void JobsPage::cancelRuns()
{
    const QList<QUuid> selected = m_list->selection();
    for (const QUuid &id : selected) {
        m_running->cancel(id);
    }
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/windowpages.h"

#include "service/catalogueservice.h"
#include "service/databaselook.h"
#include "service/jobservice.h"
#include "service/runboard.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "service/watchservice.h"
#include "service/whendone.h"
#include "ui/activity/activitypage.h"
#include "ui/canary/canarypage.h"
#include "ui/canary/historylanes.h"
#include "ui/common/drop.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/common/pagestack.h"
#include "ui/compare/comparewindow.h"
#include "ui/databases/databasespage.h"
#include "ui/history/historypage.h"
#include "ui/jobs/jobdraft.h"
#include "ui/jobs/jobspage.h"
#include "ui/look/lookinside.h"
#include "ui/mainmenu.h"
#include "ui/overview/overviewpage.h"
#include "ui/restore/restoreassistant.h"
#include "ui/settings/settingspage.h"
#include "ui/verify/verifypage.h"

#include <algorithm>

namespace litekeeper {

namespace {

const QString sampleKey = QStringLiteral("sample");
const QString draftKey = QStringLiteral("draft");

} // namespace

WindowPages::WindowPages(const WindowServices &services, BackupLauncher &launcher, MessageArea &messages,
                         PageStack &stack, MainMenu &menu, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_launcher(launcher)
    , m_messages(messages)
    , m_questions(&messages)
    , m_stack(stack)
    , m_restore(new RestoreAssistant({services.catalogue, services.backups, services.runner, services.paths},
                                     &stack))
{
    add(Id::Overview, tr("Overview"), QStringLiteral("overview"), menu, &WindowPages::makeOverview);
    add(Id::Databases, tr("Databases"), QStringLiteral("databases"), menu, &WindowPages::makeDatabases);
    add(Id::Jobs, tr("Jobs"), QStringLiteral("jobs"), menu, &WindowPages::makeJobs);
    add(Id::Activity, tr("Activity"), QStringLiteral("activity"), menu, &WindowPages::makeActivity);
    add(Id::Verify, tr("Verify"), QStringLiteral("verify"), menu, &WindowPages::makeVerify);
    add(Id::History, tr("History"), QStringLiteral("history"), menu, &WindowPages::makeHistory);
    add(Id::Canary, tr("Canary"), QStringLiteral("canary"), menu, &WindowPages::makeCanary);
    add(Id::Settings, tr("Settings"), QStringLiteral("settings"), menu, &WindowPages::makeSettings);
    connect(&m_stack, &PageStack::pageShown, &menu,
            [&menu](QWidget *page) { menu.setPageActions(page->actions()); });
    connect(m_restore, &RestoreAssistant::compareRequested, this, &WindowPages::compare);
    connect(m_restore, &RestoreAssistant::verifyRequested, this,
            [this](const Path &file) { verify().verify({file}); });
    watchCounts();
}

void WindowPages::add(Id id, const QString &text, const QString &iconName, MainMenu &menu,
                      QWidget *(WindowPages::*make)())
{
    Q_ASSERT(int(id) == m_stack.pages()); // pages are added in the order of their ids
    Q_UNUSED(id);
    menu.addPage(m_stack.addPage(text, iconName, [this, make] { return (this->*make)(); }));
}

void WindowPages::watchCounts()
{
    const auto countRuns
        = [this] { m_stack.setCount(int(Id::Activity), int(m_services.runs.running().size())); };
    const auto countFiles
        = [this] { m_stack.setCount(int(Id::Verify), int(m_services.verify.queue().size())); };
    const auto countJobs = [this] {
        const QList<JobEntry> jobs = m_services.jobs.jobs();
        m_stack.setCount(int(Id::Jobs),
                         int(std::count_if(jobs.begin(), jobs.end(), [](const JobEntry &entry) {
                             return entry.health.state >= JobState::Overdue;
                         })));
    };
    const auto countWatches = [this] {
        const QList<WatchEntry> watches = m_services.watches.watches();
        m_stack.setCount(int(Id::Canary),
                         int(std::count_if(watches.begin(), watches.end(), [](const WatchEntry &entry) {
                             return entry.last && isAlarming(entry.last->newest.state);
                         })));
    };
    connect(&m_services.jobs, &JobService::jobsChanged, this, countJobs);
    connect(&m_services.watches, &WatchService::watchesChanged, this, countWatches);
    connect(&m_services.verify, &VerifyService::queued, this, countFiles);
    connect(&m_services.verify, &VerifyService::finished, this, countFiles);
    connect(&m_services.verify, &VerifyService::cancelled, this, countFiles);
    connect(&m_services.runs, &RunBoard::runStarted, this, countRuns);
    connect(&m_services.runs, &RunBoard::runFinished, this, countRuns);
}

void WindowPages::show(Id id)
{
    m_stack.showPage(int(id));
}

QWidget *WindowPages::page(Id id) const
{
    return m_stack.page(int(id));
}

DatabasesPage &WindowPages::databases()
{
    show(Id::Databases);
    return *static_cast<DatabasesPage *>(page(Id::Databases));
}

JobsPage &WindowPages::jobs()
{
    show(Id::Jobs);
    return *static_cast<JobsPage *>(page(Id::Jobs));
}

ActivityPage &WindowPages::activity()
{
    show(Id::Activity);
    return *static_cast<ActivityPage *>(page(Id::Activity));
}

VerifyPage &WindowPages::verify()
{
    show(Id::Verify);
    return *static_cast<VerifyPage *>(page(Id::Verify));
}

void WindowPages::restoreFile()
{
    m_restore->openFile(*m_questions);
}

void WindowPages::takeDrop(const QList<Path> &files)
{
    // Archives are there to be judged; a database or folder is one to back up, except where files are judged.
    const bool judgesAll = m_stack.currentWidget() == page(Id::Verify);
    QList<Path> archives;
    QList<Path> others;
    for (const Path &file : files) {
        (judgesAll || isCalledArchive(file) ? archives : others).append(file);
    }
    if (!others.isEmpty()) {
        databases().addDropped(others);
    }
    if (!archives.isEmpty()) {
        verify().verify(archives);
    }
}

void WindowPages::compare(const Path &left, const Path &right)
{
    auto *window = new CompareWindow({m_services.catalogue, m_services.runner, m_services.paths}, left, right,
                                     &m_stack);
    window->show();
}

void WindowPages::lookInside(const Path &file)
{
    auto *window = new LookInside(
        std::make_unique<DatabaseLook>(m_services.runner, m_services.paths), m_services.runner,
        {.file = file, .database = file.filename(), .network = &m_services.catalogue.network()}, &m_stack);
    window->show();
}

void WindowPages::trySample()
{
    whenDone(m_services.sample.start(), this, [this](const Result<Path> &sample) {
        if (!sample) {
            m_messages.show(Severity::Problem, describe(sample.error()), sampleKey);
            return;
        }
        m_messages.show(
            Severity::Note,
            tr("This sample is a small bank, and a writer commits 50 transfers a second to it for the next "
               "ten minutes. Back it up now: the writer will not notice."),
            displayPath(*sample)); // taken back by its first backup
        databases().show(*sample);
    });
}

void WindowPages::offerDraft()
{
    const std::optional<Job> draft = keptDraft(m_services.catalogue);
    if (!draft) {
        return;
    }
    const QString text = draft->name.isEmpty()
        ? tr("A new job was not saved when Litekeeper ended. It is still here.")
        : tr("The job “%1” was not saved when Litekeeper ended. What you had entered is still here.")
              .arg(draft->name);
    MessageBar *bar = m_messages.show(Severity::Note, text, draftKey);
    bar->addButton(tr("&Go on with it"), QStringLiteral("resumeDraft"),
                   [this, draft] { jobs().resume(*draft); });
    bar->addButton(tr("&Throw it away"), QStringLiteral("dropDraft"),
                   [this] { dropDraft(m_services.catalogue); });
}

QWidget *WindowPages::makeOverview()
{
    auto *page = new OverviewPage(m_services.catalogue, m_services.runs, m_services.finder, m_services.jobs,
                                  m_services.watches, m_launcher, m_services.settings, &m_stack);
    connect(page, &OverviewPage::jobRequested, this,
            [this](const Path &source) { jobs().newJobFor(source); });
    connect(page, &OverviewPage::findRequested, this, [this] { databases().searchHome(); });
    connect(page, &OverviewPage::sampleRequested, this, &WindowPages::trySample);
    connect(page, &OverviewPage::detailsRequested, this,
            [this](const Path &source) { databases().showDetailsOf(source); });
    return page;
}

QWidget *WindowPages::makeDatabases()
{
    auto *page = new DatabasesPage({m_services.catalogue, m_services.runs, m_services.finder,
                                    m_services.places, m_launcher, m_services.settings},
                                   *m_questions, &m_stack);
    connect(page, &DatabasesPage::jobRequested, this,
            [this](const Path &source) { jobs().newJobFor(source); });
    connect(page, &DatabasesPage::lookRequested, this, &WindowPages::lookInside);
    connect(page, &DatabasesPage::compareRequested, this, &WindowPages::compare);
    connect(page, &DatabasesPage::restoreRequested, this,
            [this](const Path &source) { m_restore->open({.source = source}); });
    return page;
}

QWidget *WindowPages::makeJobs()
{
    auto *page = new JobsPage({m_services.jobs, m_services.runs, m_services.catalogue, m_services.runner,
                               m_launcher, m_services.clock, m_services.settings, *m_questions},
                              &m_stack);
    connect(page, &JobsPage::runRequested, this, [this](const QUuid &runId) { activity().showRun(runId); });
    return page;
}

QWidget *WindowPages::makeActivity()
{
    auto *page
        = new ActivityPage(m_services.runs, m_services.catalogue, *m_questions, m_services.runner, &m_stack);
    connect(page, &ActivityPage::databasesRequested, this, [this] { show(Id::Databases); });
    return page;
}

QWidget *WindowPages::makeVerify()
{
    auto *page
        = new VerifyPage({m_services.verify, m_services.catalogue, m_services.runner, m_services.settings},
                         *m_questions, &m_stack);
    connect(page, &VerifyPage::restoreRequested, m_restore, &RestoreAssistant::open);
    return page;
}

QWidget *WindowPages::makeHistory()
{
    auto *page = new HistoryPage(m_services.runner, m_services.catalogue, *m_questions, m_services.settings,
                                 &m_stack);
    connect(page, &HistoryPage::databasesRequested, this, [this] { show(Id::Databases); });
    connect(page, &HistoryPage::lookRequested, this, &WindowPages::lookInside);
    connect(page, &HistoryPage::compareRequested, this, &WindowPages::compare);
    connect(page, &HistoryPage::verifyRequested, this, [this] { show(Id::Verify); });
    connect(page, &HistoryPage::restoreRequested, this,
            [this](const Path &backup) { m_restore->open({.file = backup}); });
    auto *lanes = new HistoryLanes(m_services.watches, m_services.catalogue, m_services.clock, page);
    connect(lanes, &HistoryLanes::watchRequested, this, [this](const QUuid &watchId) {
        show(Id::Canary);
        static_cast<CanaryPage *>(this->page(Id::Canary))->showWatch(watchId);
    });
    page->addLanes(lanes);
    return page;
}

QWidget *WindowPages::makeCanary()
{
    auto *page = new CanaryPage(
        {m_services.watches, m_services.catalogue, m_services.clock, m_services.settings, *m_questions},
        &m_stack);
    connect(page, &CanaryPage::runRequested, this, [this](const QUuid &runId) { activity().showRun(runId); });
    return page;
}

QWidget *WindowPages::makeSettings()
{
    return new SettingsPage(m_services, m_launcher, *m_questions, &m_stack);
}

} // namespace litekeeper

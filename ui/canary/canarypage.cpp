// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/canarypage.h"

#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/canary/canaryview.h"
#include "ui/canary/gateguide.h"
#include "ui/canary/suggestedfolders.h"
#include "ui/canary/watchactions.h"
#include "ui/canary/watchtasks.h"
#include "ui/common/action.h"
#include "ui/common/emptystate.h"
#include "ui/common/icon.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"
#include "ui/common/pageheader.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostRuns = 5000;
const QString errorKey = QStringLiteral("canary/error");
const QString noteKey = QStringLiteral("canary/note");
const QString suggestionKey = QStringLiteral("canary/suggestion");

} // namespace

CanaryPage::CanaryPage(const CanaryServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_histories(new WatchHistories(services.watches, services.catalogue, this))
    , m_records(new GateRecords(*m_histories, this))
    , m_actions(new WatchActions(this))
    , m_tasks(new WatchTasks(services, this))
    , m_header(makeHeader())
    , m_messages(new MessageArea(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new CanaryView(services, *m_histories, *m_records, *m_actions, this))
    , m_suggested(new SuggestedFolders(this))
    , m_empty(makeEmptyState())
    , m_guide(new GateGuide(this))
    , m_blank(new QWidget(this))
    , m_minute(new QTimer(this))
    , m_reload(new QTimer(this))
{
    setObjectName(QStringLiteral("canaryPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_guide);
    m_stack->addWidget(m_blank);
    connectActions();
    watch();
    setNow();
    takeHistories();
    loadRuns();
    loadDatabases();
}

CanaryPage::~CanaryPage() = default;

/// Before what is below it, so that the keys come to it first.
PageHeader *CanaryPage::makeHeader()
{
    auto *header = new PageHeader(tr("Canary"), this);
    auto *record = new QPushButton(tr("Read a r&ecord"), header);
    record->setObjectName(QStringLiteral("recordButton"));
    record->setToolTip(tr("What the boot gate of a deployed application has recorded in its data folder"));
    auto *menu = new QMenu(record);
    menu->addActions(m_actions->records());
    record->setMenu(menu);
    auto *guard = new QPushButton(tr("&Guard an application…"), header);
    guard->setObjectName(QStringLiteral("guardButton"));
    guard->setToolTip(
        tr("The line for an entrypoint that lets an application start only on a disk that keeps "
           "its data"));
    auto *plant = new QPushButton(themedIcon(QStringLiteral("add")), tr("&Watch a folder…"), header);
    plant->setObjectName(QStringLiteral("plantButton"));
    plant->setDefault(true);
    plant->setToolTip(tr("Plant a canary in a folder and watch it (Ctrl+N)"));
    for (QWidget *button : {record, guard, plant}) {
        header->addWidget(button);
    }
    connect(guard, &QPushButton::clicked, this, &CanaryPage::showGuide);
    connect(plant, &QPushButton::clicked, m_tasks, &WatchTasks::chooseAndPlant);
    return header;
}

QWidget *CanaryPage::makeEmptyState()
{
    auto *empty = new EmptyState(
        QStringLiteral("canary"), tr("Does this disk keep what is written to it?"),
        tr("A canary is a small file in a folder. Litekeeper looks at it every hour and remembers it in "
           "another "
           "place, so it can tell whether the folder survives restarts and deployments, or was emptied, "
           "rolled back or replaced. Every destination of backups is watched by itself."),
        this);
    auto *plant = empty->addPrimaryButton(tr("&Watch a folder…"), QStringLiteral("emptyPlant"));
    auto *guard = empty->addButton(tr("&Guard an application…"), QStringLiteral("emptyGuard"));
    connect(plant, &QPushButton::clicked, m_tasks, &WatchTasks::chooseAndPlant);
    connect(guard, &QPushButton::clicked, this, &CanaryPage::showGuide);
    empty->addBelow(m_suggested);
    connect(m_suggested, &SuggestedFolders::plantRequested, m_tasks, &WatchTasks::plant);
    return empty;
}

void CanaryPage::connectActions()
{
    connect(m_actions, &WatchActions::plantRequested, m_tasks, &WatchTasks::chooseAndPlant);
    connect(m_actions, &WatchActions::lookRequested, this, &CanaryPage::lookAgain);
    connect(m_actions, &WatchActions::anewRequested, this, [this] {
        if (const std::optional<Watch> watch = shownWatch()) {
            m_tasks->plantAnew(*watch);
        }
    });
    connect(m_actions, &WatchActions::lockRequested, this, [this] {
        if (const std::optional<Watch> watch = shownWatch()) {
            m_tasks->chooseLock(*watch);
        }
    });
    connect(m_actions, &WatchActions::removeRequested, this, &CanaryPage::remove);
    connect(m_actions, &WatchActions::guardRequested, this, &CanaryPage::showGuide);
    connect(m_actions, &WatchActions::recordFolderRequested, this, &CanaryPage::chooseRecordFolder);
    connect(m_actions, &WatchActions::recordFileRequested, this, &CanaryPage::chooseRecordFile);
    connect(m_actions, &WatchActions::openRequested, this, &CanaryPage::openFolder);
    connect(m_actions, &WatchActions::copyRequested, this, &CanaryPage::copyEvidence);
    const auto showError
        = [this](const QString &sentence) { m_messages->show(Severity::Problem, sentence, errorKey); };
    connect(m_tasks, &WatchTasks::failed, this, showError);
    connect(m_histories, &WatchHistories::failed, this, showError);
    connect(m_records, &GateRecords::failed, this, showError);
    connect(m_records, &GateRecords::opened, this, [this](const QUuid &id) {
        m_messages->clear(errorKey);
        leaveGuide();
        m_view->select(id, 0);
    });
    connect(m_guide, &GateGuide::closed, this, &CanaryPage::leaveGuide);
    connect(m_tasks, &WatchTasks::warned, this,
            [this](const QString &sentence) { m_messages->show(Severity::Warning, sentence, errorKey); });
    connect(m_tasks, &WatchTasks::noted, this,
            [this](const QString &sentence) { m_messages->show(Severity::Note, sentence, noteKey); });
    connect(m_tasks, &WatchTasks::planted, this, [this](const Path &folder) {
        m_messages->clear(errorKey);
        m_wanted = folder;
        leaveGuide();
        selectWanted();
    });
    connect(m_view, &CanaryView::runRequested, this, &CanaryPage::runRequested);
}

void CanaryPage::watch()
{
    connect(m_histories, &WatchHistories::changed, this, &CanaryPage::takeHistories);
    connect(m_records, &GateRecords::changed, this, &CanaryPage::takeHistories);
    m_reload->setSingleShot(true);
    m_reload->setInterval(50ms); // the end of a run changes runs, backups and databases at once
    connect(m_reload, &QTimer::timeout, this, [this] {
        loadRuns();
        loadDatabases();
    });
    const auto reload = [this] { m_reload->start(); };
    connect(&m_services.catalogue, &CatalogueService::runsChanged, this, reload);
    connect(&m_services.catalogue, &CatalogueService::databasesChanged, this, reload);
    m_minute->setInterval(60s);
    connect(m_minute, &QTimer::timeout, this, &CanaryPage::setNow);
    m_minute->start();
}

void CanaryPage::loadRuns()
{
    whenDone(m_services.catalogue.runs(mostRuns), this, [this](const Result<QList<Run>> &runs) {
        if (runs) {
            m_view->setRuns(*runs);
        }
    });
}

void CanaryPage::loadDatabases()
{
    whenDone(m_services.catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &known) {
        if (known) {
            QList<Path> sources;
            for (const KnownDatabase &database : *known) {
                sources.append(database.source);
            }
            m_guide->setDatabases(sources);
            m_unwatched = unwatchedFolders(*known, m_services.watches);
            suggest();
        }
    });
}

void CanaryPage::setNow()
{
    if (!m_isGuiding) {
        m_view->setNow();
    }
}

void CanaryPage::takeHistories()
{
    const QList<WatchHistory> &all = m_histories->all();
    showState();
    const auto alarming = std::count_if(all.begin(), all.end(), [](const WatchHistory &history) {
        return history.entry.last && isAlarming(history.entry.last->newest.state);
    });
    QString summary;
    if (!all.isEmpty()) {
        summary = all.size() == 1 ? tr("1 folder is watched") : tr("%L1 folders are watched").arg(all.size());
        summary += alarming == 0 ? QString()
            : alarming == 1      ? tr("; 1 of them needs you")
                                 : tr("; %L1 of them need you").arg(alarming);
    }
    m_header->setSubtitle(summary);
    if (!m_isGuiding) {
        m_view->showChanges();
        selectWanted();
    }
    loadDatabases();
}

void CanaryPage::showState()
{
    const bool isEmpty = m_histories->all().isEmpty() && m_records->all().isEmpty();
    m_header->setVisible(!m_isGuiding);
    // Until it is known whether anything is watched, the page shows neither.
    QWidget *usual = m_services.watches.isLoaded() ? m_empty : m_blank;
    if (m_isGuiding) {
        usual = m_guide;
    } else if (!isEmpty) {
        usual = m_view;
    }
    m_stack->setCurrentWidget(usual);
}

void CanaryPage::showGuide()
{
    m_isGuiding = true;
    m_actions->setSelection({}); // no key meant for a field of the guide reaches a watch
    showState();
    m_guide->begin({});
}

void CanaryPage::leaveGuide()
{
    if (m_isGuiding) {
        m_isGuiding = false;
        takeHistories();
        setNow();
    }
}

/// A copy, because the histories change as soon as something is done.
std::optional<Watch> CanaryPage::shownWatch() const
{
    const WatchHistory *history = m_view->watch();
    return history ? std::optional(history->entry.watch) : std::nullopt;
}

void CanaryPage::lookAgain()
{
    if (const std::optional<Watch> watch = shownWatch()) {
        m_tasks->look(*watch);
        m_view->select(watch->id, 0);
    } else if (const GateHistory *record = m_view->record()) {
        m_records->readAgain(record->id);
    }
}

/// A record that somebody opened is only closed: nothing goes that could not be opened again.
void CanaryPage::remove()
{
    if (const std::optional<Watch> watch = shownWatch()) {
        m_tasks->remove(*watch);
    } else if (const GateHistory *record = m_view->record()) {
        m_records->close(record->id);
    }
}

void CanaryPage::chooseRecordFolder()
{
    m_services.questions.chooseFolder(
        tr("The data folder of a deployed application"), QDir::homePath(), this,
        [this](const QString &folder) { m_records->open(pathFromQString(folder)); });
}

void CanaryPage::chooseRecordFile()
{
    m_services.questions.chooseFiles(
        tr("A backup of the data folder"),
        {tr("Archives (*.zip *.tar *.tar.gz *.tgz *.tar.zst *.7z)"), tr("All files (*)")}, this,
        [this](const QStringList &files) {
            for (const QString &file : files) {
                m_records->open(pathFromQString(file));
            }
        });
}

void CanaryPage::showWatch(const QUuid &watchId)
{
    if (m_histories->history(watchId)) {
        m_view->select(watchId, 0);
    }
}

void CanaryPage::selectWanted()
{
    if (m_wanted.empty()) {
        return;
    }
    for (const WatchHistory &history : m_histories->all()) {
        if (history.entry.watch.folder == m_wanted) {
            m_wanted.clear();
            m_view->select(history.entry.watch.id, 0);
            return;
        }
    }
}

/// Where nothing but the destinations is watched, the page is not empty, but the way on is not seen.
void CanaryPage::suggest()
{
    m_suggested->setFolders(m_unwatched);
    const QList<WatchHistory> &all = m_histories->all();
    const bool hasFolder = std::any_of(all.begin(), all.end(), [](const WatchHistory &history) {
        return history.entry.watch.kind == WatchKind::Folder;
    });
    if (all.isEmpty() || hasFolder || m_unwatched.isEmpty()) {
        m_messages->clear(suggestionKey);
        return;
    }
    if (m_hasSuggested) {
        return;
    }
    m_hasSuggested = true;
    const Path folder = m_unwatched.constFirst();
    MessageBar *bar = m_messages->show(
        Severity::Note,
        tr("Only the destinations of your backups are watched. Watch the folders of your databases, too, "
           "such as “%1”.")
            .arg(displayPath(folder)),
        suggestionKey);
    bar->addButton(tr("Watch &it"), QStringLiteral("watchSuggestedFolder"),
                   [this, folder] { m_tasks->plant(folder); });
}

void CanaryPage::copyEvidence()
{
    if (const QString evidence = m_view->evidence(); !evidence.isEmpty()) {
        QGuiApplication::clipboard()->setText(evidence);
    }
}

void CanaryPage::openFolder()
{
    const WatchHistory *history = m_view->watch();
    const GateHistory *record = m_view->record();
    const Path folder = history ? history->entry.watch.folder : record ? record->origin : Path();
    if (!folder.empty() && !openOnDesktop(folder)) {
        m_messages->show(Severity::Warning, tr("The desktop has no program to show a folder with."),
                         errorKey);
    }
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "service/whendone.h"
#include "ui/common/columnmemory.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/messagearea.h"
#include "ui/common/pageheader.h"
#include "ui/common/progressshare.h"
#include "ui/common/status.h"
#include "ui/common/tableview.h"
#include "ui/history/backupactions.h"
#include "ui/history/backupdetails.h"
#include "ui/history/backupmodel.h"
#include "ui/history/backupremoval.h"
#include "ui/history/filterbar.h"
#include "ui/history/historytable.h"
#include "ui/history/verifications.h"
#include "ui/history/verifiedside.h"
#include "ui/runs/rundetails.h"
#include "ui/runs/runmodel.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostRuns = 5000;
const QString catalogueKey = QStringLiteral("history/catalogue");
const QString actionKey = QStringLiteral("history/action");

/// How many characters the language needs for a date and time; some of them are narrower than a digit.
int dateWidth()
{
    const QDateTime widest(QDate(2026, 12, 28), QTime(22, 58, 58));
    return int(dateTimeText(widest).size()) - 1;
}

} // namespace

HistoryPage::HistoryPage(BackupService &, CatalogueService &catalogue, Questions &questions,
                         QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_backups(new BackupModel(this))
    , m_runs(new RunModel(this))
    , m_verifications(new Verifications(catalogue, this))
    , m_removal(new BackupRemoval(catalogue, questions, this))
    , m_actions(new BackupActions(this))
    , m_messages(new MessageArea(this))
    , m_filter(new FilterBar(this))
    , m_sides(new QStackedWidget(this))
    , m_backupDetails(new BackupDetails(this))
    , m_runDetails(new RunDetails(DetailsPane::Shape::Wide, this))
    , m_verifiedSide(new VerifiedSide(catalogue, settings, this))
{
    setObjectName(QStringLiteral("historyPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new PageHeader(tr("History"), this));
    layout->addWidget(m_messages);
    layout->addWidget(m_filter);
    layout->addWidget(m_sides, 1);
    m_sides->addWidget(makeBackupSide());
    m_sides->addWidget(makeRunSide());
    m_sides->addWidget(m_verifiedSide);
    const int date = dateWidth();
    new ColumnMemory(settings, QStringLiteral("history/backupColumns"), m_backupTable->view(),
                     {date, 14, 0, 9, 8, 21, 9}, this);
    new ColumnMemory(settings, QStringLiteral("history/runColumns"), m_runTable->view(),
                     {date, 14, 12, 11, 10, 8, 0}, this);
    fillStates();
    addActions();
    watch();
    watchVerifications();
    load();
}

HistoryPage::~HistoryPage() = default;

QWidget *HistoryPage::makeBackupSide()
{
    m_backupTable = new HistoryTable(
        m_backups,
        {.id = BackupModel::BackupIdRole, .source = BackupModel::SourceRole, .state = BackupModel::StateRole},
        m_backupDetails, this);
    m_backupTable->view().setObjectName(QStringLiteral("backupTable"));
    m_backupTable->view().setAccessibleName(tr("Backups"));
    m_backupTable->addToolBar(m_actions->makeToolBar(this));
    auto *empty = new EmptyState(
        QStringLiteral("history"), tr("No backups yet"),
        tr("Choose a database and back it up with Ctrl+B. Each backup is listed here with its "
           "proof, and can be verified again at any time."),
        this);
    auto *button = empty->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("historyToDatabases"));
    connect(button, &QPushButton::clicked, this, &HistoryPage::databasesRequested);
    m_backupTable->setEmptyState(empty);
    return m_backupTable;
}

QWidget *HistoryPage::makeRunSide()
{
    m_runTable = new HistoryTable(
        m_runs, {.id = RunModel::RunIdRole, .source = RunModel::SourceRole, .state = RunModel::OutcomeRole},
        m_runDetails, this);
    m_runTable->view().setObjectName(QStringLiteral("runTable"));
    m_runTable->view().setAccessibleName(tr("Runs"));
    auto *empty = new EmptyState(
        QStringLiteral("history"), tr("No runs yet"),
        tr("Every backup that is tried is listed here, also those that failed, with the reason."), this);
    auto *button = empty->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("runsToDatabases"));
    connect(button, &QPushButton::clicked, this, &HistoryPage::databasesRequested);
    m_runTable->setEmptyState(empty);
    return m_runTable;
}

void HistoryPage::fillStates()
{
    QList<FilterBar::State> proofs;
    for (const ProofLevel level : {ProofLevel::Proven, ProofLevel::Checked, ProofLevel::ReadBack,
                                   ProofLevel::Copied, ProofLevel::None}) {
        proofs.append({statusOf(level).word, int(level)});
    }
    proofs.append({tr("Missing files"), BackupModel::goneState});
    m_filter->setStates(FilterBar::Backups, tr("Any proof"), proofs);

    QList<FilterBar::State> outcomes;
    for (const Outcome outcome : {Outcome::Succeeded, Outcome::Warning, Outcome::Failed, Outcome::Cancelled,
                                  Outcome::Interrupted, Outcome::Skipped, Outcome::Running}) {
        outcomes.append({statusOf(outcome).word, int(outcome)});
    }
    m_filter->setStates(FilterBar::Runs, tr("Any outcome"), outcomes);

    QList<FilterBar::State> verdicts;
    for (const Verdict verdict :
         {Verdict::Sound, Verdict::Empty, Verdict::Unsupported, Verdict::Damaged, Verdict::Dangerous}) {
        verdicts.append({statusOf(verdict).word, int(verdict)});
    }
    m_filter->setStates(FilterBar::Verified, tr("Any verdict"), verdicts);
}

void HistoryPage::addActions()
{
    const QList<QAction *> actions = m_actions->all();
    QWidget::addActions(actions);
    auto *find = new QAction(tr("&Filter"), this);
    find->setObjectName(QStringLiteral("focusFilter"));
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, m_filter, &FilterBar::focusText);
    addAction(find);

    connect(m_actions, &BackupActions::verifyRequested, this, &HistoryPage::verify);
    connect(m_actions, &BackupActions::removeRequested, this, &HistoryPage::remove);
    connect(m_actions, &BackupActions::failed, this,
            [this](const QString &sentence) { showError(sentence, actionKey); });
    connect(m_removal, &BackupRemoval::failed, this,
            [this](const QString &sentence) { showError(sentence, actionKey); });
    // A file that is being read should not go away below the reader.
    connect(m_removal, &BackupRemoval::removalStarted, m_verifications, &Verifications::cancel);
    connect(&m_backupTable->view(), &QWidget::customContextMenuRequested, this, &HistoryPage::showMenu);
}

void HistoryPage::watch()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(50ms); // the end of a run changes runs and backups at once
    connect(&m_reload, &QTimer::timeout, this, &HistoryPage::load);
    connect(&m_catalogue, &CatalogueService::runsChanged, this, [this] { m_reload.start(); });
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, [this] { m_reload.start(); });
    m_minute.setInterval(60s);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_backups->setNow(QDateTime::currentDateTimeUtc());
        m_runs->setNow(QDateTime::currentDateTimeUtc());
        if (isVisible()) {
            lookForFiles();
        }
    });
    m_minute.start();

    connect(m_filter, &FilterBar::wishChanged, this, &HistoryPage::applyWishes);
    connect(m_filter, &FilterBar::sideChanged, this, &HistoryPage::showSide);
    connect(m_backupTable, &HistoryTable::currentChanged, this, &HistoryPage::showBackupDetails);
    connect(m_runTable, &HistoryTable::currentChanged, this, &HistoryPage::showRunDetails);
    connect(&m_runTable->view(), &QAbstractItemView::activated, this, [this] {
        if (const RunRow *row = m_runs->rowWith(m_runTable->currentId()); row && row->backup) {
            showBackup(row->backup->id);
        }
    });
    connect(m_verifiedSide, &VerifiedSide::counted, this,
            [this](int files) { m_filter->setCount(FilterBar::Verified, files); });
    connect(m_verifiedSide, &VerifiedSide::failed, this,
            [this](const QString &sentence) { showError(sentence, catalogueKey); });
    connect(m_verifiedSide, &VerifiedSide::verifyRequested, this, &HistoryPage::verifyRequested);
    for (HistoryTable *table : {m_backupTable, m_runTable, static_cast<HistoryTable *>(m_verifiedSide)}) {
        connect(table, &HistoryTable::clearWishesRequested, m_filter, &FilterBar::clearWishes);
    }
}

void HistoryPage::watchVerifications()
{
    connect(m_verifications, &Verifications::started, this, [this](const QUuid &id) {
        m_backups->setVerified(id, 0);
        showBackupDetails();
    });
    connect(m_verifications, &Verifications::progressed, this,
            [this](const QUuid &id, const Progress &progress) {
                m_backups->setVerified(id, shareOf(progress).value_or(0));
                if (id == m_backupTable->currentId()) {
                    m_backupDetails->setVerification(progress);
                }
            });
    connect(m_verifications, &Verifications::finished, this, &HistoryPage::verified);
    connect(m_backupDetails, &BackupDetails::cancelVerificationRequested, this,
            [this] { m_verifications->cancel(m_backupTable->currentId()); });
}

void HistoryPage::load()
{
    whenDone(m_catalogue.runs(mostRuns), this, [this](const Result<QList<Run>> &runs) {
        if (!runs) {
            showError(describe(runs.error()), catalogueKey);
            return;
        }
        whenDone(m_catalogue.backups(), this, [this, runs](const Result<QList<Backup>> &backups) {
            if (!backups) {
                showError(describe(backups.error()), catalogueKey);
                return;
            }
            m_messages->clear(catalogueKey);
            take(*runs, *backups);
        });
    });
}

void HistoryPage::take(const QList<Run> &runs, const QList<Backup> &backups)
{
    QStringList sources;
    for (const Run &run : runs) {
        sources.append(displayPath(run.source));
    }
    for (const Backup &backup : backups) {
        sources.append(displayPath(backup.source));
    }
    sources.removeDuplicates();
    sources.sort(Qt::CaseInsensitive);
    m_filter->setSources(sources);

    m_backups->setNow(QDateTime::currentDateTimeUtc());
    m_runs->setNow(QDateTime::currentDateTimeUtc());
    m_backups->setBackups(backups);
    m_runs->setRuns(runs, backups);
    m_filter->setCount(FilterBar::Backups, int(backups.size()));
    m_filter->setCount(FilterBar::Runs, int(runs.size()));
    m_backupTable->setLoaded();
    m_runTable->setLoaded();
    lookForFiles();
}

void HistoryPage::lookForFiles()
{
    if (m_looking) {
        return; // a share that hangs is asked once, not once a minute
    }
    QList<QUuid> ids;
    QList<Path> files;
    for (int row = 0; row < m_backups->rowCount(); ++row) {
        ids.append(m_backups->index(row, 0).data(BackupModel::BackupIdRole).toUuid());
        files.append(m_backups->rowWith(ids.last())->backup.file);
    }
    m_looking = true;
    whenDone(m_catalogue.presence(files), this, [this, ids](const QList<FilePresence> &found) {
        m_looking = false;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            m_backups->setPresence(ids.at(i), found.value(i));
        }
    });
}

void HistoryPage::applyWishes()
{
    m_backupTable->setWish(m_filter->wish(FilterBar::Backups));
    m_runTable->setWish(m_filter->wish(FilterBar::Runs));
    m_verifiedSide->setWish(m_filter->wish(FilterBar::Verified));
}

void HistoryPage::showSide()
{
    m_sides->setCurrentIndex(m_filter->side());
    showBackupDetails();
}

void HistoryPage::showBackup(const QUuid &backupId)
{
    m_filter->clearWishes();
    m_filter->setSide(FilterBar::Backups);
    m_backupTable->select(backupId);
}

void HistoryPage::showBackupDetails()
{
    const QUuid id = m_backupTable->currentId();
    const BackupRow *row = m_backups->rowWith(id);
    const Backup *backup = row ? &row->backup : nullptr;
    const FilePresence presence = m_backups->presence(id);
    const bool verifying = m_verifications->isRunning(id);
    m_backupDetails->setBackup(backup, presence);
    m_backupDetails->setVerification(verifying ? std::optional(m_verifications->progress(id)) : std::nullopt);
    m_actions->setBackup(m_filter->side() == FilterBar::Backups ? backup : nullptr, presence, verifying);
    if (backup && (m_tablesOf != id || m_tablesAt != backup->proofAt)) {
        m_tablesOf = id;
        m_tablesAt = backup->proofAt;
        loadTables(id);
    }
}

void HistoryPage::loadTables(const QUuid &backupId)
{
    whenDone(m_catalogue.backup(backupId), this, [this, backupId](const Result<Backup> &whole) {
        if (whole && backupId == m_backupTable->currentId()) {
            m_backupDetails->setTables(whole->tables);
        }
    });
}

void HistoryPage::showRunDetails()
{
    m_runDetails->setRow(m_runs->rowWith(m_runTable->currentId()));
}

void HistoryPage::verify()
{
    if (const BackupRow *row = m_backups->rowWith(m_backupTable->currentId())) {
        m_messages->clear(actionKey);
        m_verifications->start(row->backup);
    }
}

void HistoryPage::verified(const QUuid &backupId, const Result<Backup> &result)
{
    m_backups->setVerified(backupId, std::nullopt);
    showBackupDetails();
    if (!result) {
        if (result.error().kind != ErrorKind::Cancelled) {
            showError(describe(result.error()), actionKey);
            lookForFiles();
        }
        return;
    }
    for (const Finding &finding : result->findings) {
        if (finding.severity == Severity::Problem) {
            showError(QStringLiteral("%1: %2").arg(displayName(result->file), finding.text), actionKey);
        }
    }
}

void HistoryPage::remove()
{
    if (const BackupRow *row = m_backups->rowWith(m_backupTable->currentId())) {
        m_removal->remove(row->backup, m_backups->isNewestProven(row->backup.id));
    }
}

void HistoryPage::showMenu(const QPoint &position)
{
    if (!m_backupTable->view().indexAt(position).isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("backupMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<QAction *> actions = m_actions->all();
    for (QAction *action : actions) {
        if (action == actions.last()) {
            menu->addSeparator();
        }
        menu->addAction(action);
    }
    menu->popup(m_backupTable->view().viewport()->mapToGlobal(position));
}

void HistoryPage::showError(const QString &sentence, const QString &key)
{
    m_messages->show(Severity::Problem, sentence, key);
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_backups->setNow(QDateTime::currentDateTimeUtc());
    m_runs->setNow(QDateTime::currentDateTimeUtc());
    lookForFiles();
}

} // namespace litekeeper

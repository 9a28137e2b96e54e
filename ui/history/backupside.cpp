// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupside.h"

#include "service/whendone.h"
#include "ui/common/columnmemory.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/progressshare.h"
#include "ui/common/tableview.h"
#include "ui/history/backupdetails.h"
#include "ui/history/backupmodel.h"
#include "ui/history/backupremoval.h"
#include "ui/history/verifications.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace litekeeper {

BackupSide::BackupSide(CatalogueService &catalogue, Questions &questions, QSettings &settings,
                       QWidget *parent)
    : BackupSide(catalogue, questions, settings, new BackupModel, new BackupDetails, parent)
{
}

BackupSide::BackupSide(CatalogueService &catalogue, Questions &questions, QSettings &settings,
                       BackupModel *model, BackupDetails *details, QWidget *parent)
    : HistoryTable(
        model,
        {.id = BackupModel::BackupIdRole, .source = BackupModel::SourceRole, .state = BackupModel::StateRole},
        details, parent)
    , m_catalogue(catalogue)
    , m_model(model)
    , m_details(details)
    , m_verifications(new Verifications(catalogue, this))
    , m_removal(new BackupRemoval(catalogue, questions, this))
    , m_actions(new BackupActions(this))
{
    m_model->setParent(this);
    view().setObjectName(QStringLiteral("backupTable"));
    view().setAccessibleName(tr("Backups"));
    view().setSelectionMode(QAbstractItemView::ExtendedSelection); // two can be compared
    addToolBar(m_actions->makeToolBar(this));
    setEmptyState(makeEmptyState());
    new ColumnMemory(settings, QStringLiteral("history/backupColumns"), view(),
                     {dateWidth(), 14, 0, 9, 8, 30, 9}, this);
    connect(this, &HistoryTable::currentChanged, this, &BackupSide::showDetails);
    connect(view().selectionModel(), &QItemSelectionModel::selectionChanged, this, &BackupSide::showDetails);
    watchActions();
    watchVerifications();
}

BackupSide::~BackupSide() = default;

EmptyState *BackupSide::makeEmptyState()
{
    auto *empty = new EmptyState(
        QStringLiteral("history"), tr("No backups yet"),
        tr("Choose a database and back it up with Ctrl+B. Each backup is listed here with its "
           "proof, and can be verified again at any time."),
        this);
    auto *button = empty->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("historyToDatabases"));
    connect(button, &QPushButton::clicked, this, &BackupSide::databasesRequested);
    return empty;
}

void BackupSide::watchActions()
{
    connect(m_actions, &BackupActions::restoreRequested, this, [this] {
        if (const BackupRow *row = m_model->rowWith(currentId())) {
            Q_EMIT restoreRequested(row->backup.file);
        }
    });
    connect(m_actions, &BackupActions::verifyRequested, this, &BackupSide::verify);
    connect(m_actions, &BackupActions::lookRequested, this, [this] {
        if (const BackupRow *row = m_model->rowWith(currentId())) {
            Q_EMIT lookRequested(row->backup.file);
        }
    });
    connect(m_actions, &BackupActions::compareRequested, this, &BackupSide::compare);
    connect(m_actions, &BackupActions::removeRequested, this, &BackupSide::remove);
    connect(m_actions, &BackupActions::failed, this, &BackupSide::failed);
    connect(m_removal, &BackupRemoval::failed, this, &BackupSide::failed);
    // A file that is being read should not go away below the reader.
    connect(m_removal, &BackupRemoval::removalStarted, m_verifications, &Verifications::cancel);
    connect(&view(), &QWidget::customContextMenuRequested, this, &BackupSide::showMenu);
}

void BackupSide::watchVerifications()
{
    connect(m_verifications, &Verifications::started, this, [this](const QUuid &id) {
        m_model->setVerified(id, 0);
        showDetails();
    });
    connect(m_verifications, &Verifications::progressed, this,
            [this](const QUuid &id, const Progress &progress) {
                m_model->setVerified(id, shareOf(progress).value_or(0));
                if (id == currentId()) {
                    m_details->setVerification(progress);
                }
            });
    connect(m_verifications, &Verifications::finished, this, &BackupSide::verified);
    connect(m_details, &BackupDetails::cancelVerificationRequested, this,
            [this] { m_verifications->cancel(currentId()); });
}

void BackupSide::setBackups(const QList<Backup> &backups)
{
    m_model->setBackups(backups);
    setLoaded();
}

void BackupSide::setNow(const QDateTime &now)
{
    m_model->setNow(now);
}

void BackupSide::setActive(bool active)
{
    m_active = active;
    showDetails();
}

QList<QAction *> BackupSide::rowActions() const
{
    return m_actions->all();
}

void BackupSide::lookForFiles()
{
    if (m_looking) {
        m_looksAgain = true; // a share that hangs is asked once, not once a minute
        return;
    }
    QList<QUuid> ids;
    QList<Path> files;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        ids.append(m_model->index(row, 0).data(BackupModel::BackupIdRole).toUuid());
        files.append(m_model->rowWith(ids.last())->backup.file);
    }
    m_looking = true;
    whenDone(m_catalogue.presence(files), this, [this, ids](const QList<FilePresence> &found) {
        m_looking = false;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            m_model->setPresence(ids.at(i), found.value(i));
        }
        if (std::exchange(m_looksAgain, false)) {
            lookForFiles(); // what was found may be from before the wish
        }
    });
}

void BackupSide::showDetails()
{
    const QUuid id = currentId();
    const BackupRow *row = m_model->rowWith(id);
    const Backup *backup = row ? &row->backup : nullptr;
    const FilePresence presence = m_model->presence(id);
    const bool verifying = m_verifications->isRunning(id);
    m_details->setBackup(backup, presence);
    m_details->setVerification(verifying ? std::optional(m_verifications->progress(id)) : std::nullopt);
    // What is done to one backup is off while several are selected: nobody would know to which.
    const QList<const Backup *> selected = selectedBackups();
    m_actions->setBackup(m_active && selected.size() < 2 ? backup : nullptr, presence, verifying);
    m_actions->setComparable(backup && backupBefore(*backup), m_active && selected.size() == 2);
    if (backup && (m_tablesOf != id || m_tablesAt != backup->proofAt)) {
        m_tablesOf = id;
        m_tablesAt = backup->proofAt;
        loadTables(id);
    }
}

void BackupSide::loadTables(const QUuid &backupId)
{
    whenDone(m_catalogue.backup(backupId), this, [this, backupId](const Result<Backup> &whole) {
        if (whole && backupId == currentId()) {
            m_details->setTables(whole->tables);
        }
    });
}

void BackupSide::verify()
{
    if (const BackupRow *row = m_model->rowWith(currentId())) {
        Q_EMIT verificationAsked();
        m_verifications->start(row->backup);
    }
}

void BackupSide::verified(const QUuid &backupId, const Result<Backup> &result)
{
    m_model->setVerified(backupId, std::nullopt);
    showDetails();
    if (!result) {
        if (result.error().kind != ErrorKind::Cancelled) {
            Q_EMIT failed(describe(result.error()));
            lookForFiles();
        }
        return;
    }
    for (const Finding &finding : result->findings) {
        if (finding.severity == Severity::Problem) {
            Q_EMIT failed(QStringLiteral("%1: %2").arg(displayName(result->file), finding.text));
        }
    }
}

void BackupSide::remove()
{
    if (const BackupRow *row = m_model->rowWith(currentId())) {
        m_removal->remove(row->backup, m_model->isNewestProven(row->backup.id));
    }
}

QList<const Backup *> BackupSide::selectedBackups() const
{
    QList<const Backup *> backups;
    const QModelIndexList rows = view().selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        if (const BackupRow *row = m_model->rowWith(index.data(BackupModel::BackupIdRole).toUuid())) {
            backups.append(&row->backup);
        }
    }
    std::sort(backups.begin(), backups.end(),
              [](const Backup *left, const Backup *right) { return left->createdAt < right->createdAt; });
    return backups;
}

/// Of the same database. Null: it is the first one.
const Backup *BackupSide::backupBefore(const Backup &backup) const
{
    const Backup *before = nullptr;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QUuid id = m_model->index(row, 0).data(BackupModel::BackupIdRole).toUuid();
        const Backup &other = m_model->rowWith(id)->backup;
        if (other.source == backup.source && other.createdAt < backup.createdAt
            && (!before || before->createdAt < other.createdAt)) {
            before = &other;
        }
    }
    return before;
}

void BackupSide::compare(BackupActions::Other other)
{
    const QList<const Backup *> selected = selectedBackups();
    const BackupRow *row = m_model->rowWith(currentId());
    if (other == BackupActions::Other::Selected && selected.size() == 2) {
        Q_EMIT compareRequested(selected.first()->file, selected.last()->file);
    } else if (other == BackupActions::Other::Database && row) {
        Q_EMIT compareRequested(row->backup.file, row->backup.source);
    } else if (const Backup *before = row ? backupBefore(row->backup) : nullptr) {
        Q_EMIT compareRequested(before->file, row->backup.file);
    }
}

void BackupSide::showMenu(const QPoint &position)
{
    if (!view().indexAt(position).isValid()) {
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
    menu->popup(view().viewport()->mapToGlobal(position));
}

} // namespace litekeeper

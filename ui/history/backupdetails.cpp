// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupdetails.h"

#include "service/rehearsalwords.h"
#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/tableview.h"
#include "ui/common/verificationbar.h"
#include "ui/history/tablefiguresmodel.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

namespace litekeeper {

namespace {

QString sentenceOf(const Backup &backup, FilePresence presence)
{
    switch (presence) {
    case FilePresence::Missing:
        return BackupDetails::tr(
            "The file is not in its folder any more: it was moved or deleted by another program. Put "
            "it back, or delete this entry.");
    case FilePresence::Unreachable:
        return BackupDetails::tr(
            "The folder of this backup cannot be reached. Connect its disk or share to use it.");
    default:
        return backup.rehearsal.isFailed() ? backup.rehearsal.failure : proofMeaning(backup.proof);
    }
}

QList<FactsGrid::Fact> factsOf(const Backup &backup)
{
    QList<FactsGrid::Fact> facts;
    facts.append({BackupDetails::tr("Database"), displayPath(backup.source)});
    facts.append({BackupDetails::tr("State of"), dateTimeText(backup.createdAt), utcText(backup.createdAt)});
    facts.append({BackupDetails::tr("File size"), bytesText(backup.fileBytes),
                  BackupDetails::tr("%1 bytes").arg(countText(backup.fileBytes))});
    facts.append(
        {BackupDetails::tr("Database size"),
         BackupDetails::tr("%1 in %2 pages of %3")
             .arg(bytesText(backup.databaseBytes), countText(backup.pageCount), bytesText(backup.pageSize))});
    facts.append({BackupDetails::tr("Format"), formatText(backup.format)});
    if (backup.proofAt.isValid()) {
        facts.append({BackupDetails::tr("Verified"), dateTimeText(backup.proofAt), utcText(backup.proofAt)});
    }
    if (backup.rehearsal.at.isValid()) {
        facts.append({BackupDetails::tr("Rehearsed"),
                      BackupDetails::tr("%1. %2").arg(dateTimeText(backup.rehearsal.at),
                                                      rehearsalSentence(backup.rehearsal)),
                      utcText(backup.rehearsal.at)});
    }
    if (!backup.sha256.isEmpty()) {
        facts.append({BackupDetails::tr("SHA-256"), QString::fromLatin1(backup.sha256.toHex())});
    }
    return facts;
}

} // namespace

BackupDetails::BackupDetails(QWidget *parent)
    : DetailsPane(Shape::Wide, tr("Select a backup to see what is known about it."), parent)
    , m_verification(new VerificationBar(this))
    , m_tableModel(new TableFiguresModel(this))
    , m_tablesTitle(addSection(tr("&Tables")))
    , m_noTables(new QuietLabel(tr("Known once the backup has been proven."), this))
    , m_tables(new TableView(this))
{
    setObjectName(QStringLiteral("backupDetails"));
    addBelowHead(m_verification);
    m_verification->hide();
    connect(m_verification, &VerificationBar::cancelRequested, this,
            &BackupDetails::cancelVerificationRequested);

    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_tableModel);
    sorted->setSortRole(SortRole);
    sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_tables->setObjectName(QStringLiteral("backupTables"));
    m_tables->setAccessibleName(tr("Tables of the backup"));
    m_tables->setModel(sorted);
    m_tables->sortByColumn(TableFiguresModel::NameColumn, Qt::AscendingOrder);
    m_tables->setMinimumHeight(132);
    m_tables->header()->setStretchLastSection(false);
    m_tables->header()->setSectionResizeMode(TableFiguresModel::NameColumn, QHeaderView::Stretch);
    m_tables->header()->setSectionResizeMode(TableFiguresModel::RowsColumn, QHeaderView::ResizeToContents);
    m_tablesTitle->setBuddy(m_tables);
    m_noTables->setWordWrap(true);
    m_noTables->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    addContent(m_noTables);
    addContent(m_tables);
    setTables({});
}

void BackupDetails::setBackup(const Backup *backup, FilePresence presence)
{
    if (!backup) {
        m_shown = {};
        clear();
        return;
    }
    if (m_shown != backup->id) {
        m_shown = backup->id;
        setTables({});
    }
    setHead(statusOf(*backup), displayName(backup->file), displayPath(backup->file));
    setSentence(sentenceOf(*backup, presence));
    setFindings(backup->findings);
    setFacts(factsOf(*backup));
}

void BackupDetails::setTables(const QList<TableFigures> &tables)
{
    m_tableModel->setTables(tables);
    m_tables->setVisible(!tables.isEmpty());
    m_noTables->setVisible(tables.isEmpty());
}

void BackupDetails::setVerification(const std::optional<Progress> &progress)
{
    if (progress && m_verification->isHidden()) {
        m_verification->begin();
    }
    m_verification->setVisible(progress.has_value());
    if (progress) {
        m_verification->setProgress(*progress);
    }
}

} // namespace litekeeper

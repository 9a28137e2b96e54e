// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/backupsection.h"

#include "service/rehearsalwords.h"
#include "service/restoring.h"
#include "service/whendone.h"
#include "ui/common/factsgrid.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/questions.h"
#include "ui/common/status.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int ownFile = -1; ///< in place of an index into the backups

QString lineOf(const Backup &backup)
{
    QStringList parts{dateTimeText(backup.createdAt), statusOf(backup).word, bytesText(backup.databaseBytes)};
    if (isSafetyCopy(backup.file)) {
        parts.append(BackupSection::tr("made before a restore"));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

BackupSection::BackupSection(CatalogueService &catalogue, QWidget *parent)
    : FormSection(tr("What is restored"), parent)
    , m_catalogue(catalogue)
    , m_list(new QComboBox(this))
    , m_facts(new FactsGrid(this))
{
    setObjectName(QStringLiteral("restoreWhat"));
    m_list->setObjectName(QStringLiteral("restoreBackup"));
    m_list->setMinimumContentsLength(16);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *choose = new QPushButton(themedIcon(QStringLiteral("folder")), tr("Another &file…"), this);
    choose->setObjectName(QStringLiteral("restoreChooseBackup"));
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose the file of a backup in a dialog"));
    addField(tr("&Backup"), m_list, QStringLiteral("backup"))->addWidget(choose);
    m_facts->setObjectName(QStringLiteral("restoreBackupFacts"));
    column().addSpacing(8);
    addWidget(m_facts);
    connect(choose, &QPushButton::clicked, this, &BackupSection::choose);
    connect(m_list, &QComboBox::currentIndexChanged, this, [this] {
        m_bytes = -1;
        showFacts();
        Q_EMIT changed();
    });
}

void BackupSection::setSubject(const RestoreSubject &subject)
{
    m_subject = subject;
    m_backups.clear();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        if (!subject.file.empty()) {
            m_list->addItem(displayName(subject.file), ownFile);
        }
    }
    m_bytes = -1;
    showFacts();
    Q_EMIT changed();
    load();
}

void BackupSection::load()
{
    const int asked = ++m_asked;
    whenDone(m_catalogue.backups(), this, [this, asked](const Result<QList<Backup>> &backups) {
        if (asked != m_asked || !backups) {
            return;
        }
        QList<Backup> ofSame;
        const auto known = std::find_if(backups->begin(), backups->end(), [this](const Backup &backup) {
            return backup.file == m_subject.file;
        });
        const Path source = known == backups->end() ? m_subject.source : known->source;
        std::copy_if(backups->begin(), backups->end(), std::back_inserter(ofSame),
                     [&source](const Backup &backup) { return !source.empty() && backup.source == source; });
        QList<Path> files;
        std::transform(ofSame.begin(), ofSame.end(), std::back_inserter(files),
                       [](const Backup &backup) { return backup.file; });
        whenDone(m_catalogue.presence(files), this, [this, asked, ofSame](const QList<FilePresence> &found) {
            if (asked == m_asked) {
                offer(ofSame, found);
            }
        });
    });
}

/// Files that are not there cannot be restored; of the others the wished one is chosen, or else the newest
/// that is proven.
void BackupSection::offer(const QList<Backup> &backups, const QList<FilePresence> &found)
{
    const RestoreSubject before = subject();
    for (qsizetype i = 0; i < backups.size(); ++i) {
        if (found.value(i) == FilePresence::Present || backups.at(i).file == m_subject.file) {
            m_backups.append(backups.at(i));
        }
    }
    int chosen = 0;
    {
        const QSignalBlocker quiet(m_list);
        const auto wished = std::find_if(m_backups.begin(), m_backups.end(), [this](const Backup &backup) {
            return backup.file == m_subject.file;
        });
        if (wished != m_backups.end()) {
            m_list->clear(); // it is one of them
            chosen = int(wished - m_backups.begin());
        } else if (m_subject.file.empty()) {
            const auto proven = std::find_if(m_backups.begin(), m_backups.end(), [](const Backup &backup) {
                return backup.proof == ProofLevel::Proven && !isSafetyCopy(backup.file);
            });
            chosen = proven == m_backups.end() ? 0 : int(proven - m_backups.begin());
        }
        for (int i = 0; i < int(m_backups.size()); ++i) {
            m_list->addItem(lineOf(m_backups.at(i)), i);
            m_list->setItemData(m_list->count() - 1, displayPath(m_backups.at(i).file), Qt::ToolTipRole);
        }
        m_list->setCurrentIndex(m_list->count() == 0 ? -1 : chosen);
    }
    QList<Finding> findings;
    if (m_list->count() == 0) {
        findings.append({.severity = Severity::Warning,
                         .code = QStringLiteral("no-backup"),
                         .text = backups.isEmpty()
                             ? tr("No backup of this database is known. If there is one, choose its file.")
                             : tr("None of the backups of this database is where it was written. Connect "
                                  "their disk or share, or choose a file."),
                         .where = QStringLiteral("backup")});
    }
    setFindings(findings);
    showFacts();
    // Who was quick has looked at it already, and what was seen holds.
    if (const RestoreSubject now = subject(); now.file != before.file || now.source != before.source) {
        Q_EMIT changed();
    }
}

void BackupSection::choose()
{
    const QStringList filters{tr("Backups and databases (*.zip *.zst *.db *.sqlite *.sqlite3 *.db3)"),
                              tr("All files (*)")};
    m_questions->chooseFiles(tr("Backup to restore"), filters, this, [this](const QStringList &files) {
        setSubject({.file = pathFromQString(files.constFirst()), .source = subject().source});
    });
}

std::optional<Backup> BackupSection::backup() const
{
    const int index = m_list->currentIndex() < 0 ? ownFile : m_list->currentData().toInt();
    return index == ownFile ? std::nullopt : std::optional(m_backups.at(index));
}

RestoreSubject BackupSection::subject() const
{
    const std::optional<Backup> known = backup();
    if (!known) {
        return m_subject;
    }
    return {.file = known->file, .source = known->source};
}

void BackupSection::setBytes(qint64 bytes)
{
    m_bytes = bytes;
    showFacts();
}

void BackupSection::focusFirst()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void BackupSection::showFacts()
{
    QList<FactsGrid::Fact> facts;
    const std::optional<Backup> known = backup();
    const Path file = subject().file;
    if (!file.empty()) {
        facts.append({tr("File"), displayPath(file)});
    }
    if (!known && !m_subject.database.empty() && m_subject.database != m_subject.file.filename()) {
        facts.append({tr("Database in it"), displayPath(m_subject.database)});
    }
    if (known) {
        facts.append({tr("State of"),
                      tr("%1, %2").arg(dateTimeText(known->createdAt),
                                       ageText(known->createdAt, QDateTime::currentDateTimeUtc())),
                      utcText(known->createdAt)});
        facts.append({tr("Proof"),
                      known->proofAt.isValid()
                          ? tr("%1, %2").arg(statusOf(known->proof).word, dateTimeText(known->proofAt))
                          : statusOf(known->proof).word,
                      proofMeaning(known->proof)});
        if (known->rehearsal.at.isValid()) {
            facts.append(
                {tr("Rehearsed"),
                 tr("%1. %2").arg(dateTimeText(known->rehearsal.at), rehearsalSentence(known->rehearsal)),
                 utcText(known->rehearsal.at)});
        }
    }
    const qint64 bytes = known ? known->databaseBytes : m_bytes;
    if (bytes >= 0) {
        facts.append({tr("Size"),
                      known && known->fileBytes != bytes
                          ? tr("%1, packed %2").arg(bytesText(bytes), bytesText(known->fileBytes))
                          : bytesText(bytes)});
    }
    m_facts->setFacts(facts);
    m_facts->setVisible(!facts.isEmpty());
}

} // namespace litekeeper

// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupremoval.h"

#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/common/format.h"
#include "ui/common/questions.h"

namespace litekeeper {

namespace {

constexpr int deleteChoice = 1; // the first choice is the safe one

} // namespace

BackupRemoval::BackupRemoval(CatalogueService &catalogue, Questions &questions, QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_questions(questions)
{
}

void BackupRemoval::remove(const Backup &backup, bool newestProven)
{
    const Question question{QStringLiteral("deleteBackup"),
                            tr("Delete %1 (%2) from %3? It cannot be brought back.")
                                .arg(displayName(backup.file), bytesText(backup.fileBytes),
                                     displayPath(backup.file.parent_path())),
                            {tr("&Keep"), tr("&Delete")},
                            true};
    m_questions.ask(question, this, [this, backup, newestProven](int choice) {
        if (choice != deleteChoice) {
            return;
        }
        if (newestProven) {
            askAgain(backup);
        } else {
            removeNow(backup, false);
        }
    });
}

void BackupRemoval::askAgain(const Backup &backup)
{
    const Question question{
        QStringLiteral("deleteNewestProven"),
        tr("This is the newest proven backup of %1, of %2. Without it you fall back on an older "
           "one, or on none. Delete it all the same?")
            .arg(displayName(backup.source), dateTimeText(backup.createdAt)),
        {tr("&Keep"), tr("&Delete it all the same")},
        true};
    m_questions.ask(question, this, [this, backup](int choice) {
        if (choice == deleteChoice) {
            removeNow(backup, true);
        }
    });
}

void BackupRemoval::removeNow(const Backup &backup, bool evenNewestProven)
{
    Q_EMIT removalStarted(backup.id);
    whenDone(m_catalogue.deleteBackup(backup.id, evenNewestProven), this,
             [this](const Result<void> &removed) {
                 if (!removed) {
                     Q_EMIT failed(describe(removed.error()));
                 }
             });
}

} // namespace litekeeper

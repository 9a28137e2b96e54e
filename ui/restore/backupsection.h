// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/common/formsection.h"
#include "ui/restore/restoreservices.h"

class QComboBox;

namespace litekeeper {

class FactsGrid;
class Questions;

/// What is restored: one of the backups of a database, or a file that somebody has chosen.
class BackupSection : public FormSection
{
    Q_OBJECT

public:
    BackupSection(CatalogueService &catalogue, QWidget *parent = nullptr);

    void setQuestions(Questions &questions) { m_questions = &questions; }
    void setSubject(const RestoreSubject &subject);

    /// Its `source` is where the backup was made, if that is known. No file: there is nothing to restore.
    [[nodiscard]] RestoreSubject subject() const;
    /// What the catalogue knows about it.
    [[nodiscard]] std::optional<Backup> backup() const;
    /// What the look has found the database to be.
    void setBytes(qint64 bytes);
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    void load();
    void offer(const QList<Backup> &backups, const QList<FilePresence> &found);
    void choose();
    void showFacts();

    CatalogueService &m_catalogue;
    Questions *m_questions = nullptr;
    RestoreSubject m_subject; ///< as it was wished
    QList<Backup> m_backups;  ///< of the same database, in the order of the list
    qint64 m_bytes = -1;
    int m_asked = 0; ///< answers to earlier questions are dropped
    QComboBox *m_list;
    FactsGrid *m_facts;
};

} // namespace litekeeper

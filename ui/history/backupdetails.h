// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/common/detailspane.h"

namespace litekeeper {

class TableFiguresModel;
class TableView;
class VerificationBar;

/// All about one backup: where it is, what is known about it, its tables with their rows.
class BackupDetails : public DetailsPane
{
    Q_OBJECT

public:
    explicit BackupDetails(QWidget *parent = nullptr);

    void setBackup(const Backup *backup, FilePresence presence); ///< null: nothing is selected
    void setTables(const QList<TableFigures> &tables);           ///< come later, from the catalogue
    void setVerification(const std::optional<Progress> &progress);

Q_SIGNALS:
    void cancelVerificationRequested();

private:
    QUuid m_shown;
    VerificationBar *m_verification;
    TableFiguresModel *m_tableModel;
    QLabel *m_tablesTitle;
    QLabel *m_noTables;
    TableView *m_tables;
};

} // namespace litekeeper
